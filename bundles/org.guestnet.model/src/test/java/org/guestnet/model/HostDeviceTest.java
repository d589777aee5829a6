/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HostDeviceTest {

    private static final HostDevice PLAIN = HostDevice.of(new DeviceName("ens1f0v3"), "ethernet");
    private static final PciAddress PCI = PciAddress.parse("0000:3b:02.3");

    @Test
    void aDeviceIsKnownByItsAddressAndNotByItsNameWhereItHasOne() {
        HostDevice seated = PLAIN.withPci(PCI);
        assertThat(PLAIN.identity()).isEqualTo("ens1f0v3");
        assertThat(seated.identity()).isEqualTo("0000:3b:02.3");
        assertThat(seated.withName(new DeviceName("eth7")).identity()).isEqualTo(seated.identity());
    }

    @Test
    void aCopyDiffersInNothingElse() {
        HostDevice whole = PLAIN.withAdminUp(true)
                .withLinkUp(false)
                .withMac("52:54:00:00:00:01")
                .withPermanentMac(new MacAddress("52:54:00:00:00:02"))
                .withMtu(9000)
                .withMaster(new DeviceName("br0"))
                .withPci(PCI)
                .withNumaNode(1)
                .withFunction(new VirtualFunction(new DeviceName("ens1f0"), 3));
        assertThat(whole.toString())
                .contains("adminUp=Optional[true]", "linkUp=Optional[false]", "[52:54:00:00:00:01]")
                .contains("permanentMac=Optional[52:54:00:00:00:02]", "[9000]", "master=Optional[br0]")
                .contains("pci=Optional[0000:3b:02.3]", "numaNode=OptionalInt[1]", "[vf 3 of ens1f0]");
        assertThat(whole.withMtu(1500).withMtu(9000)).isEqualTo(whole);
    }

    @Test
    void aNegativeNodeOrIndexIsRefused() {
        assertThatThrownBy(() -> PLAIN.withNumaNode(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VirtualFunction(PLAIN.name(), -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
