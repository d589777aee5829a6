/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Outside: a Karaf unpacked, started and used by its own scripts, as an administrator does it. Closing it stops it. */
public final class Installation implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path home;
    private final String question; // that is answered when all is there
    private final int port = freePort();

    private Installation(Path home, String question) {
        this.home = home;
        this.question = question;
    }

    /** Our assembly, unpacked into {@code directory} and not started. */
    public static Installation ours(Path directory) {
        return unpack("guestnet-karaf.tar.gz", directory, "net:types");
    }

    /** Our assembly, which somebody else unpacks into {@code directory} and starts, in {@link #environment()}. */
    public static Installation at(Path directory) {
        return new Installation(directory, "net:types");
    }

    /**
     * Karaf as Apache ships it, unpacked into {@code directory} and not started. Of ours it has the script that runs a
     * command, and as repositories the {@code system} of our assembly and the features that others would fetch.
     */
    public static Installation stock(Path directory) throws IOException {
        Installation ours = ours(directory.resolve("ours"));
        Installation stock = unpack("apache-karaf.tar.gz", directory.resolve("stock"), "shell:echo");
        Files.copy(ours.file("bin/guestnet"), stock.file("bin/guestnet"));
        stock.set("etc/org.apache.karaf.shell.cfg", "sshPort", Integer.toString(stock.port));
        stock.set("etc/org.apache.karaf.shell.cfg", "sshHost", "127.0.0.1");
        stock.set("etc/org.apache.karaf.management.cfg", "rmiRegistryPort", Integer.toString(freePort()));
        stock.set("etc/org.apache.karaf.management.cfg", "rmiServerPort", Integer.toString(freePort()));
        stock.useOnly(ours.file("system"), built("features-of-others"));
        Result keys = Command.run(stock.home, stock.environment(), "bin/guestnet", "--prepare");
        if (keys.exit() != 0) {
            throw new IllegalStateException("no keys for the stock Karaf: " + keys);
        }
        return stock;
    }

    /** A file that the build put beside the tests. */
    public static Path built(String name) {
        return Path.of(System.getProperty("it.directory"), name);
    }

    /** Starts the container and waits until it answers commands. */
    public Installation start() {
        startShell();
        return awaitAnswers();
    }

    /** Starts the container as {@code bin/karaf clean} does, which forgets all that Karaf itself keeps. */
    public Installation startClean() {
        Command.run(home, environment(), "bin/start", "clean");
        return awaitAnswers();
    }

    /** Starts the container and waits until its shell answers, which is before Guestnet has started, or without it. */
    public Installation startShell() {
        Command.run(home, environment(), "bin/start");
        return await("shell:echo");
    }

    /** Waits until the container answers commands. */
    public Installation awaitAnswers() {
        return await(question);
    }

    private Installation await(String command) {
        Instant deadline = Instant.now().plus(PATIENCE);
        Result answer = guestnet(command);
        while (answer.exit() != 0) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("no answer in " + PATIENCE + ": " + answer);
            }
            answer = guestnet(command);
        }
        return this;
    }

    /** Runs {@code bin/guestnet} with these arguments and an empty stdin. */
    public Result guestnet(String... arguments) {
        List<String> command = new ArrayList<>(List.of("bin/guestnet"));
        command.addAll(List.of(arguments));
        return Command.run(home, environment(), command.toArray(String[]::new));
    }

    /** Runs a command of the Karaf shell that has to succeed. */
    public String must(String... arguments) {
        Result result = guestnet(arguments);
        if (result.exit() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + ": " + result);
        }
        return result.out();
    }

    public Path file(String path) {
        return home.resolve(path);
    }

    /** The lines of karaf.log so far. */
    public List<String> log() throws IOException {
        return Files.readAllLines(file("data/log/karaf.log"));
    }

    /** Stops the container if it runs and waits until it is gone. */
    @Override
    public void close() {
        Command.run(home, environment(), "bin/stop");
        String itself = "-Dkaraf.home=" + home;
        ProcessHandle.allProcesses()
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains(itself))
                .forEach(process -> process.onExit()
                        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join());
    }

    /** What its scripts are to find in their environment, so that it has a port of its own. */
    public Map<String, String> environment() {
        return Map.of("JAVA_HOME", System.getProperty("java.home"), "GUESTNET_SSH_PORT", Integer.toString(port));
    }

    private static Installation unpack(String archive, Path directory, String question) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Result tar =
                Command.run(directory, Map.of(), "tar", "-xzf", built(archive).toString(), "--strip-components=1");
        if (tar.exit() != 0) {
            throw new IllegalStateException("cannot unpack " + archive + ": " + tar);
        }
        return new Installation(directory, question);
    }

    private void set(String path, String key, String value) throws IOException {
        String text = Files.readString(file(path));
        Files.writeString(file(path), text.replaceAll("(?m)^" + key + " *=.*$", key + " = " + value));
    }

    /** No repository on the network: what is not at hand fails the test. */
    private void useOnly(Path... repositories) throws IOException {
        StringBuilder all = new StringBuilder("${karaf.home.uri}${karaf.default.repository}@id=system@snapshots");
        for (Path repository : repositories) {
            all.append(", ").append(repository.toUri()).append("@id=").append(repository.getFileName());
            all.append(all.length()).append("@snapshots");
        }
        String prefix = "org.ops4j.pax.url.mvn.";
        Files.writeString(
                file("etc/org.ops4j.pax.url.mvn.cfg"),
                prefix + "localRepository = ${karaf.data}/m2\n" + prefix + "defaultRepositories = " + all + "\n"
                        + prefix + "repositories =\n");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
