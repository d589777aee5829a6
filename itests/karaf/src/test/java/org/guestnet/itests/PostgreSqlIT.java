/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.guestnet.driver.store.contract.PostgreSql;
import org.guestnet.itests.support.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The feature guestnet-postgresql, from the assembly alone and by one file of settings. */
@EnabledIf(
        value = "org.guestnet.driver.store.contract.PostgreSql#isInstalled",
        disabledReason = "PostgreSQL is not installed: apt-get install postgresql")
class PostgreSqlIT {

    @TempDir
    Path directory;

    @Test
    void theStoreIsOnPostgreSqlAndThePasswordIsNowhere() throws Exception {
        try (PostgreSql server = PostgreSql.started();
                Installation karaf = Installation.ours(directory.resolve("karaf"))) {
            settings(karaf, server);
            karaf.startShell(); // Guestnet itself waits for its store
            assertThat(karaf.must("feature:install", "guestnet-postgresql")).doesNotContain("Error");
            karaf.awaitAnswers();

            karaf.must("host:add", "kvm1", "sim:kvm1");
            assertThat(karaf.must("host:list")).contains("kvm1");
            assertThat(directory.resolve("karaf/db"))
                    .as("the embedded database")
                    .doesNotExist();
            assertThat(karaf.must("config:list", "(service.pid=org.guestnet.store)"))
                    .contains(server.url())
                    .doesNotContain(server.password());
            assertThat(String.join("\n", karaf.log()))
                    .contains("has lease number")
                    .doesNotContain(server.password());
            assertThat(ProcessHandle.allProcesses().map(PostgreSqlIT::commandLine))
                    .anyMatch(line -> line.contains("karaf"))
                    .noneMatch(line -> line.contains(server.password()));
        }
    }

    private void settings(Installation karaf, PostgreSql server) throws IOException {
        Path password = Files.createFile(
                directory.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, server.password() + "\n");
        Files.writeString(
                karaf.file("etc/org.guestnet.store.cfg"),
                "url = " + server.url() + "\nuser = " + server.user() + "\npasswordFile = " + password + "\n");
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException ended) {
            return ""; // between the listing and the look
        }
    }
}
