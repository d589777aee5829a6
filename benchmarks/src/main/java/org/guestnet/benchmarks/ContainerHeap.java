/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        try {
            Commands.run(Map.of(), "tar", "xzf", archive().toString(), "-C", home.toString(), "--strip-components=1");
            return List.of(measure(home));
        } finally {
            Commands.run(Map.of(), "rm", "-rf", home.toString());
        }
    }

    private static Comparison measure(Path home) throws Exception {
        String bin = home.resolve("bin") + "/";
        Map<String, String> port = Map.of("GUESTNET_SSH_PORT", Integer.toString(Commands.freePort()));
        Commands.run(port, bin + "start");
        try {
            Commands.run(port, bin + "guestnet", "--wait=120");
            String pid = Commands.run(port, bin + "guestnet", "shell:info")
                    .lines()
                    .filter(line -> line.contains("PID") || line.contains("Pid"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .findFirst()
                    .orElseThrow();
            return new Comparison(
                    "container's live heap after start", "MiB", liveMib(pid), "the goal itself", GOAL_MIB, 1);
        } finally {
            Commands.run(port, bin + "stop");
        }
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
