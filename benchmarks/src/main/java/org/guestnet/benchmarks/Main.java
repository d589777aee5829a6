/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Runs the measurements that were asked for and prints one table. */
public final class Main {

    private static final List<Measurement> ALL = List.of(
            new DomainRewriting(),
            new GuestOperations(),
            new ClaimPairs(),
            new SteeredStarts(),
            new MeshTimes(),
            new CandidateSearch(),
            new ContainerStart(),
            new ContainerHeap());

    private Main() {}

    /** @param names of measurements; all if there are none */
    public static void main(String[] names) throws Exception {
        List<String> wanted = List.of(names);
        List<String> known = ALL.stream().map(Measurement::name).toList();
        if (!known.containsAll(wanted)) {
            usage(wanted.contains("--help") ? System.out : System.err);
            System.exit(wanted.contains("--help") ? 0 : 64);
        }
        List<String> lines = new ArrayList<>(List.of(Comparison.HEADER));
        for (Measurement measurement : ALL) {
            if (wanted.isEmpty() || wanted.contains(measurement.name())) {
                lines.addAll(measure(measurement));
            }
        }
        System.out.println();
        lines.forEach(System.out::println);
    }

    private static List<String> measure(Measurement measurement) throws Exception {
        System.out.println("measuring " + measurement.name() + ": " + measurement.describe());
        try {
            return measurement.run().stream().map(Comparison::toString).toList();
        } catch (NotMeasurableException e) {
            return List.of(measurement.name() + ": not measured, " + e.getMessage());
        }
    }

    private static void usage(PrintStream out) {
        out.println("Usage: benchmarks/run [NAME…]");
        ALL.forEach(measurement -> out.printf("  %-10s %s%n", measurement.name(), measurement.describe()));
    }
}
