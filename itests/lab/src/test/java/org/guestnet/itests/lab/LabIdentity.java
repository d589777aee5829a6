/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Names and addresses that no other lab on this machine has: they follow from the process number of this JVM and a count.
 *
 * @param process the JVM that owns the lab
 * @param count of its labs, from 0
 * @param manager whether the machine joins the fabric
 */
record LabIdentity(long process, int count, boolean manager) {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Path BIN = Path.of(System.getProperty("basedir", "."))
            .resolve("bin")
            .toAbsolutePath()
            .normalize();
    private static final Path ROOT = Path.of(System.getProperty("java.io.tmpdir"), "guestnet-labs");
    private static final Duration DOWN_DEADLINE = Duration.ofSeconds(30);

    static LabIdentity next(boolean manager) {
        return new LabIdentity(ProcessHandle.current().pid(), COUNT.getAndIncrement() % 16, manager);
    }

    static String program(String name) {
        return BIN.resolve(name).toString();
    }

    /** Takes down the labs of test runs that were killed. */
    static void removeAbandoned() {
        if (!Files.isDirectory(ROOT)) {
            return;
        }
        try (Stream<Path> labs = Files.list(ROOT)) {
            labs.map(LabIdentity::of)
                    .flatMap(java.util.Optional::stream)
                    .filter(lab -> ProcessHandle.of(lab.process).isEmpty())
                    .forEach(LabIdentity::down);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void down() {
        Command.run(environment(), DOWN_DEADLINE, List.of(program("lab.sh"), "down"))
                .orFail();
    }

    private static java.util.Optional<LabIdentity> of(Path directory) {
        String[] parts = directory.getFileName().toString().split("-");
        boolean lab = parts.length == 2 && Files.isDirectory(directory) && (parts[0] + parts[1]).matches("[0-9]+");
        return lab
                ? java.util.Optional.of(new LabIdentity(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), false))
                : java.util.Optional.empty();
    }

    /** At most ten characters, so that the kernel takes it with a suffix as the name of a device. */
    String prefix() {
        return (char) ('g' + count) + Long.toString(process, Character.MAX_RADIX);
    }

    /** The first three numbers of the addresses; only labs with a manager must not share them. */
    String network() {
        long number = process * 16 + count;
        return "10." + (64 + number / 256 % 128) + "." + number % 256;
    }

    Path directory() {
        return ROOT.resolve(process + "-" + count);
    }

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("LAB_PREFIX", prefix());
        environment.put("LAB_DIR", directory().toString());
        environment.put("LAB_NET", network());
        environment.put("LAB_MANAGER", manager ? "1" : "");
        return environment;
    }
}
