/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.PciAddress;
import org.guestnet.model.VirtualFunction;
import org.guestnet.model.XmlElement;
import org.guestnet.testkit.TestHost;
import org.junit.jupiter.api.Test;

/** Why a member cannot serve guests, in words for people. */
class TroubleTest {

    private static HostDevice device(String name) {
        return HostDevice.of(new DeviceName(name), "ethernet");
    }

    private static Optional<String> of(HostDevice device, HostDevice... others) {
        return trouble(device, others).map(Trouble::detail);
    }

    private static Optional<Trouble> trouble(HostDevice device, HostDevice... others) {
        TestHost host = TestHost.named("kvm1").with(device);
        for (HostDevice other : others) {
            host = host.with(other);
        }
        XmlElement element = XmlElement.of("interface");
        Member member = new Member(device.name(), OptionalInt.empty(), element, true, Optional.of(device));
        return Trouble.of(member, new DeviceIndex(host));
    }

    @Test
    void isNotClaimedOfWhatTheHostDoesNotTell() {
        assertThat(of(device("eth0"))).isEmpty();
        assertThat(of(device("eth0").withLinkUp(true).withAdminUp(true))).isEmpty();
    }

    @Test
    void tellsDownFromNoCarrierWhereTheHostDoes() {
        assertThat(of(device("eth0").withAdminUp(false).withLinkUp(false))).contains("device eth0 is down");
        assertThat(of(device("eth0").withAdminUp(true).withLinkUp(false))).contains("device eth0 has no carrier");
        assertThat(of(device("eth0").withLinkUp(false))).contains("device eth0 is down or has no carrier");
    }

    @Test
    void saysWhoHasTheDevice() {
        HostDevice member = device("eth0").withMaster(new DeviceName("m0")).withLinkUp(true);
        HostDevice master = HostDevice.of(new DeviceName("m0"), "bond");
        assertThat(of(member)).contains("device eth0 is a member of m0, so it takes no macvtap");
        assertThat(of(member, master)).contains("device eth0 is a member of bond m0, so it takes no macvtap");
        assertThat(of(member, HostDevice.of(new DeviceName("m0"), "bridge")))
                .contains("device eth0 is a member of bridge m0, so it takes no macvtap");
        assertThat(trouble(member, master).orElseThrow().remedy())
                .isEqualTo("list m0 instead, or take the device out of it");
    }

    @Test
    void isThatOfThePhysicalFunctionWhereThatIsDown() {
        HostDevice pf = device("ens1f0").withAdminUp(false).withPci(new PciAddress(0, 3, 0, 0));
        HostDevice vf = device("ens1f0v0")
                .withAdminUp(true)
                .withLinkUp(false)
                .withFunction(new VirtualFunction(new DeviceName("ens1f0"), 0));
        assertThat(of(vf, pf)).contains("device ens1f0v0 is a virtual function of ens1f0, which is down");
        assertThat(trouble(vf, pf).orElseThrow().remedy()).isEqualTo("bring it up: ip link set ens1f0 up");
        assertThat(of(vf, pf.withAdminUp(true))).contains("device ens1f0v0 has no carrier");
    }
}
