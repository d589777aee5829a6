/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing on a machine is named as that machine calls it. */
class PrerequisitesTest {

    @TempDir
    Path path;

    @ParameterizedTest
    @CsvSource({
        "dnf, dnf install procps-ng",
        "zypper, zypper install procps",
        "other, install it as this system installs programs; the package may be called procps or procps-ng"
    })
    void aMissingProgramIsNamedWithItsPackageHere(String manager, String remedy) throws Exception {
        Files.createFile(path.resolve(manager)).toFile().setExecutable(true);
        assertThat(said("require_program no-such-program procps procps-ng procps"))
                .isEqualTo(
                        "Guestnet needs the program no-such-program and could not install it. Try: " + remedy + "\n");
    }

    private String said(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", ". ../../.ci/prerequisites.sh; " + command)
                .redirectErrorStream(true);
        builder.environment().put("PATH", path.toString());
        Process bash = builder.start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).isEqualTo(1);
        return said;
    }
}
