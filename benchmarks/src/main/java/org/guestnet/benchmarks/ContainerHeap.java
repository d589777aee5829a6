/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lives on the heap of a container that was started and does nothing yet. */
final class ContainerHeap implements Measurement {

    private static final double GOAL_MIB = 64;
    private static final double KIB_IN_MIB = 1024;
    private static final Pattern USED = Pattern.compile("(?:heap|Heap)[^\n]*used (\\d+)K");

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String describe() {
        return "live heap of the container after its start, against " + GOAL_MIB + " MiB (20 s)";
    }

    @Override
    public List<Comparison> run() throws Exception {
        BenchContainer container = BenchContainer.unpack();
        double live = measure(container);
        container.remove();
        return List.of(
                new Comparison("container's live heap after start", "MiB", live, "the goal itself", GOAL_MIB, 1));
    }

    private static double measure(BenchContainer container) throws Exception {
        try {
            container.start();
            return liveMib(Long.toString(container.process().pid()));
        } finally {
            container.stop();
        }
    }

    /** jcmd's own garbage collection first: garbage is no need. */
    private static double liveMib(String pid) throws IOException, InterruptedException, NotMeasurableException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Commands.run(Map.of(), jcmd, pid, "GC.run");
        String info = Commands.run(Map.of(), jcmd, pid, "GC.heap_info");
        Matcher used = USED.matcher(info);
        if (!used.find()) {
            throw new NotMeasurableException("jcmd said: " + info);
        }
        return Integer.parseInt(used.group(1)) / KIB_IN_MIB;
    }
}
