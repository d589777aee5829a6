/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Taking a slot and giving it back, durably, against libvirt's network ports, with 1 and with 16 threads; and the same on pools of
 * other sizes. Half of each pool is taken all the time.
 */
final class ClaimPairs implements Measurement {

    private static final int POOL = 64;
    private static final int LARGEST = 4096;
    private static final List<Integer> SIZES = List.of(8, POOL, 512, LARGEST);
    private static final int MANY = 16;
    private static final long MILLIS = 1500;
    private static final Map<Integer, Double> GOALS = Map.of(1, 1 / 2.0, MANY, 1 / 5.0);
    private static final double GROWTH = 1.5;

    @Override
    public String name() {
        return "claims";
    }

    @Override
    public String describe() {
        return "claim and release of a slot, durable, against libvirt's network ports (root, 1 min)";
    }

    @Override
    public List<Comparison> run() throws Exception {
        List<Comparison> lines = new ArrayList<>();
        try (BenchLab lab = BenchLab.up()) {
            Map<Integer, double[]> known = new TreeMap<>();
            Map<Integer, double[]> found = new TreeMap<>();
            for (int size : SIZES) {
                Path directory = lab.files().resolve("db" + size);
                try (ClaimPath path = new ClaimPath(directory, size)) {
                    known.put(size, both(path::knownSlot));
                    found.put(size, both(path::foundSlot));
                }
            }
            double[] ports;
            try (LibvirtPorts libvirt = new LibvirtPorts(lab, POOL)) {
                ports = both(thread -> libvirt.port());
            }
            lines.addAll(against(ports, "claim+release a slot", known.get(POOL)));
            lines.addAll(against(ports, "find+claim+release", found.get(POOL)));
            lines.addAll(growth("claim+release", known, GROWTH));
            lines.addAll(
                    growth("find+claim+release", found, Double.NaN)); // reads the pool's document: as long as the pool
        }
        lines.add(SurvivingClaims.measure());
        return lines;
    }

    /** With one thread, and with many. */
    private static double[] both(Throughput.Workers workers) throws Exception {
        return new double[] {Throughput.micros(1, MILLIS, workers), Throughput.micros(MANY, MILLIS, workers)};
    }

    private static List<Comparison> against(double[] ports, String what, double[] ours) {
        String pool = ", " + POOL / 2 + " of " + POOL + " taken";
        return List.of(
                new Comparison(what + ", 1 thread", "µs", ours[0], "port" + pool, ports[0], GOALS.get(1)),
                new Comparison(what + ", 16 threads", "µs", ours[1], "port" + pool, ports[1], GOALS.get(MANY)));
    }

    private static List<Comparison> growth(String what, Map<Integer, double[]> bySize, double goal) {
        List<Comparison> lines = new ArrayList<>();
        bySize.forEach((size, micros) -> {
            if (size != POOL) {
                for (int i = 0; i < 2; i++) {
                    String threads = i == 0 ? "1 thread" : MANY + " threads";
                    lines.add(new Comparison(
                            what + ", pool of " + size + ", " + threads,
                            "µs",
                            micros[i],
                            "pool of " + POOL,
                            bySize.get(POOL)[i],
                            goal));
                }
            }
        });
        return lines;
    }
}
