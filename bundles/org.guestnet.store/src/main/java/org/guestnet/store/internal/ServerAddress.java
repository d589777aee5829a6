/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.guestnet.driver.store.DatabaseServer;
import org.guestnet.model.GuestnetException;

/**
 * Where a shared database is and who asks it. The password is read when it is needed, and is in none of the texts that this makes.
 *
 * @param url JDBC URL
 * @param user who asks
 * @param passwordFile file whose first line is the password; empty if there is none
 * @param passwordVariable environment variable that holds the password; empty if there is none
 * @param patience how long a statement may wait
 */
record ServerAddress(String url, String user, String passwordFile, String passwordVariable, Duration patience) {

    private static final Set<PosixFilePermission> FOR_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /** @throws GuestnetException {@code STORE_FAILED}: no driver, no password */
    DataSource connect(Optional<DatabaseServer> server) throws GuestnetException {
        if (url.toLowerCase(java.util.Locale.ROOT).contains("password=")) {
            throw Failures.settings("'url' has a password in it", "put it in a file and name that in 'passwordFile'");
        }
        DatabaseServer able = server.filter(s -> s.serves(url)).orElseThrow(() -> Failures.noDriver(url));
        try {
            return able.connect(url, user, password(), patience);
        } catch (IllegalArgumentException e) {
            throw Failures.settings("'url' is not valid: " + url, "see docs/store.md");
        }
    }

    private String password() throws GuestnetException {
        if (!passwordVariable.isEmpty()) {
            return Optional.ofNullable(System.getenv(passwordVariable))
                    .orElseThrow(() -> Failures.settings(
                            "the environment variable " + passwordVariable + " is not set",
                            "set it for the container, or name another in 'passwordVariable'"));
        }
        return passwordFile.isEmpty() ? "" : firstLine(Path.of(passwordFile));
    }

    private static String firstLine(Path file) throws GuestnetException {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(FOR_OTHERS::contains)) {
                throw Failures.settings("the password file " + file + " can be read by others", "chmod 600 " + file);
            }
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw Failures.settings(
                    "the password file " + file + " cannot be read: "
                            + e.getClass().getSimpleName(),
                    "name a file that Guestnet can read in 'passwordFile'");
        }
    }
}
