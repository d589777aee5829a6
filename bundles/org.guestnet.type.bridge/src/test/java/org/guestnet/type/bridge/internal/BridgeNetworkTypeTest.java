/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork.Scope;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.Reading;
import org.guestnet.testkit.TestDefinition;
import org.guestnet.testkit.TestHost;
import org.guestnet.testkit.TestPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeNetworkTypeTest {

    private static final TestHost HOST =
            TestHost.named("kvm1").withDevices("eth0").withBridge("br1", "eth2").withBridge("br0", "eth1");
    private static final String VLAN = "<interface><vlan><tag id='4'/></vlan></interface>";

    private static Reading<DefinedNetwork> read(String inside) {
        NetworkTypeProvider provider = new BridgeNetworkType();
        return provider.read(TestDefinition.of("<network type='bridge'>\n<name>n</name>\n" + inside + "\n</network>"));
    }

    private static DefinedNetwork network(String inside) {
        Reading<DefinedNetwork> reading = read(inside);
        return reading.value().orElseThrow(() -> new AssertionError(reading.findings()));
    }

    private static List<String> refusals(String inside) {
        return read(inside).findings().stream().map(Finding::toString).toList();
    }

    @Test
    void publishesTheBridgeInLibvirtsDialect() {
        assertThat(network("<bridge name='br0'/>").on(HOST).libvirtNetwork())
                .isEqualTo(XmlElement.of("network")
                        .with(XmlElement.of("bridge").with("name", "br0"))
                        .with(XmlElement.of("forward").with("mode", "bridge")));
    }

    @Test
    void keepsTheVirtualPortOfOpenVSwitch() {
        XmlElement published = network("<bridge name='ovs0'/><virtualport type='openvswitch'/>")
                .on(HOST)
                .libvirtNetwork();
        assertThat(published.first("virtualport").orElseThrow().attribute("type"))
                .contains("openvswitch");
    }

    @Test
    void publishesNothingOfItsTunnel() {
        assertThat(network("<bridge name='br0'/><tunnel protocol='any'/>")
                        .on(HOST)
                        .libvirtNetwork())
                .isEqualTo(network("<bridge name='br0'/>").on(HOST).libvirtNetwork());
    }

    @Test
    void refusesATunnelAtOpenVSwitch() {
        assertThat(refusals("<bridge name='ovs0'/><virtualport type='openvswitch'/><tunnel/>"))
                .containsExactly("DEFINITION_INVALID: a bridge of Open vSwitch cannot be joined to a tunnel"
                        + " (line 3, /network/tunnel[1]). Try: leave <tunnel> out and make the tunnel in Open vSwitch,"
                        + " or name a bridge of Linux without <virtualport>");
    }

    @Test
    void refusesADefinitionWithoutBridge() {
        assertThat(refusals(""))
                .containsExactly("DEFINITION_INVALID: a bridge network needs the name of a bridge of the host"
                        + " (line 1, /network). Try: add <bridge name='…'/>; for a pool of physical interfaces write"
                        + " type='direct'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "sixteen-bytes-xx", "br/0", "br:0", "."})
    void refusesABridgeThatCannotBeADevice(String name) {
        assertThat(refusals("<bridge name='" + name + "'/>"))
                .hasSize(1)
                .first()
                .asString()
                .contains("line 3", "Try: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nat", "vepa", "none", ""})
    void refusesAContradictingForwardMode(String mode) {
        assertThat(refusals("<forward mode='" + mode + "'/><bridge name='br0'/>"))
                .hasSize(1)
                .first()
                .asString()
                .contains("'" + mode + "' contradicts type 'bridge'", "line 3, /network/forward[1]");
    }

    @Test
    void namesEveryProblemAtOnceInDocumentOrder() {
        assertThat(read("<tunnel/><tunnel/>\n<source/>\n<bridge/>\n<bridge name='br0'/>\n<forward/>")
                        .findings())
                .extracting(f -> f.place().orElseThrow().line())
                .containsExactly(3, 4, 5, 6, 7);
    }

    @Test
    void isAWireThatOtherHostsMayReach() {
        assertThat(network("<bridge name='br0'/>").on(HOST).scope()).isEqualTo(Scope.SHARED);
    }

    @Test
    void limitsNoGuests() {
        assertThat(network("<bridge name='br0'/>").on(HOST).attachmentPoints()).isEmpty();
    }

    @Test
    void saysNothingOfABridgeThatIsThere() {
        assertThat(network("<bridge name='br0'/>").on(HOST).findings()).isEmpty();
    }

    @Test
    void namesTheBridgesOfAHostThatLacksThisOne() {
        assertThat(network("<bridge name='br7'/>").on(HOST).findings())
                .extracting(Finding::severity, Finding::toString)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        Finding.Severity.NOTICE,
                        "MEMBER_UNUSABLE: the host has no device br7, so guests cannot start"
                                + " (host kvm1, line 3, /network/bridge[1])."
                                + " Try: make that bridge on the host, or name one that it has: br0, br1"));
    }

    @Test
    void saysThatADeviceIsNoBridge() {
        assertThat(network("<bridge name='eth0'/>").on(HOST).findings())
                .extracting(Finding::detail)
                .containsExactly("the host's device eth0 is of kind 'ethernet', no bridge, so guests cannot start");
    }

    @Test
    void takesAPlainDeviceForABridgeOfOpenVSwitch() {
        assertThat(network("<bridge name='eth0'/><virtualport type='openvswitch'/>")
                        .on(HOST)
                        .findings())
                .isEmpty();
    }

    @Test
    void claimsNothingOfAHostThatTellsNoDevices() {
        assertThat(network("<bridge name='br7'/>").on(TestHost.named("untold")).findings())
                .isEmpty();
    }

    @Test
    void admitsVlanTagsWhereOpenVSwitchOrANewLibvirtTakesThem() {
        DefinedNetwork plain = network("<bridge name='br0'/>");
        DefinedNetwork openVSwitch = network("<bridge name='br0'/><virtualport type='openvswitch'/>");
        assertThat(plain.admits(HOST, TestPort.of(VLAN)))
                .extracting(Finding::code)
                .containsExactly(Codes.OPTION_UNSUPPORTED);
        assertThat(plain.admits(HOST.withLibvirt(11, 0, 0), TestPort.of(VLAN))).isEmpty();
        assertThat(openVSwitch.admits(HOST, TestPort.of(VLAN))).isEmpty();
    }

    @Test
    void admitsNobodyToAPortgroupThatItLacks() {
        DefinedNetwork network = network("<bridge name='br0'/><portgroup name='gold'/>");
        assertThat(network.admits(HOST, TestPort.of("<interface><source network='n' portgroup='lead'/></interface>")))
                .extracting(Finding::remedy)
                .containsExactly("add <portgroup name='lead'> to the definition, or name one of: [gold]");
    }

    @Test
    void isAComponentThatNamesItsType() throws IOException {
        try (InputStream xml =
                getClass().getResourceAsStream("/OSGI-INF/" + BridgeNetworkType.class.getName() + ".xml")) {
            assertThat(new String(xml.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(
                            "name=\"" + NetworkTypeProvider.NETWORK_TYPE_NAME + "\" type=\"String\" value=\"bridge\"");
        }
    }
}
