/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal.ipsec;

import static org.assertj.core.api.Assertions.assertThat;

import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.spi.KeyedTunnel;
import org.junit.jupiter.api.Test;

class SwanctlDocumentTest {

    private static final EncryptedTunnel RED = Samples.tunnel("red", "192.0.2.2", Samples.BY_KEY);

    private static SwanctlDocument document(EncryptedTunnel tunnel, String key) {
        return new SwanctlDocument(new KeyedTunnel(tunnel, key));
    }

    @Test
    void itsFirstLineChangesWithTheKey() {
        String head = document(RED, "one").head();
        assertThat(document(RED, "one").text()).startsWith(head + "\nconnections {\n");
        assertThat(document(RED, "one")).hasToString(head);
        assertThat(document(RED, "two").head()).isNotEqualTo(head);
    }

    @Test
    void theKeyIsWrittenInDigits() {
        assertThat(document(RED, "a}b").text()).contains("secret = 0x617d62", "id-local = " + RED.innerLocal());
    }

    @Test
    void exactlyOneEndLeads() {
        for (int i = 2; i < 20; i++) {
            EncryptedTunnel here = Samples.tunnel("red", "192.0.2." + i, Samples.BY_KEY);
            assertThat(SwanctlDocument.leads(here)).isNotEqualTo(SwanctlDocument.leads(Samples.back(here)));
        }
    }

    @Test
    void withCertificatesNetworksShareAConnection() {
        Means by = Samples.by("host.pem", "ca.pem");
        EncryptedTunnel red = Samples.tunnel("red", "192.0.2.2", by);
        EncryptedTunnel blue = Samples.tunnel("blue", "192.0.2.2", by);
        assertThat(SwanctlDocument.connection(red)).isEqualTo(SwanctlDocument.connection(blue));
        assertThat(document(red, "").text())
                .contains("certs = host.pem", "cacerts = ca.pem", red.name() + " {")
                .doesNotContain("secret");
        EncryptedTunnel elsewhere = Samples.tunnel("red", "192.0.2.3", by);
        assertThat(SwanctlDocument.connection(elsewhere)).isNotEqualTo(SwanctlDocument.connection(red));
    }
}
