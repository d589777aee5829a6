/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.MacAddress;
import org.guestnet.model.PciAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What iproute2 6.1 writes. */
final class IpLinksTest {

    private static final DeviceName PF = new DeviceName("ens1f0");

    private static final String TEXT = """
            [{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"mtu":65536,"operstate":"UNKNOWN",\
            "link_type":"loopback","address":"00:00:00:00:00:00"},
            {"ifindex":2,"ifname":"ens1f0","flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"mtu":1500,\
            "operstate":"UP","link_type":"ether","address":"3c:fd:fe:00:00:01","num_tx_queues":8,\
            "parentbus":"pci","parentdev":"0000:3b:00.0","vfinfo_list":[{"vf":0,"link_type":"ether",\
            "address":"00:00:00:00:00:00","vlan_list":[{"vlan":100}],"spoofchk":true,"link_state":"auto","trust":false}]},
            {"ifindex":3,"ifname":"ens1f1","flags":["NO-CARRIER","BROADCAST","MULTICAST","UP"],"mtu":1500,\
            "master":"bond0","operstate":"DOWN","link_type":"ether","address":"3c:fd:fe:00:00:01",\
            "permaddr":"3c:fd:fe:00:00:02","linkinfo":{"info_slave_kind":"bond","info_slave_data":{"state":"BACKUP"}},\
            "parentbus":"pci","parentdev":"0000:3b:00.1"},
            {"ifindex":4,"ifname":"ens1f0v0","flags":["BROADCAST","MULTICAST"],"mtu":1500,"operstate":"DOWN",\
            "link_type":"ether","address":"0a:1b:2c:3d:4e:5f","parentbus":"pci","parentdev":"0000:3b:02.0"},
            {"ifindex":5,"link_index":2,"ifname":"eth0","flags":["BROADCAST","UP","LOWER_UP"],"link_type":"ether",\
            "master":"vrf1","address":"fa:8e:b3:81:ad:56","linkinfo":{"info_kind":"veth","info_slave_kind":"vrf"}},
            {"ifindex":6,"ifname":"ib0","flags":["UP"],"link_type":"infiniband",\
            "address":"80:00:02:08:fe:80:00:00:00:00:00:00:00:02:c9:03:00:00:00:01"}]
            """;

    private static HostDevice link(String name) {
        return IpLinks.read(TEXT, Set.of(PF, new DeviceName("ens1f1"))).stream()
                .filter(d -> d.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatTheAdministratorSetAndWhetherThereIsACarrierAreTwoThings() {
        assertThat(link("ens1f0").adminUp()).contains(true);
        assertThat(link("ens1f0").linkUp()).contains(true);
        assertThat(link("ens1f1").adminUp()).contains(true);
        assertThat(link("ens1f1").linkUp()).contains(false);
        assertThat(link("ens1f0v0").adminUp()).contains(false);
        assertThat(link("ens1f0v0").linkUp()).contains(false);
    }

    @Test
    void thePermanentAddressIsToldWhereItDiffersAndElseTheAddressOfHardware() {
        assertThat(link("ens1f1").permanentMac()).contains(new MacAddress("3c:fd:fe:00:00:02"));
        assertThat(link("ens1f0").permanentMac()).contains(new MacAddress("3c:fd:fe:00:00:01"));
        assertThat(link("ens1f0v0").permanentMac()).isEmpty();
        assertThat(link("eth0").permanentMac()).isEmpty();
    }

    @Test
    void addressesAndMastersAreTold() {
        assertThat(link("ens1f0v0").pci()).contains(PciAddress.parse("0000:3b:02.0"));
        assertThat(link("ens1f1").master()).contains(new DeviceName("bond0"));
        assertThat(link("eth0").master()).isEmpty();
        assertThat(link("eth0").pci()).isEmpty();
        assertThat(link("ib0").mac()).isPresent();
        assertThat(link("ib0").permanentMac()).isEmpty();
    }

    @Test
    void anAddressThatDevicesShareIsTheIdentityOfNone() {
        String two = TEXT.replace("0000:3b:00.1", "0000:3b:00.0");
        assertThat(IpLinks.read(two, Set.of()))
                .filteredOn(d -> d.pci().isPresent())
                .extracting(d -> d.name().value())
                .containsExactly("ens1f0v0");
    }

    @Test
    void aDeviceThatCannotBeUnderstoodHidesNoOther() {
        String text = "[{\"ifname\":\"a/b\"},7,{},{\"ifname\":\"eth9\",\"flags\":\"UP\",\"master\":5,"
                + "\"address\":\"x\",\"parentbus\":\"pci\",\"parentdev\":\"y\",\"linkinfo\":[]}]";
        assertThat(IpLinks.read(text, Set.of(new DeviceName("eth9"))))
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.name()).hasToString("eth9");
                    assertThat(d.pci()).isEmpty();
                    assertThat(d.permanentMac()).isEmpty();
                    assertThat(d.adminUp()).contains(false);
                });
    }

    @Test
    void bracketsInTextAreNoNesting() {
        String alias = "[{\"ifname\":\"eth9\",\"ifalias\":\"\\\"" + "[".repeat(200) + "\"}]";
        assertThat(IpLinks.read(alias, Set.of())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1: lo: <LOOPBACK>", "{}", "[{\"ifname\":", "null"})
    void anotherAnswerIsRefused(String text) {
        assertThatThrownBy(() -> IpLinks.read(text, Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNestedToFillTheStackIsRefused() {
        assertThatThrownBy(() -> IpLinks.read("[".repeat(1_000_000), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void whatLibvirtShowsIsComplementedAndNotContradicted() {
        HostDevice nic = HostDevice.of(new DeviceName("ens1f1"), "ethernet").withLinkUp(true);
        HostDevice more = HostDevice.of(nic.name(), "other")
                .withLinkUp(false)
                .withAdminUp(true)
                .withNumaNode(1);
        assertThat(Devices.complemented(List.of(nic), List.of(more, HostDevice.of(PF, "ethernet"))))
                .containsExactly(nic.withAdminUp(true).withNumaNode(1));
    }

    @Test
    void membersOfABridgeThatLibvirtShowsAreThoseThatLibvirtShows() {
        HostDevice nic = HostDevice.of(new DeviceName("eth1"), "ethernet");
        HostDevice bridge = HostDevice.of(new DeviceName("br0"), "bridge");
        HostDevice old = nic.withMaster(bridge.name());
        assertThat(Devices.complemented(List.of(nic, bridge), List.of(old))).containsExactly(nic, bridge);
        assertThat(Devices.complemented(List.of(nic), List.of(old))).containsExactly(old);
    }
}
