/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.UUID;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.junit.jupiter.api.Test;

class PortDocumentsTest {

    private static final NetworkName RED = new NetworkName("red");

    private static Port port(Optional<String> portgroup, Optional<Plug> plug) {
        return new Port(
                UUID.randomUUID(),
                RED,
                "web & 1",
                UUID.randomUUID(),
                new MacAddress("52:54:00:00:00:01"),
                portgroup,
                plug);
    }

    @Test
    void aPortIsReadAsItWasWritten() throws Exception {
        for (Plug plug : new Plug[] {
            Plug.direct(new DeviceName("eth1"), "vepa"),
            Plug.bridge(new DeviceName("br0")),
            Plug.network(new DeviceName("virbr0"))
        }) {
            Port port = port(Optional.of("gold"), Optional.of(plug));
            assertThat(PortDocuments.read(PortDocuments.write(port), RED)).isEqualTo(port);
        }
    }

    @Test
    void aRequestHasNeitherPlugNorPortgroup() throws Exception {
        Port request = port(Optional.empty(), Optional.empty());
        assertThat(PortDocuments.write(request)).doesNotContain("plug").doesNotContain("group");
        assertThat(PortDocuments.read(PortDocuments.write(request), RED)).isEqualTo(request);
    }

    @Test
    void whatElseAPortSaysIsKeptInLibvirtsOrder() throws Exception {
        Port plain = port(Optional.of("gold"), Optional.of(Plug.direct(new DeviceName("eth1"), "vepa")));
        String options = "<virtualport type='802.1Qbg'><parameters managerid='11' typeid='1193047' typeidversion='2'/>"
                + "</virtualport><bandwidth classID='3'><inbound average='1000'/></bandwidth><vlan><tag id='7'/></vlan>"
                + "<port isolated='yes'/><rxfilters trustGuest='yes'/>";
        Port port = PortDocuments.read(PortDocuments.write(plain).replace("<plug", options + "<unknown/><plug"), RED);

        assertThat(port.options())
                .containsExactlyElementsOf(Xml.parse("<o>" + options + "</o>").children());
        assertThat(PortDocuments.read(PortDocuments.write(port), RED)).isEqualTo(port);
        assertThat(Xml.parse(PortDocuments.write(port)).children())
                .extracting(e -> e.name())
                .containsExactly(
                        "uuid",
                        "owner",
                        "group",
                        "mac",
                        "virtualport",
                        "bandwidth",
                        "vlan",
                        "port",
                        "rxfilters",
                        "plug");
    }

    @Test
    void whatAGuestInterfaceAsksOfItsPortIsSaidAsThePortSaysIt() throws Exception {
        String options =
                "<bandwidth><inbound average='1000'/></bandwidth><vlan><tag id='7'/></vlan><port isolated='yes'/>";
        GuestInterface nic = GuestDocuments.interfaces("<domain><devices><interface type='network'"
                        + " trustGuestRxFilters='yes'><mac address='52:54:00:00:00:01'/><source network='red'/>"
                        + options
                        + "<model type='virtio'/></interface></devices></domain>")
                .get(0);

        assertThat(PortDocuments.options(nic))
                .containsExactlyElementsOf(Xml.parse("<o>" + options + "<rxfilters trustGuest='yes'/></o>")
                        .children());
    }

    @Test
    void theUuidOfTheOwnerIsNotTakenForThePorts() throws Exception {
        Port port = port(Optional.empty(), Optional.empty());
        assertThat(PortDocuments.read(PortDocuments.write(port), RED).ownerId()).isEqualTo(port.ownerId());
    }

    @Test
    void allThatIsWrongWithAPortIsToldAtOnce() {
        String bad =
                "<networkport><uuid>x</uuid><owner><name>g</name><uuid>y</uuid></owner><mac address='z'/></networkport>";
        assertThatThrownBy(() -> PortDocuments.read(bad, RED))
                .isInstanceOfSatisfying(
                        GuestnetException.class, e -> assertThat(e.findings()).hasSize(3));
    }

    @Test
    void anotherDocumentIsRefused() {
        assertThatThrownBy(() -> PortDocuments.read("<network/>", RED))
                .isInstanceOf(GuestnetException.class)
                .hasMessageContaining("<networkport>");
    }
}
