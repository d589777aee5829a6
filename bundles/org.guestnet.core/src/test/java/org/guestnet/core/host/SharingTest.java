/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Port;
import org.guestnet.xml.GuestDocuments;
import org.junit.jupiter.api.Test;

class SharingTest {

    private static final String NIC = "<domain><devices><interface type='bridge'><mac address='52:54:00:00:00:0%d'/>"
            + "<source network='red' portid='%s' bridge='br0'/><vlan><tag id='7'/></vlan><target dev='vnet%d'/>"
            + "<alias name='net0'/></interface></devices></domain>";

    private static final HostState UNSEEN =
            HostState.connecting(new Host(new HostName("kvm1"), HostAddress.parse("sim:kvm1"), Hypervisor.QEMU));

    private final Sharing sharing = new Sharing();

    private HostReport report(int number) throws GuestnetException {
        return sharing.share(seen(number), UNSEEN);
    }

    private static HostReport seen(int number) throws GuestnetException {
        UUID uuid = new UUID(number, 1);
        String xml = "<network><name>red</name><uuid>" + uuid + "</uuid></network>";
        NetworkReport red =
                new NetworkReport(new NetworkName("red"), uuid, true, true, xml, Optional.of(xml), List.of());
        List<GuestInterface> nics = GuestDocuments.interfaces(NIC.formatted(number, new UUID(number, 2), number));
        GuestReport guest = new GuestReport(
                new UUID(number, 3), new GuestName("web" + number), State.RUNNING, true, false, false, nics, nics);
        HostDevice eth0 = HostDevice.of(new DeviceName("eth0"), "ethernet");
        return new HostReport(List.of(eth0), List.of(red), List.of(guest));
    }

    @Test
    void whatIsEqualOnTwoHostsIsOneObject() throws GuestnetException {
        HostReport one = report(1);
        HostReport two = report(2);
        assertThat(one.networks().get(0).commonConfigXml())
                .isSameAs(two.networks().get(0).commonConfigXml());
        GuestInterface nic = one.guests().get(0).live().get(0);
        GuestInterface other = two.guests().get(0).live().get(0);
        assertThat(nic.element()).isSameAs(other.element());
        assertThat(nic.plug()).isSameAs(other.plug());
    }

    @Test
    void whatIsOfOneHostOrGuestStaysItsOwn() throws GuestnetException {
        HostReport one = report(1);
        assertThat(one.networks().get(0).configXml())
                .contains(one.networks().get(0).uuid().toString());
        GuestInterface nic = one.guests().get(0).live().get(0);
        assertThat(nic.mac().value()).endsWith(":01");
        assertThat(nic.element().first("vlan")).as("what it asks for is kept").isPresent();
        assertThat(nic.element().first("target"))
                .as("where it is connected is its plug")
                .isEmpty();
    }

    @Test
    void whatIsStillAsItWasStaysTheSameObject() throws GuestnetException {
        HostState known = HostStates.up("kvm1", sharing.share(seen(1), UNSEEN));
        HostReport again = new Sharing().share(seen(1), known);
        assertThat(again.devices().get(0)).isSameAs(known.devices().iterator().next());
        assertThat(again.networks().get(0)).isSameAs(known.networks().get(new NetworkName("red")));
        assertThat(again.guests().get(0)).isSameAs(known.guests().get(new UUID(1, 3)));
    }

    @Test
    void whatIsNoLongerAsItWasIsTakenAnew() throws GuestnetException {
        HostReport before = seen(1);
        GuestReport guest = before.guests().get(0);
        GuestReport off = new GuestReport(
                guest.uuid(), guest.name(), State.SHUT_OFF, true, false, false, guest.interfaces(), List.of());
        HostReport now = new HostReport(List.of(), before.networks(), List.of(off));
        HostReport shared = sharing.share(now, HostStates.up("kvm1", before));
        assertThat(shared.devices()).isEmpty();
        assertThat(shared.guests()).extracting(GuestReport::state).containsExactly(State.SHUT_OFF);
    }

    @Test
    void aPortSharesWhatItSaysOfItsGuest() throws GuestnetException {
        List<GuestInterface> nics = GuestDocuments.interfaces(NIC.formatted(1, new UUID(1, 7), 1));
        UUID owner = new UUID(2, 3);
        GuestReport guest =
                new GuestReport(owner, new GuestName("web1"), State.RUNNING, true, false, false, nics, nics);
        Port port = new Port(
                new UUID(1, 7),
                new NetworkName("red"),
                new String("web1"),
                new UUID(2, 3),
                new MacAddress("52:54:00:00:00:01"),
                Optional.empty(),
                Optional.empty());
        String xml = "<network><name>red</name></network>";
        NetworkReport red = new NetworkReport(
                new NetworkName("red"), UUID.randomUUID(), true, true, xml, Optional.of(xml), List.of(port));
        HostReport shared = sharing.share(new HostReport(List.of(), List.of(red), List.of(guest)), UNSEEN);
        Port same = shared.networks().get(0).ports().get(0);
        GuestInterface nic = shared.guests().get(0).live().get(0);
        assertThat(same).isEqualTo(port);
        assertThat(same.mac()).isSameAs(nic.mac());
        assertThat(same.id()).isSameAs(nic.portId().orElseThrow());
        assertThat(same.ownerId()).isSameAs(owner);
        assertThat(same.ownerName()).isSameAs(guest.name().value());
    }

    @Test
    void whatIsNotMetAgainIsForgottenAndTheRestIsStillShared() throws GuestnetException {
        Sharing few = new Sharing(500);
        NetworkReport first = few.share(network("kept"), UNSEEN).networks().get(0);
        for (int i = 0; i < 1_000; i++) {
            few.share(network("gone" + i), UNSEEN);
            NetworkReport again = few.share(network("kept"), UNSEEN).networks().get(0);
            assertThat(again.commonConfigXml()).isSameAs(first.commonConfigXml());
        }
        assertThat(few.size()).isLessThan(100);
    }

    private static HostReport network(String name) {
        UUID uuid = UUID.randomUUID();
        String xml = "<network><name>" + name + "</name><uuid>" + uuid + "</uuid></network>";
        NetworkReport network =
                new NetworkReport(new NetworkName(name), uuid, true, true, xml, Optional.empty(), List.of());
        return new HostReport(List.of(), List.of(network), List.of());
    }
}
