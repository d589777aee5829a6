/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.GuestDocuments;
import org.guestnet.xml.Xml;
import org.junit.jupiter.api.Test;

class HoldingTest {

    private static final UUID WEB1 = UUID.fromString("00000000-0000-4000-8000-000000000001");

    /** The options of the port of a running guest's interface, made anew. */
    private static List<String> options(String attributes, String network) throws GuestnetException {
        String live = "<domain type='qemu'><name>web1</name><uuid>" + WEB1 + "</uuid><devices><interface type='direct'"
                + attributes + "><mac address='52:54:00:00:00:01'/><source network='red' portgroup='gold'"
                + " portid='00000000-0000-4000-8000-000000000002' dev='eth0' mode='passthrough'/>"
                + "<vlan><tag id='7'/></vlan></interface></devices></domain>";
        GuestInterface nic = GuestDocuments.interfaces(live).get(0);
        GuestReport guest = new GuestReport(
                WEB1, new GuestName("web1"), GuestReport.State.RUNNING, true, false, false, List.of(nic), List.of(nic));
        return Holding.of(guest, nic, Optional.of(Xml.parse(network))).orElseThrow().port().options().stream()
                .map(XmlElement::name)
                .toList();
    }

    /** A live document does not show what trust the interface has from elsewhere; libvirt's port has it. */
    @Test
    void aLostPortIsMadeAnewWithTheTrustThatPortgroupOrNetworkGave() throws GuestnetException {
        assertThat(options("", "<network><portgroup name='gold' trustGuestRxFilters='yes'/></network>"))
                .containsExactlyInAnyOrder("vlan", "rxfilters");
        assertThat(options("", "<network trustGuestRxFilters='yes'><portgroup name='gold'/></network>"))
                .containsExactlyInAnyOrder("vlan", "rxfilters");
        assertThat(options("", "<network><portgroup name='gold'/></network>")).containsExactly("vlan");
        assertThat(options(
                        " trustGuestRxFilters='no'",
                        "<network trustGuestRxFilters='yes'><portgroup name='gold'/></network>"))
                .containsExactlyInAnyOrder("vlan", "rxfilters");
    }
}
