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
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lives on the heap of a container that was started and does nothing yet. */
final class ContainerHeap implements Measurement {

    private static final double GOAL_MIB = 64;
    private static final double KIB_IN_MIB = 1024;
    private static final Path ASSEMBLY = Path.of("karaf-assembly", "target");
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
        Path home = Files.createTempDirectory("guestnet-heap");
        Commands.run(Map.of(), "tar", "xzf", archive().toString(), "-C", home.toString(), "--strip-components=1");
        Comparison measured = measure(home);
        Commands.run(Map.of(), "rm", "-rf", home.toString()); // what failed is left for whoever wants to know why
        return List.of(measured);
    }

    private static Comparison measure(Path home) throws Exception {
        String bin = home.resolve("bin") + "/";
        Map<String, String> port = Map.of("GUESTNET_SSH_PORT", Integer.toString(Commands.freePort()));
        Commands.run(port, bin + "start");
        try {
            Commands.run(port, bin + "guestnet", "--wait=120");
            double live = liveMib(Long.toString(container(home).pid()));
            return new Comparison("container's live heap after start", "MiB", live, "the goal itself", GOAL_MIB, 1);
        } finally {
            stop(container(home));
        }
    }

    /** Asks it to end, and waits until it has. */
    private static void stop(ProcessHandle container) throws Exception {
        container.destroy();
        container.onExit().get(60, TimeUnit.SECONDS);
    }

    /** Karaf notes its process there when it starts. */
    private static ProcessHandle container(Path home) throws IOException {
        Properties instances = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("instances/instance.properties"))) {
            instances.load(in);
        }
        return ProcessHandle.of(Long.parseLong(instances.getProperty("item.0.pid")))
                .orElseThrow(() -> new IOException("the container has ended; its log is in " + home + "/data/log"));
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

    private static Path archive() throws IOException, NotMeasurableException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(ASSEMBLY, "guestnet-karaf-*.tar.gz")) {
            for (Path archive : found) {
                return archive;
            }
        }
        throw new NotMeasurableException("there is no archive in " + ASSEMBLY);
    }
}
