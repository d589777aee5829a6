/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.SecretName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {

    private static final SecretName RED = new SecretName("red-key");

    @TempDir
    Path temporary;

    private Path directory;
    private SecretFiles secrets;

    @BeforeEach
    void make() {
        directory = temporary.resolve("secrets");
        secrets = new SecretFiles(directory.toString());
    }

    @Test
    void aSecretIsMadeAtFirstUseAndStays() throws Exception {
        String secret = secrets.secret(RED);
        assertThat(Base64.getUrlDecoder().decode(secret)).hasSize(32);
        assertThat(secrets.secret(RED)).isEqualTo(secret);
        assertThat(new SecretFiles(directory.toString()).secret(RED)).isEqualTo(secret);
        assertThat(secrets.secret(new SecretName("blue-key"))).isNotEqualTo(secret);
    }

    @Test
    void onlyTheOwnerCanReadIt() throws Exception {
        secrets.secret(RED);
        assertThat(mode(directory)).isEqualTo("rwx------");
        assertThat(mode(directory.resolve("red-key"))).isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactly("red-key");
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void rotationPutsANewOneInItsPlace() throws Exception {
        String old = secrets.secret(RED);
        secrets.rotate(RED);
        assertThat(secrets.secret(RED)).isNotEqualTo(old);
        assertThat(mode(directory.resolve("red-key"))).isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactly("red-key");
    }

    @Test
    void whatTheAdministratorWroteIsTaken() throws Exception {
        secrets.secret(RED);
        Files.writeString(directory.resolve("red-key"), "his-own-long-one\n");
        assertThat(secrets.secret(RED)).isEqualTo("his-own-long-one");
        Files.writeString(directory.resolve("red-key"), "guessed\n");
        assertThat(refused()).contains("at least 16");
    }

    @Test
    void whatOthersCanReadIsRefusedAndNotTold() throws Exception {
        String secret = secrets.secret(RED);
        Files.setPosixFilePermissions(directory.resolve("red-key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(refused()).contains("open to others").contains("chmod 600").doesNotContain(secret);

        Files.setPosixFilePermissions(directory.resolve("red-key"), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x---"));
        assertThat(refused()).contains("open to others").contains("chmod 700");
    }

    @Test
    void whatIsNoSecretIsRefused() throws Exception {
        secrets.secret(RED);
        for (String text : new String[] {"", "two words", "tab\tbed", "x".repeat(600)}) {
            Files.writeString(directory.resolve("red-key"), text);
            assertThat(refused()).contains("holds no secret");
        }
    }

    @Test
    void withoutAPlaceThereIsNone() {
        secrets = new SecretFiles("${karaf.etc}/guestnet-secrets");
        assertThat(refused()).contains("no place");
        secrets = new SecretFiles(temporary.resolve("not/there").toString());
        assertThat(refused()).contains("cannot be read or made");
    }

    private String refused() {
        GuestnetException e = catchThrowableOfType(GuestnetException.class, () -> secrets.secret(RED));
        assertThat(e.code()).isEqualTo(Codes.SECRET_MISSING);
        return e.getMessage();
    }
}
