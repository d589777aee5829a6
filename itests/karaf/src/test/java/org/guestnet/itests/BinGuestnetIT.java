/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.guestnet.itests.support.Installation;
import org.guestnet.itests.support.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command by which shells and scripts use the container. */
class BinGuestnetIT {

    @TempDir
    static Path directory;

    private static Installation karaf;

    @BeforeAll
    static void start() {
        karaf = Installation.ours(directory.resolve("a path with spaces")).start();
    }

    @AfterAll
    static void stop() {
        karaf.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain", "", "two  words", "it's", "'", "''", "\"quoted\"", "\\", "a\\nb", "two\nlines",
                        "$HOME ${x} $(y)",
                "`id`", "a | grep b; c && d", "*", "%s", "-o", "--", "{[<>]}", "üñ€ 網", "a=b", "# no comment", "~"
            })
    void argumentsArriveAsTheyWereGiven(String argument) {
        Result result = karaf.guestnet("shell:printf", "[%s|%s]", argument, "last");

        assertThat(result).isEqualTo(new Result(0, "[" + argument + "|last]", ""));
    }

    @Test
    void theExitCodeAndStderrAreTheCommands() {
        Result result = karaf.guestnet("no:such-command");

        assertThat(result).isEqualTo(new Result(1, "", "Command not found: no:such-command\n"));
    }

    @Test
    void wrongUsageIsExplained() {
        Result result = karaf.guestnet("--no-such-option");

        assertThat(result.exit()).isEqualTo(64);
        assertThat(result.err()).contains("Usage:");
    }

    @Test
    void waitingEndsWhenCommandsAreAnswered() {
        assertThat(karaf.guestnet("--wait=60")).isEqualTo(new Result(0, "", ""));
        assertThat(karaf.guestnet("net:types", "-o", "json").out()).contains("\"bridge\"");
    }

    @Test
    void aRefusalIsOnStderrWithItsCodeAndNoColour() {
        Result result = karaf.guestnet("net:show", "no-such-network");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("NETWORK_MISSING").doesNotContain("\u001b");
    }

    @Test
    void aContainerThatDoesNotRunIsSaidToBeDown() {
        try (Installation stopped = Installation.ours(directory.resolve("stopped"))) {
            Result result = stopped.guestnet("shell:echo", "hello");

            assertThat(result.exit()).isEqualTo(69);
            assertThat(result.err()).contains("does not answer").contains("Try:");
        }
    }

    @Test
    void onlyTheOwnerReadsTheKeyAndNobodyHasAPassword() throws Exception {
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");

        assertThat(Files.getPosixFilePermissions(karaf.file("etc/guestnet.key")))
                .isEqualTo(owner);
        assertThat(Files.getPosixFilePermissions(karaf.file("etc/host.key"))).isEqualTo(owner);
        assertThat(users("etc/users.properties")).isEmpty();
        assertThat(users("etc/keys.properties")).hasSize(1).first().asString().startsWith("guestnet=");
    }

    private static List<String> users(String file) throws Exception {
        return Files.readAllLines(karaf.file(file)).stream()
                .filter(line -> line.matches("[^#_].*=.*"))
                .toList();
    }
}
