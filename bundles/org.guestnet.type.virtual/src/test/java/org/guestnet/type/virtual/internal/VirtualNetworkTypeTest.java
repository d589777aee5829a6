/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.virtual.internal;

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

class VirtualNetworkTypeTest {

    private static final TestHost HOST =
            TestHost.named("kvm1").withDevices("eth0").withBridge("virbr7", "eth1");

    private static Reading<DefinedNetwork> read(String inside) {
        NetworkTypeProvider provider = new VirtualNetworkType();
        return provider.read(TestDefinition.of("<network type='virtual'>\n<name>n</name>\n" + inside + "\n</network>"));
    }

    private static DefinedNetwork network(String inside) {
        Reading<DefinedNetwork> reading = read(inside);
        return reading.value().orElseThrow(() -> new AssertionError(reading.findings()));
    }

    private static List<String> refusals(String inside) {
        return read(inside).findings().stream().map(Finding::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nat", "route", "open"})
    void publishesItsForwardModes(String mode) {
        XmlElement published =
                network("<forward mode='" + mode + "'/>").on(HOST).libvirtNetwork();
        assertThat(published.first("forward").orElseThrow().attribute("mode")).contains(mode);
    }

    @Test
    void isIsolatedWithoutForward() {
        assertThat(network("").on(HOST).libvirtNetwork().first("forward")).isEmpty();
    }

    @Test
    void leavesForwardOutThatSaysNone() {
        assertThat(network("<forward mode='none'/>").on(HOST).libvirtNetwork().first("forward"))
                .isEmpty();
    }

    @Test
    void refusesToForwardToADeviceAndNowhere() {
        assertThat(refusals("<forward mode='none' dev='eth0'/>"))
                .hasSize(1)
                .first()
                .asString()
                .contains("isolated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bridge", "vepa", "private", "passthrough", "hostdev", "isolated", "NAT", ""})
    void refusesOtherForwardModes(String mode) {
        assertThat(refusals("<forward mode='" + mode + "'/>"))
                .containsExactly("DEFINITION_INVALID: forward mode '" + mode
                        + "' is none of a virtual network (line 3, /network/forward[1])."
                        + " Try: write nat, route or open, or leave <forward> out for an isolated network; a bridge of the"
                        + " host is type='bridge', its physical interfaces are type='direct'");
    }

    @Test
    void namesEveryProblemAtOnceInDocumentOrder() {
        assertThat(read("<tunnel/><tunnel/>\n<source/>\n<bridge name='no/device'/>\n<forward mode='vepa' dev=''/>")
                        .findings())
                .extracting(f -> f.place().orElseThrow().line())
                .containsExactly(3, 4, 5, 6, 6);
    }

    @Test
    void isAWireOfItsHostOnly() {
        assertThat(network("").on(HOST).scope()).isEqualTo(Scope.LOCAL);
    }

    @Test
    void isAWireOfOtherHostsTooIfATunnelLeavesIt() {
        DefinedNetwork joined = network("<forward mode='nat'/><tunnel protocol='any'/>");
        assertThat(joined.on(HOST).scope()).isEqualTo(Scope.SHARED);
        assertThat(joined.on(HOST).libvirtNetwork().first("tunnel")).isEmpty();
    }

    @Test
    void limitsNoGuests() {
        assertThat(network("").on(HOST).attachmentPoints()).isEmpty();
    }

    @Test
    void takesTheBridgeThatLibvirtMadeForItsOwn() {
        assertThat(network("<bridge name='virbr7'/>").on(HOST).findings()).isEmpty();
    }

    @Test
    void leavesTheNameOfTheBridgeToLibvirt() {
        assertThat(network("<bridge name='virbr%d'/>").on(HOST).findings()).isEmpty();
        assertThat(network("<bridge stp='on'/>").on(HOST).findings()).isEmpty();
    }

    @Test
    void saysThatABridgeCannotHaveTheNameOfAnotherDevice() {
        assertThat(network("<bridge name='eth0'/>").on(HOST).findings())
                .extracting(
                        Finding::code,
                        Finding::severity,
                        f -> f.place().orElseThrow().line())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Codes.MEMBER_UNUSABLE, Finding.Severity.NOTICE, 3));
    }

    @Test
    void saysThatTheHostLacksTheDeviceToForwardTo() {
        assertThat(network("<forward mode='nat' dev='eth7'/>").on(HOST).findings())
                .extracting(Finding::toString)
                .containsExactly("MEMBER_UNUSABLE: the host has no device eth7 to forward to"
                        + " (host kvm1, line 3, /network/forward[1])."
                        + " Try: name a device of the host in <forward dev='…'>, or leave dev out");
        assertThat(network("<forward mode='nat' dev='eth0'/>").on(HOST).findings())
                .isEmpty();
    }

    @Test
    void admitsABandwidthFloorAndNoVlan() {
        DefinedNetwork network = network("<forward mode='nat'/><bandwidth><inbound average='9'/></bandwidth>");
        assertThat(network.admits(
                        HOST,
                        TestPort.of("<interface><bandwidth><inbound average='9' floor='1'/></bandwidth></interface>")))
                .isEmpty();
        assertThat(network.admits(HOST, TestPort.of("<interface><vlan><tag id='4'/></vlan></interface>")))
                .extracting(Finding::code)
                .containsExactly(Codes.OPTION_UNSUPPORTED);
    }

    @Test
    void admitsNobodyToAPortgroupThatItLacks() {
        DefinedNetwork network = network("<portgroup name='gold'/>");
        assertThat(network.admits(HOST, TestPort.of("<interface><source network='n' portgroup='gold'/></interface>")))
                .isEmpty();
        assertThat(network.admits(HOST, TestPort.of("<interface><source network='n' portgroup='lead'/></interface>")))
                .extracting(Finding::code, Finding::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Codes.PORTGROUP_UNKNOWN, Finding.Severity.BLOCKER));
    }

    @Test
    void isAComponentThatNamesItsType() throws IOException {
        try (InputStream xml =
                getClass().getResourceAsStream("/OSGI-INF/" + VirtualNetworkType.class.getName() + ".xml")) {
            assertThat(new String(xml.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(
                            "name=\"" + NetworkTypeProvider.NETWORK_TYPE_NAME + "\" type=\"String\" value=\"virtual\"");
        }
    }
}
