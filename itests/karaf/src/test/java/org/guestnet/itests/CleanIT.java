/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.guestnet.itests.support.Installation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container that is started clean has forgotten what Karaf keeps, and nothing of ours. */
class CleanIT {

    @TempDir
    Path directory;

    private Installation karaf;

    @BeforeEach
    void start() {
        karaf = Installation.ours(directory).start();
    }

    @AfterEach
    void stop() {
        karaf.close();
    }

    @Test
    void hostsSurviveACleanStart() throws Exception {
        karaf.must("host:add", "kept", "sim:kept");
        karaf.close();
        Path ofKaraf = Files.createFile(karaf.file("data/of-karaf"));

        karaf.startClean();

        assertThat(ofKaraf).doesNotExist();
        assertThat(karaf.must("host:list", "--no-format")).startsWith("kept\tsim:kept");
    }
}
