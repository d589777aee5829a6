/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.guestnet.model.Finding;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork.Scope;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.Reading;
import org.guestnet.testkit.TestDefinition;
import org.guestnet.testkit.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read and what is published. */
class DirectNetworkTypeTest {

    private static final TestHost HOST = TestHost.named("kvm1").withDevices("eth0", "eth1");

    private static Reading<DefinedNetwork> read(String inside) {
        NetworkTypeProvider provider = new DirectNetworkType();
        return provider.read(TestDefinition.of("<network type='direct'>\n<name>n</name>\n" + inside + "\n</network>"));
    }

    private static DefinedNetwork network(String inside) {
        Reading<DefinedNetwork> reading = read(inside);
        return reading.value().orElseThrow(() -> new AssertionError(reading.findings()));
    }

    private static XmlElement published(String inside) {
        return network(inside).on(HOST).libvirtNetwork();
    }

    private static List<OptionalInt> limits(String inside) {
        return network(inside).on(HOST).attachmentPoints().stream()
                .map(AttachmentPoint::limit)
                .toList();
    }

    private static String refusal(String inside) {
        List<Finding> findings = read(inside).findings();
        assertThat(findings).as("findings of %s", inside).hasSize(1);
        return findings.get(0).toString();
    }

    @Test
    void publishesThePoolInLibvirtsDialect() {
        XmlElement pool = XmlElement.of("forward")
                .with("mode", "vepa")
                .with(XmlElement.of("interface").with("dev", "eth0"))
                .with(XmlElement.of("interface").with("dev", "eth1"));
        assertThat(
                        published(
                                "<source mode='vepa'><interface dev='eth0' maxConnections='3'/><interface dev='eth1'/></source>"))
                .isEqualTo(XmlElement.of("network").with(pool));
    }

    @Test
    void keepsLibvirtsOwnPoolWithoutCounters() {
        XmlElement published = published("<forward mode='vepa' dev='eth0' managed='no'>"
                + "<interface dev='eth0' connections='2'/><interface dev='eth1'/></forward>");
        assertThat(published.first("forward"))
                .contains(XmlElement.of("forward")
                        .with("mode", "vepa")
                        .with("dev", "eth0")
                        .with("managed", "no")
                        .with(XmlElement.of("interface").with("dev", "eth0"))
                        .with(XmlElement.of("interface").with("dev", "eth1")));
    }

    @ParameterizedTest
    @CsvSource({"vepa,vepa", "bridge,bridge", "private,private", "passthrough,passthrough", "passthru,passthrough"})
    void understandsEveryMode(String written, String published) {
        XmlElement network = published("<source mode='" + written + "'><interface dev='eth0'/></source>");
        assertThat(network.first("forward").orElseThrow().attribute("mode")).contains(published);
    }

    @Test
    void isVepaUnlessItSaysOtherwise() {
        XmlElement network = published("<source><interface dev='eth0'/></source>");
        assertThat(network.first("forward").orElseThrow().attribute("mode")).contains("vepa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nat", "VEPA", "hostdev", ""})
    void refusesOtherModes(String mode) {
        assertThat(refusal("<source mode='" + mode + "'><interface dev='eth0'/></source>"))
                .isEqualTo("DEFINITION_INVALID: mode '" + mode
                        + "' is none of a direct network (line 3, /network/source[1])."
                        + " Try: write mode='…' with vepa, bridge, private or passthrough");
    }

    @Test
    void refusesAForwardWithoutModeBecauseLibvirtReadsNat() {
        assertThat(refusal("<forward dev='eth0'/>")).contains("mode 'nat'");
    }

    @Test
    void takesAForwardWithADeviceAsAPoolOfOne() {
        assertThat(network("<forward mode='vepa' dev='eth1'/>").on(HOST).attachmentPoints())
                .extracting(p -> p.device().value(), AttachmentPoint::identity)
                .containsExactly(tuple("eth1", "eth1"));
    }

    @Test
    void refusesAForwardWhoseDeviceIsNotTheFirst() {
        assertThat(refusal("<forward mode='vepa' dev='eth1'><interface dev='eth0'/><interface dev='eth1'/></forward>"))
                .contains("<forward dev='eth1'> is not the first <interface> of the pool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<source mode='vepa'/>", "<forward mode='vepa'/>", "<source mode='vepa'>\n</source>"})
    void refusesAPoolWithoutMembers(String inside) {
        assertThat(refusal(inside)).contains("needs a pool of at least one physical interface", "Try: write <source");
    }

