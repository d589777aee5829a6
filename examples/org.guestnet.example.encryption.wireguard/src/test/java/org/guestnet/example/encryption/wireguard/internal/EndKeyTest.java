/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.guestnet.model.IpAddress;
import org.junit.jupiter.api.Test;

class EndKeyTest {

    private static final IpAddress ONE = IpAddress.parse("fd67:6e74:1:2:3:4:5:6");
    private static final IpAddress OTHER = IpAddress.parse("fd67:6e74:1:2:3:4:5:7");

    /** RFC 7748, 6.1: Bob's. */
    @Test
    void thePublicKeyFollowsFromThePrivateOne() {
        byte[] scalar = HexFormat.of().parseHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        assertThat(new EndKey(scalar).publicKey()).isEqualTo("3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08=");
    }

    /** As another implementation of HKDF, and wg pubkey, make them. */
    @Test
    void bothFollowFromTheSecretAndTheAddress() {
        EndKey key = EndKey.of("red-secret", ONE);
        assertThat(key.privateKey()).isEqualTo("6D2g9X5XPZ4NxZOoUFrGSDDIAuP0kpwbZcZzRKbVAXk=");
        assertThat(key.publicKey()).isEqualTo("GtR0xB0b4n5WtgDk7mKkYAD4hDeEYXgzSFnd8mFZQmg=");
    }

    @Test
    void eachEndAndEachSecretHasItsOwn() {
        String key = EndKey.of("red-secret", ONE).publicKey();
        assertThat(EndKey.of("red-secret", OTHER).publicKey()).isNotEqualTo(key);
        assertThat(EndKey.of("blue-secret", ONE).publicKey()).isNotEqualTo(key);
    }
}
