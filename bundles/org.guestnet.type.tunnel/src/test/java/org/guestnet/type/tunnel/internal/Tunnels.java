/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.List;
import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.spi.Junction;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.Uplink;
import org.guestnet.testkit.TestDefinition;
import org.guestnet.testkit.TestHost;
import org.guestnet.type.tunnel.internal.ipsec.IpsecEncryptionProvider;

/** Tunnels for tests, and a host of theirs. */
final class Tunnels {

    static final NetworkName RED = new NetworkName("red");
    static final Junction JUNCTION = new Junction(RED, new DeviceName("gb1"), false);
    static final TestHost HOST = TestHost.named("kvm1")
            .withDevices("eth0")
            .withAddresses("eth0", "fe80::1", "2001:db8::7", "192.0.2.7", "192.0.2.8");
    static final IpAddress HERE = IpAddress.parse("192.0.2.7");
    static final IpAddress PEER = IpAddress.parse("192.0.2.9");
    static final String IPSEC = "<encryption type='ipsec' secret='red-key'/>";

    private Tunnels() {}

    static VxlanUplinkProvider provider() {
        return new VxlanUplinkProvider(List.of(new IpsecEncryptionProvider()));
    }

    /** A tunnel on line 3. */
    static Reading<Uplink> read(String tunnel) {
        NetworkDefinition definition =
                TestDefinition.of("<network type='tunnel'>\n<name>red</name>\n" + tunnel + "\n</network>");
        return provider().read(definition, definition.root().first("tunnel").orElseThrow());
    }

    static Uplink uplink(String attributes, String inside) {
        Reading<Uplink> reading = read("<tunnel id='4711' " + attributes + ">" + inside + "</tunnel>");
        return reading.value().orElseThrow(() -> new AssertionError(reading.findings()));
    }

    static Uplink byDevice() {
        return uplink("", "<local dev='eth0'/>");
    }

    static Uplink encrypted() {
        return uplink("", "<local dev='eth0'/>" + IPSEC);
    }
}
