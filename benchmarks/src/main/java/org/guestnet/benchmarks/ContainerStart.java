/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.util.List;

/** How long a container takes from its start until it has answered the first command. */
final class ContainerStart implements Measurement {

    private static final double GOAL_MILLIS = 5000;
    private static final double NANOS_IN_MILLI = 1e6;

    @Override
    public String name() {
        return "ready";
    }

    @Override
    public String describe() {
        return "from bin/start to the first answered command, against " + GOAL_MILLIS + " ms (20 s)";
    }

    @Override
    public List<Comparison> run() throws Exception {
        BenchContainer container = BenchContainer.unpack();
        List<Comparison> measured = List.of(
                new Comparison(
                        "container ready, first start", "ms", millis(container), "the goal itself", GOAL_MILLIS, 1),
                new Comparison(
                        "container ready, later start", "ms", millis(container), "the goal itself", GOAL_MILLIS, 1));
        container.remove();
        return measured;
    }

    private static double millis(BenchContainer container) throws Exception {
        long start = System.nanoTime();
        try {
            container.start();
            return (System.nanoTime() - start) / NANOS_IN_MILLI;
        } finally {
            container.stop();
        }
    }
}
