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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The assembled Karaf, running in the network of a lab's fabric: its ports meet nobody else's, and it reaches the hosts by
 * their addresses. Ends with {@link #close()}, at the latest with its lab. Any thread.
 */
final class Container implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(90);

    private final Lab lab;
    private final Path home;

    private Container(Lab lab, Path home) {
        this.lab = lab;
        this.home = home;
    }

    /** Unpacks the assembly into the lab's directory and starts it; returns when it answers commands. */
    static Container start(Lab lab) {
        try {
            Path home = Files.createTempDirectory(lab.directory(), "karaf");
            Container container = new Container(lab, home);
            Command.run(
                            Map.of(),
                            DEADLINE,
                            List.of(
                                    "tar",
                                    "-xzf",
                                    assembly().toString(),
                                    "-C",
                                    home.toString(),
                                    "--strip-components=1"))
                    .orFail();
            container.start();
            return container;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path assembly() throws IOException {
        Path target = Path.of(System.getProperty("basedir", "."))
                .resolve("../../karaf-assembly/target")
                .normalize();
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                return files.filter(file -> file.toString().endsWith(".tar.gz"))
                        .findFirst()
                        .orElseThrow();
            }
        }
        throw new AssertionError("no assembly in " + target + "; try: ./mvnw -Pquick -pl karaf-assembly -am verify");
    }

    /** Starts what was stopped; returns when it answers commands. */
    void start() {
        lab.exec("fab", home.resolve("bin/start").toString());
        guestnet("--wait=60").orFail();
    }

    /** Runs {@code bin/guestnet COMMAND…}. */
    Command.Result guestnet(String... command) {
        List<String> line = new ArrayList<>(List.of(home.resolve("bin/guestnet").toString()));
        line.addAll(List.of(command));
        return lab.tryExec("fab", line.toArray(String[]::new));
    }

    /** The container's log up to now. */
    String log() {
        try {
            return Files.readString(home.resolve("data/log/karaf.log"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends it with SIGKILL. */
    void kill() {
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(processes);
    }

    /** Returns when the process has ended. */
    @Override
    public void close() {
        List<ProcessHandle> processes = processes();
        lab.exec("fab", home.resolve("bin/stop").toString());
        awaitEnd(processes);
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        Await.until("the container ends", DEADLINE, () -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    private List<ProcessHandle> processes() {
        String property = "-Dkaraf.home=" + home;
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(property))
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .replace('\0', ' ');
        } catch (IOException ended) {
            return ""; // between the listing and the look
        }
    }
}