    @Test
    void refusesTwoDialectsInOneDefinition() {
        assertThat(refusal("<forward mode='vepa' dev='eth0'/><source><interface dev='eth0'/></source>"))
                .contains("two dialects", "/network/forward[1]");
    }

    @Test
    void refusesADeviceThatIsListedTwice() {
        assertThat(refusal("<source>\n<interface dev='eth0'/>\n<interface dev='eth0'/>\n</source>"))
                .contains("device eth0 is listed twice, first at line 4", "line 5, /network/source[1]/interface[2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<interface/>", "<interface dev=''/>", "<interface dev='sixteen-bytes-xx'/>"})
    void refusesAMemberThatIsNoDevice(String member) {
        assertThat(refusal("<source>" + member + "</source>")).contains("/network/source[1]/interface[1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<source moed='vepa'><interface dev='eth0'/></source>",
                "<source><interface dev='eth0'/><inteface dev='eth1'/></source>",
                "<source><interface dev='eth0' maxconnections='1'/></source>",
                "<source><interface dev='eth0'><limit/></interface></source>"
            })
    void losesNoMisspelledWord(String inside) {
        assertThat(refusal(inside)).contains("has no ", "leave it out");
    }

    @Test
    void refusesATunnel() {
        assertThat(refusal("<source><interface dev='eth0'/></source><tunnel/>")).contains("/network/tunnel[1]");
    }

    @Test
    void namesEveryProblemAtOnceInDocumentOrder() {
        assertThat(read("<tunnel/>\n<source mode='x' strategy='y'>\n<pf/>\n<interface/>\n</source>")
                        .findings())
                .extracting(f -> f.place().orElseThrow().line())
                .containsExactly(3, 4, 4, 5, 6);
    }

    @Test
    void limitsAMemberToItsMaxConnections() {
        assertThat(limits("<source><interface dev='eth0' maxConnections='3'/><interface dev='eth1'/></source>"))
                .containsExactly(OptionalInt.of(3), OptionalInt.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "many", "", "1000000", "99999999999999999999"})
    void refusesMaxConnectionsThatAreNoNumberOfGuests(String limit) {
        assertThat(refusal("<source><interface dev='eth0' maxConnections='" + limit + "'/></source>"))
                .contains("maxConnections '" + limit + "' is no number of guests");
    }

    @Test
    void givesAPassthroughMemberToOneGuest() {
        assertThat(limits("<source mode='passthrough'><interface dev='eth0'/></source>"))
                .containsExactly(OptionalInt.of(1));
        assertThat(refusal("<source mode='passthrough'><interface dev='eth0' maxConnections='2'/></source>"))
                .contains("maxConnections 2 contradicts mode passthrough");
    }

    @Test
    void givesAPrivateMemberToOneGuestWhereThePortProfileIs8021Qbh() {
        String pool = "<source mode='private'><interface dev='eth0'/></source>";
        assertThat(limits(pool)).containsExactly(OptionalInt.empty());
        assertThat(limits(pool + "<virtualport type='802.1Qbh'/>")).containsExactly(OptionalInt.of(1));
        assertThat(limits(pool + "<virtualport type='802.1Qbg'/>")).containsExactly(OptionalInt.empty());
        assertThat(limits(pool + "<portgroup name='g'><virtualport type='802.1Qbh'/></portgroup>"))
                .containsExactly(OptionalInt.of(1));
    }

    @Test
    void refusesMaxConnectionsInLibvirtsDialect() {
        assertThat(refusal("<forward mode='vepa'><interface dev='eth0' maxConnections='2'/></forward>"))
                .contains("libvirt's <forward> knows no maxConnections");
    }

    @Test
    void isAWireThatOtherHostsMayReach() {
        assertThat(network("<source><interface dev='eth0'/></source>").on(HOST).scope())
                .isEqualTo(Scope.SHARED);
    }

    @Test
    void isAComponentThatNamesItsType() throws IOException {
        try (InputStream xml =
                getClass().getResourceAsStream("/OSGI-INF/" + DirectNetworkType.class.getName() + ".xml")) {
            assertThat(new String(xml.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(
                            "name=\"" + NetworkTypeProvider.NETWORK_TYPE_NAME + "\" type=\"String\" value=\"direct\"");
        }
    }
}
