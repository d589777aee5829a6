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
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.xml.GuestDocuments;
import org.junit.jupiter.api.Test;

class SharingTest {

    private static final String NIC = "<domain><devices><interface type='bridge'><mac address='52:54:00:00:00:0%d'/>"
            + "<source network='red' portid='%s' bridge='br0'/><vlan><tag id='7'/></vlan><target dev='vnet%d'/>"
            + "<alias name='net0'/></interface></devices></domain>";

    private final Sharing sharing = new Sharing();

    private HostReport report(int number) throws GuestnetException {
        UUID uuid = UUID.randomUUID();
        String xml = "<network><name>red</name><uuid>" + uuid + "</uuid></network>";
        NetworkReport red =
                new NetworkReport(new NetworkName("red"), uuid, true, true, xml, Optional.of(xml), List.of());
        List<GuestInterface> nics = GuestDocuments.interfaces(NIC.formatted(number, UUID.randomUUID(), number));
        GuestReport guest = new GuestReport(
                UUID.randomUUID(),
                new GuestName("web" + number),
                GuestReport.State.RUNNING,
                true,
                false,
                false,
                nics,
                nics);
        return sharing.share(new HostReport(List.of(), List.of(red), List.of(guest)));
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
}
