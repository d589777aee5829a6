/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guestnet.model.Claim;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;

/** Whether claims survive: a process takes them and says so after each, is killed with SIGKILL, and the store is read. */
final class SurvivingClaims {

    private static final int ENOUGH = 2000;

    private SurvivingClaims() {}

    /** The process that is killed. @param directory of the store */
    public static void main(String[] directory) throws Exception {
        EmbeddedStore store = new EmbeddedStore(Path.of(directory[0])); // the process does not live to close it
        for (int i = 0; ; i++) {
            store.take(List.of(claim(i)));
            System.out.println(i);
        }
    }

    private static Claim claim(int ordinal) {
        return new Claim(
                new Claim.Key(new HostName("kvm1"), "eth0", ordinal),
                new NetworkName(InstantHost.NETWORK),
                UUID.randomUUID(),
                "guest",
                new MacAddress("52:54:00:00:00:01"),
                OperationId.random(),
                Claim.State.HELD,
                Instant.now());
    }

    /** Lost claims against acknowledged ones. */
    static Comparison measure() throws Exception {
        Path directory = Files.createTempDirectory("guestnet-bench");
        try {
            Set<Integer> acknowledged = acknowledged(directory);
            int all = acknowledged.size();
            try (EmbeddedStore store = new EmbeddedStore(directory)) {
                store.claims().forEach(claim -> acknowledged.remove(claim.key().ordinal()));
            }
            return new Comparison("claims lost by SIGKILL", "of all", acknowledged.size(), "acknowledged", all, 0);
        } finally {
            Commands.run(java.util.Map.of(), "rm", "-rf", directory.toString());
        }
    }

    private static Set<Integer> acknowledged(Path directory) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SurvivingClaims.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<Integer> acknowledged = new HashSet<>();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged.add(Integer.valueOf(line));
                if (acknowledged.size() == ENOUGH) {
                    process.toHandle().destroyForcibly(); // the handle: what was printed stays readable
                }
            }
        }
        process.waitFor();
        return acknowledged;
    }
}
