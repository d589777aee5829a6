/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.guestnet.model.IpAddress;
import org.guestnet.spi.Encryption;
import org.junit.jupiter.api.Test;

class WireGuardEncryptionTest {

    private static Encryption encryption(String attributes) {
        return Samples.read(attributes).value().orElseThrow();
    }

    @Test
    void leavesWhatItsHeadersDoNotTake() {
        Encryption red = encryption("secret='red-key'");
        assertThat(red.innerMtu(1500, IpAddress.parse("192.0.2.1"))).isEqualTo(1440);
        assertThat(red.innerMtu(1500, IpAddress.parse("2001:db8::1"))).isEqualTo(1420);
    }

    @Test
    void endsHaveTheSecretAndThePortInCommon() {
        assertThat(encryption("secret='red-key' port='51820'").terms())
                .isEqualTo("encrypted by wireguard with secret 'red-key' at UDP port 51820");
        assertThat(encryption("secret='red-key'").means().setting("port").orElseThrow())
                .matches("2[0-9]{4}");
    }

    @Test
    void aPortIsOfOneNetworkOfAHost() {
        assertThat(encryption("secret='red-key' port='51820'").takes())
                .isEqualTo(encryption("secret='blue-key' port='51820'").takes())
                .contains("UDP port 51820")
                .contains("port='51820'");
    }

    @Test
    void isAComponent() throws IOException {
        String name = WireGuardEncryptionProvider.class.getName();
        try (InputStream xml = getClass().getResourceAsStream("/OSGI-INF/" + name + ".xml")) {
            assertThat(new String(xml.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("interface=\"org.guestnet.spi.EncryptionProvider\"");
        }
    }
}
