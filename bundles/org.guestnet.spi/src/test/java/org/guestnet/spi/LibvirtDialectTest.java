/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.spi.Elements.at;
import static org.guestnet.spi.Elements.definition;
import static org.guestnet.spi.Elements.element;
import static org.guestnet.spi.Elements.foreign;

import java.util.Optional;
import org.guestnet.model.XmlElement;
import org.junit.jupiter.api.Test;

class LibvirtDialectTest {

    private static final XmlElement OURS = foreign(LibvirtDialect.GUESTNET_NAMESPACE, "definition");
    private static final XmlElement THEIRS = foreign("urn:them", "note");

    private static XmlElement published(XmlElement... children) {
        return LibvirtDialect.of(definition(element("network", "type", "x", "connections", "3", "ipv6", "yes")
                .withAll(java.util.List.of(children))));
    }

    @Test
    void leavesOutWhatOnlyGuestnetKnowsAndWhatTheCoreSets() {
        assertThat(published(
                        element("name").withText("red"),
                        element("uuid"),
                        element("source"),
                        element("segment"),
                        element("tunnel")))
                .isEqualTo(element("network", "ipv6", "yes"));
    }

    @Test
    void keepsEverythingElseAndItsPlace() {
        XmlElement bridge = at(7, element("bridge", "name", "br0"));
        XmlElement unknown = element("of-a-later-libvirt");
        assertThat(published(bridge, unknown, foreign("urn:dnsmasq", "options")).children())
                .containsExactly(bridge, unknown, foreign("urn:dnsmasq", "options"))
                .extracting(XmlElement::place)
                .contains(bridge.place());
    }

    @Test
    void keepsTheMetadataOfOthers() {
        XmlElement metadata = element("metadata").with(OURS).with(THEIRS);
        assertThat(published(metadata).children())
                .containsExactly(element("metadata").with(THEIRS));
    }

    @Test
    void leavesOutMetadataThatWasOnlyOurs() {
        assertThat(published(element("metadata").with(OURS)).children()).isEmpty();
    }

    @Test
    void findsThePortgroupThatIsNamedElseTheDefault() {
        XmlElement gold = element("portgroup", "name", "gold");
        XmlElement usual = element("portgroup", "name", "usual", "default", "yes");
        XmlElement network = element("network").with(gold).with(usual);
        assertThat(LibvirtDialect.portgroup(network, Optional.of("gold"))).contains(gold);
        assertThat(LibvirtDialect.portgroup(network, Optional.empty())).contains(usual);
        assertThat(LibvirtDialect.portgroup(network, Optional.of("lead"))).isEmpty();
        assertThat(LibvirtDialect.portgroup(element("network").with(gold), Optional.empty()))
                .isEmpty();
    }
}
