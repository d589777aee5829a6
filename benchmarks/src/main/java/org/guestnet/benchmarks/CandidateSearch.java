/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** How long it takes to find the best hosts for a guest, in fleets of three sizes, and what the largest needs on the heap. */
final class CandidateSearch implements Measurement {

    private static final int[] SIZES = {100, 1_000, 10_000};
    private static final int WARM_UP = 2_000;
    private static final int SEARCHES = 2_000;
    private static final double GOAL_MS = 10;
    private static final double GOAL_MIB = 512;
    private static final double BYTES_IN_MIB = 1 << 20;

    @Override
    public String name() {
        return "candidates";
    }

    @Override
    public String describe() {
        return "the 10 best hosts for a guest among 100 to 10,000 with 100 networks and 100 ports each (minutes)";
    }

    @Override
    public List<Comparison> run() throws Exception {
        List<Comparison> lines = new ArrayList<>();
        double before = 0;
        for (int size : SIZES) {
            double p99;
            try (LargeFleet fleet = new LargeFleet(Files.createTempDirectory("guestnet-fleet"), size)) {
                Stopwatch searches = timed(fleet);
                p99 = searches.percentileMillis(99);
                lines.add(
                        new Comparison("best 10 of " + size + " hosts, p99", "ms", p99, "the goal itself", GOAL_MS, 1));
                lines.add(new Comparison(
                        "best 10 of " + size + " hosts, median",
                        "ms",
                        searches.medianMillis(),
                        "the goal itself",
                        GOAL_MS,
                        1));
                for (int percent : new int[] {50, 99}) {
                    lines.add(new Comparison(
                            "its processor time, p" + percent,
                            "ms",
                            searches.cpuMillis(percent),
                            "the goal itself",
                            GOAL_MS,
                            1));
                }
                if (before > 0) {
                    lines.add(new Comparison("p99 of " + size + " hosts", "ms", p99, "of a tenth of them", before, 2));
                }
                lines.add(heap(size));
                lines.add(all(fleet, size));
            }
            before = p99;
        }
        return lines;
    }

    private static Stopwatch timed(LargeFleet fleet) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            fleet.search();
        }
        Stopwatch searches = new Stopwatch();
        for (int i = 0; i < SEARCHES; i++) {
            searches.time(fleet::search);
        }
        return searches;
    }

    /** The whole list, for comparison. */
    private static Comparison all(LargeFleet fleet, int size) throws Exception {
        Stopwatch lists = new Stopwatch();
        for (int i = 0; i < 8; i++) {
            lists.time(fleet::all);
        }
        return new Comparison(
                "all of " + size + " hosts judged, median", "ms", lists.medianMillis(), "10 s", 10_000, 1);
    }

    /** What is alive: not what watching threads have allocated since the collection. */
    private static Comparison heap(int size) {
        System.gc();
        double used = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
        return new Comparison(
                "heap with " + size + " hosts", "MiB", used / BYTES_IN_MIB, "the goal for 10,000", GOAL_MIB, 1);
    }
}
