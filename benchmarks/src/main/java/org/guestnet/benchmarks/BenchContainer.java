/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The assembly that was built, unpacked to a directory of its own. What failed is left there for whoever wants to know why. */
final class BenchContainer {

    private static final Path ASSEMBLY = Path.of("karaf-assembly", "target");

    private final Path home;
    private final Map<String, String> port;

    private BenchContainer(Path home, Map<String, String> port) {
        this.home = home;
        this.port = port;
    }

    static BenchContainer unpack() throws IOException, InterruptedException, NotMeasurableException {
        Path home = Files.createTempDirectory("guestnet-container");
        Commands.run(Map.of(), "tar", "xzf", archive().toString(), "-C", home.toString(), "--strip-components=1");
        return new BenchContainer(home, Map.of("GUESTNET_SSH_PORT", Integer.toString(Commands.freePort())));
    }

    private static Path archive() throws IOException, NotMeasurableException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(ASSEMBLY, "guestnet-karaf-*.tar.gz")) {
            for (Path archive : found) {
                return archive;
            }
        }
        throw new NotMeasurableException("there is no archive in " + ASSEMBLY);
    }

    /** Starts it, and returns as soon as it answers commands. */
    void start() throws IOException, InterruptedException {
        Commands.run(port, home + "/bin/start");
        Commands.run(port, home + "/bin/guestnet", "--wait=120");
    }

    /** Its process, which Karaf notes when it starts. */
    ProcessHandle process() throws IOException {
        Properties instances = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("instances/instance.properties"))) {
            instances.load(in);
        }
        return ProcessHandle.of(Long.parseLong(instances.getProperty("item.0.pid")))
                .orElseThrow(() -> new IOException("the container has ended; its log is in " + home + "/data/log"));
    }

    /** Asks it to end, and waits until it has. */
    void stop() throws Exception {
        ProcessHandle process = process();
        process.destroy();
        process.onExit().get(60, TimeUnit.SECONDS);
    }

    void remove() throws IOException, InterruptedException {
        Commands.run(Map.of(), "rm", "-rf", home.toString());
    }
}
