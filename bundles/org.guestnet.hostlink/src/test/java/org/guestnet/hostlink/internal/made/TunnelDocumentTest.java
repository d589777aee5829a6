/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import static org.assertj.core.api.Assertions.assertThat;

import org.guestnet.driver.link.contract.MemorySecrets;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.SecretName;
import org.guestnet.model.link.IpsecTunnel;
import org.guestnet.model.link.IpsecTunnel.Authentication;
import org.guestnet.model.link.IpsecTunnel.Certificate;
import org.guestnet.model.link.LinkNames;
import org.junit.jupiter.api.Test;

class TunnelDocumentTest {

    private static final SecretName KEY = new SecretName("key");
    private static final IpAddress HERE = IpAddress.parse("192.0.2.1");
    private static final IpAddress THERE = IpAddress.parse("192.0.2.2");

    private final MemorySecrets secrets = new MemorySecrets();

    private static IpsecTunnel tunnel(String network, IpAddress local, IpAddress remote, Authentication by) {
        NetworkName name = new NetworkName(network);
        return new IpsecTunnel(
                LinkNames.tunnel(name, remote),
                local,
                remote,
                LinkNames.inner(name, local),
                LinkNames.inner(name, remote),
                by);
    }

    @Test
    void itsFirstLineChangesWithTheKey() throws Exception {
        IpsecTunnel red = tunnel("red", HERE, THERE, Authentication.by(KEY));
        String head = TunnelDocument.of(red, secrets).head();
        assertThat(TunnelDocument.of(red, secrets).text()).startsWith(head + "\nconnections {\n");
        assertThat(TunnelDocument.of(red, secrets)).hasToString(head);
        secrets.rotate(KEY);
        assertThat(TunnelDocument.of(red, secrets).head()).isNotEqualTo(head);
    }

    @Test
    void exactlyOneEndLeads() {
        for (int i = 3; i < 20; i++) {
            IpAddress other = IpAddress.parse("192.0.2." + i);
            boolean here = TunnelDocument.leads(tunnel("red", HERE, other, Authentication.by(KEY)));
            boolean there = TunnelDocument.leads(tunnel("red", other, HERE, Authentication.by(KEY)));
            assertThat(here).isNotEqualTo(there);
        }
    }

    @Test
    void withCertificatesNetworksShareAConnection() throws Exception {
        Authentication by = Authentication.by(new Certificate("host.pem", "ca.pem"));
        IpsecTunnel red = tunnel("red", HERE, THERE, by);
        IpsecTunnel blue = tunnel("blue", HERE, THERE, by);
        assertThat(TunnelDocument.connection(red)).isEqualTo(TunnelDocument.connection(blue));
        assertThat(TunnelDocument.of(red, secrets).text())
                .contains("certs = host.pem", "cacerts = ca.pem", red.name() + " {")
                .doesNotContain("secret");
        IpsecTunnel elsewhere = tunnel("red", HERE, IpAddress.parse("192.0.2.3"), by);
        assertThat(TunnelDocument.connection(elsewhere)).isNotEqualTo(TunnelDocument.connection(red));
    }
}
