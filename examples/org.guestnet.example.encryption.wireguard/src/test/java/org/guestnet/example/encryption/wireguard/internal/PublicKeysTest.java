/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.guestnet.model.IpAddress;
import org.junit.jupiter.api.Test;

class PublicKeysTest {

    private static final IpAddress ONE = IpAddress.parse("fd67:6e74:1:2:3:4:5:6");
    private static final IpAddress OTHER = IpAddress.parse("fd67:6e74:1:2:3:4:5:7");

    private final PublicKeys keys = new PublicKeys(2);

    @Test
    void areThoseOfTheEnds() {
        String key = keys.of("red-secret", ONE);
        assertThat(key).isEqualTo(EndKey.of("red-secret", ONE).publicKey());
        assertThat(keys.of("red-secret", ONE)).isSameAs(key); // computed once
        assertThat(keys.of("red-secret", OTHER))
                .isEqualTo(EndKey.of("red-secret", OTHER).publicKey());
        assertThat(keys.of("blue-secret", ONE))
                .isEqualTo(EndKey.of("blue-secret", ONE).publicKey());
    }

    @Test
    void onlySoManyAreKept() {
        String first = keys.of("0", ONE);
        for (int i = 1; i < 5; i++) {
            keys.of(String.valueOf(i), ONE);
        }
        assertThat(keys.size()).isEqualTo(2);
        assertThat(keys.of("0", ONE)).isEqualTo(first).isNotSameAs(first);
    }
}
