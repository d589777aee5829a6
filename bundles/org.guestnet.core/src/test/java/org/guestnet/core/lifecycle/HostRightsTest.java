/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.guestnet.xml.Xml;
import org.junit.jupiter.api.Test;

class HostRightsTest {

    @Test
    void anOrdinaryNetworkWithATextForPeopleIsTaken() throws Exception {
        assertThat(HostRights.exceeded(Xml.parse("<network><name>red</name><description>one\ntwo</description>\n"
                        + "<metadata><x:note xmlns:x='urn:x' of='a&#10;b'/></metadata>\n"
                        + "<domain name='example.org'/>\n<ip address='192.0.2.1' prefix='24'>\n</ip></network>")))
                .isEmpty();
    }

    @Test
    void eachPlaceIsToldWithItsLine() throws Exception {
        assertThat(
                        HostRights.exceeded(
                                Xml.parse(
                                        "<network xmlns:d='http://libvirt.org/schemas/network/dnsmasq/1.0'>\n"
                                                + "<domain name='x&#10;y'/>\n<d:options><d:option value='dhcp-script=/x'/></d:options></network>")))
                .extracting(f -> f.place().orElseThrow().line())
                .containsExactly(2, 3);
    }
}
