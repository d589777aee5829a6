/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of a test's own, from the distribution's programs: its own directory, a loopback port, a random password. It
 * runs as an unprivileged user, which PostgreSQL insists on, and ends with the test's process at the latest.
 */
public final class PostgreSql implements AutoCloseable {

    private static final String USER = "guestnet";
    private static final String RUNS_AS = "postgres"; // the user that Debian's package makes
    private static final long PATIENCE_S = 60;

    private final Path directory;
    private final Path programs;
    private final int port;
    private final String password = UUID.randomUUID().toString();
    private final Thread atExit = new Thread(this::stop);
    private Process server; // guarded by this

    private PostgreSql(Path programs) throws IOException, InterruptedException {
        this.programs = programs;
        this.directory = Files.createTempDirectory("guestnet-pg");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            initialise();
            start();
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Whether the programs are there. */
    public static boolean isInstalled() {
        return programs().isPresent();
    }

    /** Starts a server with an empty database. @throws IllegalStateException if it does not start */
    public static PostgreSql started() {
        try {
            return new PostgreSql(
                    programs().orElseThrow(() -> new IllegalStateException("PostgreSQL is not installed")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where Debian puts them, the newest version first; else from the path. */
    private static Optional<Path> programs() {
        Path debian = Path.of("/usr/lib/postgresql");
        Stream<Path> onPath = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
        try (Stream<Path> versions = Files.isDirectory(debian) ? Files.list(debian) : Stream.of()) {
            List<Path> bins = versions.sorted(Comparator.reverseOrder())
                    .map(v -> v.resolve("bin"))
                    .toList();
            return Stream.concat(bins.stream(), onPath)
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JDBC URL of the database. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Who may ask. */
    public String user() {
        return USER;
    }

    /** The user's password. */
    public String password() {
        return password;
    }

    private void initialise() throws IOException, InterruptedException {
        Files.createFile(
                directory.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(directory.resolve("password"), password);
        if (isRoot()) {
            var owner =
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(RUNS_AS);
            Files.setOwner(directory, owner);
            Files.setOwner(directory.resolve("password"), owner);
        }
        Process initdb = run(
                "initdb",
                "--pgdata=" + directory.resolve("data"),
                "--username=" + USER,
                "--pwfile=" + directory.resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        if (!initdb.waitFor(PATIENCE_S, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
            initdb.destroyForcibly();
            throw new IllegalStateException("initdb failed: " + log());
        }
    }

    /** Starts it, also again after {@link #stop}. */
    public void start() throws IOException, InterruptedException {
        synchronized (this) {
            server = run(
                    "postgres",
                    "-D",
                    directory.resolve("data").toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=" + directory,
                    "-c",
                    "fsync=off"); // what is tested is the death of processes, not of machines
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!answers()) {
            if (System.nanoTime() > deadline || !server.isAlive()) {
                throw new IllegalStateException("PostgreSQL does not start: " + log());
            }
        }
    }

    private boolean answers() throws IOException, InterruptedException {
        return run("pg_isready", "-q", "-h", "127.0.0.1", "-p", Integer.toString(port))
                        .waitFor()
                == 0;
    }

    private Process run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + RUNS_AS, "--regid=" + RUNS_AS, "--clear-groups", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory
                        .resolveSibling(directory.getFileName() + ".log")
                        .toFile()))
                .start();
    }

    private String log() throws IOException {
        return Files.readString(directory.resolveSibling(directory.getFileName() + ".log"));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Ends it at once, by its process id; what was committed is kept. */
    public synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
            if (!server.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (IOException e) {
            server.destroyForcibly();
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        server = null;
    }

    /** Ends it and removes its directory. */
    @Override
    public void close() throws IOException {
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
        Files.deleteIfExists(directory.resolveSibling(directory.getFileName() + ".log"));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
