/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.guestnet.itests.support.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first of the two commands, without a terminal: the simulated hosts are there, and who was added stays. */
class RunIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir
    Path directory;

    private Installation karaf;

    @Test
    void hostsAreThereAndOutliveANewBuild() throws Exception {
        karaf = Installation.at(directory.resolve("a home"));
        running(() -> {
            awaitHost("kvm3");
            karaf.must("host:add", "mine", "sim:mine");
        });
        Path ofTheOldBuild = Files.createFile(karaf.file("lib/of-the-old-build"));
        Files.setLastModifiedTime(karaf.file("unpacked"), FileTime.from(Instant.EPOCH));

        running(() -> awaitHost("mine"));

        assertThat(ofTheOldBuild).doesNotExist();
    }

    @Test
    void aDirectoryThatHoldsSomethingElseIsLeftAsItIs() throws Exception {
        Path precious = Files.createFile(directory.resolve("precious"));
        karaf = Installation.at(directory);

        Process run = run();

        assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(1);
        assertThat(directory).isDirectoryContaining(precious::equals).isDirectoryNotContaining("glob:**/bin");
    }

    private interface Use {
        void use() throws Exception;
    }

    private void running(Use use) throws Exception {
        Process run = run();
        try {
            use.use();
        } finally {
            karaf.close();
            assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process run() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("../../run")
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(
                        Path.of(System.getProperty("it.directory"), "run.log").toFile());
        builder.environment().putAll(karaf.environment());
        builder.environment().put("GUESTNET_HOME", karaf.file(".").normalize().toString());
        return builder.start();
    }

    private void awaitHost(String name) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!Files.exists(karaf.file("bin/guestnet")) || !hosts().contains(name + "\tsim:" + name)) {
            assertThat(Instant.now()).as("waited " + PATIENCE).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    private String hosts() {
        return karaf.guestnet("host:list", "--no-format").out();
    }
}
