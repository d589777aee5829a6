/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.HostDevice;
import org.guestnet.model.PciAddress;
import org.guestnet.model.VirtualFunction;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.testkit.TestDefinition;
import org.guestnet.testkit.TestHost;
import org.guestnet.testkit.TestPort;
import org.junit.jupiter.api.Test;

class VlanMembersTest {

    private static final DeviceName ETH0 = new DeviceName("eth0");
    private static final HostDevice UNKNOWN = HostDevice.of(ETH0, "ethernet");
    private static final HostDevice PHYSICAL = UNKNOWN.withPci(PciAddress.parse("0000:3b:00.0"));
    private static final HostDevice FUNCTION = PHYSICAL.withFunction(new VirtualFunction(new DeviceName("pf0"), 0));

    private static List<Finding> refused(String network, HostDevice device) {
        DefinedNetwork defined = new DirectNetworkType()
                .read(TestDefinition.of("<network type='direct'><name>red</name><source mode='passthrough'>"
                        + "<interface dev='eth0'/></source>" + network + "</network>"))
                .value()
                .orElseThrow();
        return defined.admits(TestHost.named("kvm1").with(device), TestPort.of("<interface/>"));
    }

    @Test
    void aTagNeedsAVirtualFunctionWhoeverAsksForIt() {
        assertThat(refused("<vlan><tag id='4'/></vlan>", PHYSICAL))
                .extracting(Finding::toString)
                .singleElement()
                .asString()
                .startsWith(
                        "OPTION_UNSUPPORTED: a VLAN tag applies, which only virtual functions give in passthrough mode,"
                                + " and the pool has none on this host (host kvm1, nic ")
                .contains("/network/vlan");
        assertThat(refused("<portgroup name='g' default='yes'><vlan><tag id='4'/></vlan></portgroup>", PHYSICAL))
                .hasSize(1);
    }

    @Test
    void aVirtualFunctionTags() {
        assertThat(refused("<vlan><tag id='4'/></vlan>", FUNCTION)).isEmpty();
    }

    @Test
    void whatIsNotKnownOfADeviceIsNotHeldAgainstIt() {
        assertThat(refused("<vlan><tag id='4'/></vlan>", UNKNOWN)).isEmpty();
    }

    @Test
    void withoutATagAnyDeviceServes() {
        assertThat(refused("", PHYSICAL)).isEmpty();
    }
}
