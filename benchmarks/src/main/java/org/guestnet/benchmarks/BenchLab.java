/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Real libvirt hosts on this machine, A, B and so on, made by itests/lab/bin/lab.sh and removed by {@link #close()}. */
final class BenchLab implements AutoCloseable {

    private static final String BIN = "itests/lab/bin/";

    private final Map<String, String> environment;
    private final Path files;

    private BenchLab(Map<String, String> environment, Path files) {
        this.environment = environment;
        this.files = files;
    }

    /** Two hosts, A and B. */
    static BenchLab up() throws IOException, InterruptedException, NotMeasurableException {
        return up(2, Map.of());
    }

    /** @param more environment of lab.sh */
    static BenchLab up(int hosts, Map<String, String> more)
            throws IOException, InterruptedException, NotMeasurableException {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new NotMeasurableException("the lab of real hosts needs root");
        }
        try {
            Commands.run(Map.of(), BIN + "packages.sh", "--check");
        } catch (IOException e) {
            throw new NotMeasurableException(e.getMessage().strip());
        }
        String prefix = "b" + Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
        Path files = Files.createTempDirectory("guestnet-bench");
        Map<String, String> environment = new HashMap<>(more);
        environment.put("LAB_PREFIX", prefix);
        environment.put("LAB_DIR", files.resolve("lab").toString());
        BenchLab lab = new BenchLab(environment, files);
        try {
            lab.script("up", Integer.toString(hosts));
            return lab;
        } catch (IOException | InterruptedException e) {
            lab.close();
            throw e;
        }
    }

    /** A directory that lives as long as the lab. */
    Path files() {
        return files;
    }

    /** The output of lab.sh. */
    String script(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(BIN + "lab.sh"));
        command.addAll(List.of(arguments));
        return Commands.run(environment, command.toArray(String[]::new)).strip();
    }

    @Override
    public void close() throws IOException {
        try {
            script("down");
            Commands.run(Map.of(), "rm", "-rf", files.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before the lab was down", e);
        }
    }
}
