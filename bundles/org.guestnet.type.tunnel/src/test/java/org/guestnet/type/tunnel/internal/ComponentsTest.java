/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.UplinkProvider;
import org.guestnet.type.tunnel.internal.ipsec.IpsecEncryptionProvider;
import org.junit.jupiter.api.Test;

/** What the container is told of the components. */
class ComponentsTest {

    private static String description(Class<?> component) throws IOException {
        try (InputStream xml = component.getResourceAsStream("/OSGI-INF/" + component.getName() + ".xml")) {
            return new String(xml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theyNameTheirTypeAndProtocol() throws IOException {
        assertThat(description(TunnelNetworkType.class))
                .contains("name=\"" + NetworkTypeProvider.NETWORK_TYPE_NAME + "\" type=\"String\" value=\"tunnel\"");
        assertThat(description(VxlanUplinkProvider.class))
                .contains("name=\"" + UplinkProvider.UPLINK_PROTOCOL + "\" type=\"String\" value=\"vxlan\"");
        assertThat(description(IpsecEncryptionProvider.class))
                .contains("interface=\"org.guestnet.spi.EncryptionProvider\"");
    }

    /** Static and greedy: with each encryption that comes or goes the tunnels' provider is a new service. */
    @Test
    void tunnelsAreReadAgainWhenAnEncryptionComesOrGoes() throws IOException {
        assertThat(description(VxlanUplinkProvider.class))
                .contains("cardinality=\"0..n\"", "policy-option=\"greedy\"", "parameter=\"0\"")
                .doesNotContain("policy=\"dynamic\"");
    }
}
