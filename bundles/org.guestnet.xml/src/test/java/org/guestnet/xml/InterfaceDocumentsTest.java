/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.XmlElement;
import org.junit.jupiter.api.Test;

class InterfaceDocumentsTest {

    private static final MacAddress MAC = new MacAddress("52:54:00:00:00:01");
    private static final NetworkName RED = new NetworkName("red");
    private static final String OLD = "<domain><devices><interface type='direct'><mac address='52:54:00:00:00:01'/>"
            + "<source dev='eth1' mode='vepa'><address type='pci'/></source><model type='e1000'/><mtu size='9000'/>"
            + "<address type='pci' slot='0x05'/></interface></devices></domain>";

    private static XmlElement read(XmlElement nic) throws GuestnetException {
        return Xml.parse(InterfaceDocuments.write(nic));
    }

    @Test
    void aNewInterfaceNamesItsNetworkAndNothingOfAHost() throws GuestnetException {
        GuestInterface nic = InterfaceDocuments.create(MAC, RED, Optional.of("gold"), "virtio");
        assertThat(read(nic.element()))
                .isEqualTo(Xml.parse("<interface type='network'><mac address='52:54:00:00:00:01'/>"
                        + "<source network='red' portgroup='gold'/><model type='virtio'/></interface>"));
        assertThat(nic.plug()).isEmpty();
    }

    @Test
    void whatANameMayHoldDoesNotBecomeMarkup() throws GuestnetException {
        NetworkName odd = new NetworkName("a'><b \"&amp;");
        XmlElement written = read(
                InterfaceDocuments.create(MAC, odd, Optional.empty(), "x'/><y").element());
        assertThat(written.first("source").orElseThrow().attribute("network")).contains(odd.value());
        assertThat(written.first("model").orElseThrow().attribute("type")).contains("x'/><y");
        assertThat(written.children()).hasSize(3);
    }

    @Test
    void anInterfaceThatMovesKeepsItsDeviceAndForgetsItsOldConnection() throws GuestnetException {
        GuestInterface old = GuestDocuments.interfaces(OLD).get(0);
        GuestInterface moved = InterfaceDocuments.moved(old, RED, Optional.empty());
        assertThat(moved.network()).contains(RED);
        assertThat(read(moved.element()))
                .isEqualTo(Xml.parse("<interface type='network'><mac address='52:54:00:00:00:01'/>"
                        + "<model type='e1000'/><mtu size='9000'/><address type='pci' slot='0x05'/>"
                        + "<source network='red'/></interface>"));
    }

    @Test
    void anInterfaceIsConnectedAgainAsAnotherDocumentSays() throws GuestnetException {
        GuestInterface old = GuestDocuments.interfaces(OLD).get(0);
        XmlElement moved = InterfaceDocuments.moved(old, RED, Optional.empty()).element();
        XmlElement back = InterfaceDocuments.connectedAs(moved, old.element());
        assertThat(back.attribute("type")).contains("direct");
        assertThat(back.all("source")).isEqualTo(old.element().all("source"));
    }
}
