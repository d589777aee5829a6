/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/** Gathers times of one action. The first times are left out: caches are cold and code is not compiled then. */
final class Stopwatch {

    private static final int LEFT_OUT = 3;
    private static final double NANOS_IN_MILLI = 1e6;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Long> nanos = new ArrayList<>();
    private final List<Long> cpuNanos = new ArrayList<>();

    /** What is timed. */
    interface Action {
        Object run() throws Exception;
    }

    void time(Action action) throws Exception {
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        action.run();
        nanos.add(System.nanoTime() - start);
        cpuNanos.add(threads.getCurrentThreadCpuTime() - cpu);
    }

    double medianMillis() {
        return percentileMillis(50);
    }

    /** @param percent of all times are at most that */
    double percentileMillis(int percent) {
        return percentile(nanos, percent);
    }

    /** The same of the time that this thread had a processor: other load on the machine does not count. */
    double cpuMillis(int percent) {
        return percentile(cpuNanos, percent);
    }

    private static double percentile(List<Long> nanos, int percent) {
        List<Long> counted =
                nanos.subList(LEFT_OUT, nanos.size()).stream().sorted().toList();
        return counted.get(counted.size() * percent / 100) / NANOS_IN_MILLI;
    }
}
