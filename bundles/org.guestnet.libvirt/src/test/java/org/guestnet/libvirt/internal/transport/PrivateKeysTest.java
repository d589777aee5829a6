/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in the forms in which they lie around. */
final class PrivateKeysTest {

    private static final int RSA_PKCS8_HEAD =
            26; // two lengths, the version and the algorithm before a key of 2048 bits

    @TempDir
    private Path directory;

    private Path pem(String title, byte[] content) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                directory.resolve("key.pem"),
                "some words before\n-----BEGIN " + title + "-----\n" + body + "\n-----END " + title + "-----\n");
    }

    private static PrivateKey made(String algorithm) throws Exception {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
    }

    @Test
    void readsPkcs8OfAnyAlgorithm() throws Exception {
        for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
            PrivateKey key = made(algorithm);
            assertThat(PrivateKeys.read(pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
        }
    }

    @Test
    void readsPkcs1OfRsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        PrivateKey key = generator.generateKeyPair().getPrivate();
        byte[] pkcs8 = key.getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, RSA_PKCS8_HEAD, pkcs8.length);
        assertThat(PrivateKeys.read(pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
    }

    @Test
    void refusesWhatIsNoKeyOrLockedAndSaysHowToConvertIt() throws Exception {
        Path locked = pem("ENCRYPTED PRIVATE KEY", new byte[100]);
        assertThatThrownBy(() -> PrivateKeys.read(locked))
                .isInstanceOf(java.io.IOException.class)
                .hasMessageContaining("openssl pkcs8");
        Path garbage = pem("PRIVATE KEY", new byte[100]);
        assertThatThrownBy(() -> PrivateKeys.read(garbage)).isInstanceOf(java.io.IOException.class);
    }
}
