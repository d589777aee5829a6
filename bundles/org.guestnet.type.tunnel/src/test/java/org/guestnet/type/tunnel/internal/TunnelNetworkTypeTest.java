/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.NetworkName;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.LinkNames;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork.Scope;
import org.guestnet.spi.Reading;
import org.guestnet.testkit.TestDefinition;
import org.guestnet.testkit.TestHost;
import org.guestnet.testkit.TestPort;
import org.junit.jupiter.api.Test;

class TunnelNetworkTypeTest {

    private static final TestHost HOST = TestHost.named("kvm1").withDevices("eth0");
    private static final String TUNNEL = "<tunnel id='4711'><local dev='eth0'/></tunnel>";

    private static Reading<DefinedNetwork> read(String inside) {
        return new TunnelNetworkType()
                .read(TestDefinition.of("<network type='tunnel'>\n<name>n</name>\n" + inside + "\n</network>"));
    }

    private static DefinedNetwork network(String inside) {
        Reading<DefinedNetwork> reading = read(inside);
        return reading.value().orElseThrow(() -> new AssertionError(reading.findings()));
    }

    private static XmlElement published(String inside) {
        return network(inside).on(HOST).libvirtNetwork();
    }

    @Test
    void publishesAnIsolatedBridgeWithoutAddress() {
        assertThat(published(TUNNEL))
                .isEqualTo(XmlElement.of("network")
                        .with(XmlElement.of("bridge")
                                .with(
                                        "name",
                                        LinkNames.bridge(new NetworkName("n")).value())
                                .with("stp", "off")
                                .with("delay", "0")));
    }

    @Test
    void keepsAnAdministratorsOwnBridge() {
        assertThat(published("<bridge name='br-red' stp='on'/>" + TUNNEL)
                        .first("bridge")
                        .orElseThrow())
                .isEqualTo(XmlElement.of("bridge")
                        .with("name", "br-red")
                        .with("stp", "on")
                        .with("delay", "0"));
    }

    @Test
    void saysThatATunnelIsMissing() {
        assertThat(read("").findings())
                .extracting(Finding::toString)
                .containsExactly("DEFINITION_INVALID: a tunnel network does not say where its tunnel begins"
                        + " (line 1, /network). Try: add <tunnel id='…'><local dev='…'/></tunnel> with the device to"
                        + " other hosts");
    }

    @Test
    void namesEveryProblemAtOnceInDocumentOrder() {
        assertThat(read("<source/>\n<ip address='10.0.0.1'/>\n<forward mode='nat'/>\n" + TUNNEL + TUNNEL)
                        .findings())
                .extracting(f -> f.place().orElseThrow().line())
                .containsExactly(3, 4, 5, 6);
    }

    @Test
    void saysWhichTypeHasAddresses() {
        assertThat(read("<ip address='10.0.0.1'/>" + TUNNEL).findings())
                .extracting(Finding::toString)
                .containsExactly("DEFINITION_INVALID: a tunnel network has no addresses of its host"
                        + " (line 3, /network/ip[1]). Try: leave it out; a virtual network with this <tunnel> in it has"
                        + " addresses: write type='virtual'");
    }

    @Test
    void isAWireThatOtherHostsMayReachAndLimitsNoGuests() {
        assertThat(network(TUNNEL).on(HOST).scope()).isEqualTo(Scope.SHARED);
        assertThat(network(TUNNEL).on(HOST).hasPool()).isFalse();
    }

    @Test
    void saysThatABridgeCannotHaveTheNameOfAnotherDevice() {
        assertThat(network("<bridge name='eth0'/>" + TUNNEL).on(HOST).findings())
                .extracting(Finding::toString)
                .containsExactly("MEMBER_UNUSABLE: the host's device eth0 is no bridge of libvirt's, so the network"
                        + " cannot start (host kvm1, line 3, /network/bridge[1])."
                        + " Try: give <bridge name='…'> a name that no device of the host has");
    }

    @Test
    void admitsWhatAVirtualNetworkAdmits() {
        assertThat(network(TUNNEL).admits(HOST, TestPort.of("<interface><vlan><tag id='4'/></vlan></interface>")))
                .extracting(Finding::code)
                .containsExactly(Codes.OPTION_UNSUPPORTED);
        assertThat(network(TUNNEL).admits(HOST, TestPort.of("<interface><filterref filter='x'/></interface>")))
                .isEqualTo(List.of());
    }
}
