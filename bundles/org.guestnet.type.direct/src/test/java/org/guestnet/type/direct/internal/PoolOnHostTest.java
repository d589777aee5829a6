/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.HostDevice;
import org.guestnet.model.MacAddress;
import org.guestnet.model.PciAddress;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.testkit.TestDefinition;
import org.guestnet.testkit.TestHost;
import org.guestnet.testkit.TestPort;
import org.junit.jupiter.api.Test;

/** Which devices of a host a pool means: ranges, functions, pins and exclusions. */
class PoolOnHostTest {

    private static final TestHost HOST = TestHost.named("kvm1").withDevices("eth0", "eth1", "eth2");
    private static final TestHost CARDS = HOST.withFunctions("ens1f0", 0x3b, 12).withFunctions("ens1f1", 0x3c, 0);
    private static final MacAddress MAC = new MacAddress("52:54:00:00:00:01");

    private static DefinedNetwork network(String pool) {
        return new DirectNetworkType()
                .read(TestDefinition.of(
                        "<network type='direct'>\n<name>n</name>\n<source>\n" + pool + "\n</source>\n</network>"))
                .value()
                .orElseThrow();
    }

    private static HostNetwork on(TestHost host, String pool) {
        return network(pool).on(host);
    }

    private static List<String> devices(HostNetwork network) {
        return network.attachmentPoints().stream().map(p -> p.device().value()).toList();
    }

    private static List<String> published(HostNetwork network) {
        return network.libvirtNetwork().first("forward").orElseThrow().all("interface").stream()
                .map(i -> i.attribute("dev").orElseThrow())
                .toList();
    }

    private static HostDevice card(String name) {
        return HostDevice.of(new DeviceName(name), "ethernet").withLinkUp(true);
    }

    @Test
    void publishesPlainDeviceNamesOnly() {
        HostNetwork network = on(
                CARDS,
                "<interface dev='eth[0-2]' maxConnections='4'/>\n<pf dev='ens1f0' vf='1,3'/>\n<exclude dev='eth1'/>");
        assertThat(published(network)).containsExactly("eth0", "eth2", "ens1f0v1", "ens1f0v3");
        assertThat(devices(network)).isEqualTo(published(network));
        XmlElement forward = network.libvirtNetwork().first("forward").orElseThrow();
        assertThat(forward.children())
                .containsExactly(published(network).stream()
                        .map(d -> XmlElement.of("interface").with("dev", d))
                        .toArray(XmlElement[]::new));
    }

    @Test
    void givesEachMemberTheLimitOfItsElement() {
        assertThat(on(
                                CARDS,
                                "<interface dev='eth[0-1]' maxConnections='4'/><pf dev='ens1f0' vf='0' maxConnections='1'/>"
                                        + "<interface dev='eth2'/>")
                        .attachmentPoints())
                .extracting(AttachmentPoint::limit)
                .containsExactly(OptionalInt.of(4), OptionalInt.of(4), OptionalInt.of(1), OptionalInt.empty());
    }

    @Test
    void knowsADeviceByItsPciAddressWhereTheHostTellsIt() {
        assertThat(on(CARDS, "<interface dev='eth0'/><interface dev='ens1f0'/><pf dev='ens1f0' vf='0'/>")
                        .attachmentPoints())
                .extracting(AttachmentPoint::identity)
                .containsExactly("eth0", "0000:3b:00.0", "0000:3b:00.1");
    }

    @Test
    void takesAllFunctionsByNumberUnlessSomeAreChosen() {
        assertThat(devices(on(CARDS, "<pf dev='ens1f0'/>")))
                .hasSize(12)
                .startsWith("ens1f0v0", "ens1f0v1", "ens1f0v2")
                .endsWith("ens1f0v10", "ens1f0v11");
        assertThat(devices(on(CARDS, "<pf dev='ens1f0' vf='9,2-4,0'/>")))
                .containsExactly("ens1f0v0", "ens1f0v2", "ens1f0v3", "ens1f0v4", "ens1f0v9");
    }

    @Test
    void noticesFunctionsThatAreAbsent() {
        HostNetwork network = on(CARDS, "<pf dev='ens1f0' vf='0,10-13'/>");
        assertThat(devices(network)).containsExactly("ens1f0v0", "ens1f0v10", "ens1f0v11");
        assertThat(network.findings())
                .extracting(Finding::severity, Finding::code, Finding::detail)
                .containsExactly(tuple(
                        Severity.NOTICE,
                        Codes.MEMBER_UNUSABLE,
                        "device ens1f0 lacks the virtual functions 12, 13, or they are no network devices"));
    }

    @Test
    void noticesAPhysicalFunctionWithoutVirtualOnes() {
        assertThat(on(CARDS, "<interface dev='eth0'/><pf dev='ens1f1'/>").findings())
                .extracting(Finding::severity, Finding::detail)
                .containsExactly(
                        tuple(Severity.NOTICE, "device ens1f1 has no virtual functions that are network devices"));
        assertThat(on(CARDS, "<interface dev='eth0'/><pf dev='ens1f0v3'/>").findings())
                .extracting(Finding::toString)
                .containsExactly("MEMBER_UNUSABLE: device ens1f0v3 is itself a virtual function of ens1f0 and has none"
                        + " (host kvm1, line 4, /network/source[1]/pf[1])."
                        + " Try: write <pf dev='ens1f0'/>, or <interface dev='ens1f0v3'/>");
    }

    @Test
    void asksForConsentToAPhysicalFunctionThatMayBeMistyped() {
        assertThat(on(CARDS, "<interface dev='eth0'/><pf dev='ens9f0' vf='0-3'/>")
                        .findings())
                .extracting(Finding::severity, Finding::code, Finding::detail)
                .containsExactly(tuple(
                        Severity.CONSENT,
                        Codes.DEVICE_UNKNOWN,
                        "the host has no device ens9f0, so nothing is known of its virtual functions"));
    }

    @Test
    void acceptsAPoolOfWhichNothingExistsWithNoticesAndWithoutCapacity() {
        HostNetwork network = on(HOST, "<pf dev='ens9f0'/><interface mac='" + MAC + "'/><interface dev='gone0'/>");
        assertThat(network.findings()).extracting(Finding::severity).containsOnly(Severity.NOTICE);
        assertThat(network.findings())
                .extracting(Finding::detail)
                .contains("no device of the pool can be used now: its capacity is 0, and guests cannot start");
        assertThat(network.attachmentPoints()).allMatch(p -> p.unusable().isPresent());
    }

    /** To the core a network without attachment points takes any number of guests; such a pool takes none. */
    @Test
    void admitsNobodyToAPoolWithoutAnyKnownMember() {
        TestPort nic = TestPort.of("<interface/>");
        assertThat(network("<pf dev='ens1f1'/>").admits(CARDS, nic))
                .extracting(Finding::code)
                .containsExactly(Codes.POOL_EXHAUSTED);
        assertThat(network("<pf dev='ens1f0'/>").admits(CARDS, nic)).isEmpty();
        assertThat(network("<pf dev='ens1f0' vf='3'/><exclude dev='ens1f0v3'/>").admits(CARDS, nic))
                .extracting(Finding::code)
                .containsExactly(Codes.POOL_EXHAUSTED);
    }

    @Test
    void saysThatNothingIsKnownOfFunctionsAndPinsOfAHostThatTellsNoDevices() {
        TestHost untold = TestHost.named("untold");
        HostNetwork network = on(
                untold,
                "<interface dev='eth[0-1]'/><pf dev='ens1f0'/><interface mac='" + MAC + "'/>"
                        + "<interface pci='0000:3b:00.0' dev='eth7'/><exclude dev='eth8'/>");
        assertThat(devices(network)).containsExactly("eth0", "eth1", "eth7");
        assertThat(network.findings())
                .extracting(Finding::severity, Finding::detail)
                .containsExactly(
                        tuple(
                                Severity.NOTICE,
                                "the host tells nothing of its devices, so the virtual functions of ens1f0 are not known"),
                        tuple(
                                Severity.NOTICE,
                                "the host tells nothing of its devices, so the device with MAC address " + MAC
                                        + " is not known"));
    }

    @Test
    void findsAPinnedDeviceByTheAddressOfItsHardware() {
        TestHost host = HOST.with(card("new0").withPermanentMac(MAC).withMac("52:54:00:99:99:99"))
                .with(card("eth9")
                        .withPermanentMac(new MacAddress("52:54:00:00:00:02"))
                        .withMac(MAC.value()));
        assertThat(devices(on(host, "<interface mac='52:54:00:00:00:01'/>"))).containsExactly("new0");
    }

    @Test
    void findsAPinnedDeviceByItsCurrentAddressWhereTheHostTellsNoOther() {
        TestHost host = HOST.with(card("new0").withMac("52:54:00:00:00:01".toUpperCase(Locale.ROOT)));
        assertThat(devices(on(host, "<interface mac='" + MAC + "'/>"))).containsExactly("new0");
    }

    @Test
    void tellsACardFromABridgeOverItWithTheSameAddress() {
        TestHost host = HOST.with(
                        HostDevice.of(new DeviceName("a-vlan"), "vlan").withMac(MAC.value()))
                .with(card("new0").withMac(MAC.value()).withPci(new PciAddress(0, 3, 0, 0)));
        assertThat(devices(on(host, "<interface mac='" + MAC + "'/>"))).containsExactly("new0");
    }

    @Test
    void reportsAPinnedDeviceThatWasRenamedWithItsNewName() {
        String pool = "<interface pci='3B:00.0' dev='eth7' maxConnections='3'/>";
        HostNetwork network = on(CARDS, pool);
        assertThat(published(network)).containsExactly("ens1f0");
        assertThat(network.attachmentPoints())
                .extracting(AttachmentPoint::limit)
                .containsExactly(OptionalInt.of(3));
        assertThat(network.findings())
                .extracting(Finding::severity, Finding::toString)
                .containsExactly(tuple(
                        Severity.NOTICE,
                        "DEVICE_RENAMED: the device with PCI address 0000:3b:00.0 was called eth7, and is now called"
                                + " ens1f0 (host kvm1, line 4, /network/source[1]/interface[1])."
                                + " Try: write dev='ens1f0' and net:define the network again"));
        assertThat(on(CARDS, pool.replace("eth7", "ens1f0")).findings()).isEmpty();
    }

    @Test
    void neverTakesAnotherDeviceThatHasThePinnedOnesFormerName() {
        HostNetwork network = on(HOST, "<interface dev='eth1'/><interface mac='" + MAC + "' dev='eth0'/>");
        assertThat(devices(network)).containsExactly("eth1");
        assertThat(network.findings())
                .extracting(Finding::severity, Finding::code, Finding::detail)
                .containsExactly(tuple(
                        Severity.CONSENT, Codes.DEVICE_UNKNOWN, "the host has no device with MAC address " + MAC));
    }

    @Test
    void takesNoneOfSeveralDevicesWithOneAddressUnlessTheNameDecides() {
        TestHost host =
                HOST.with(card("a0").withMac(MAC.value())).with(card("b0").withMac(MAC.value()));
        HostNetwork network = on(host, "<interface dev='eth1'/><interface mac='" + MAC + "'/>");
        assertThat(devices(network)).containsExactly("eth1");
        assertThat(network.findings())
                .extracting(Finding::detail, Finding::remedy)
                .containsExactly(tuple(
                        "the devices a0, b0 have the same MAC address " + MAC + ", so none is taken",
                        "say which is meant, as dev='a0'"));
        assertThat(devices(on(host, "<interface mac='" + MAC + "' dev='b0'/>"))).containsExactly("b0");
    }

    @Test
    void refusesADeviceThatTwoElementsMeanOnThisHost() {
        HostNetwork network = on(CARDS, "<interface dev='ens1f0v2'/>\n<pf dev='ens1f0' vf='1-2'/>");
        assertThat(devices(network)).containsExactly("ens1f0v2", "ens1f0v1");
        assertThat(network.findings())
                .extracting(Finding::severity, Finding::toString)
                .containsExactly(tuple(
                        Severity.BLOCKER,
                        "DEFINITION_INVALID: device ens1f0v2 is a member twice on this host, first by line 4,"
                                + " /network/source[1]/interface[1] (host kvm1, line 5, /network/source[1]/pf[1])."
                                + " Try: list each device once"));
    }

    @Test
    void leavesOutTheSecondPortOfACardWithOneAddress() {
        PciAddress one = new PciAddress(0, 5, 0, 0);
        TestHost host = HOST.with(card("port0").withPci(one)).with(card("port1").withPci(one));
        HostNetwork network = on(host, "<interface dev='port[0-1]'/>");
        assertThat(devices(network)).containsExactly("port0");
        assertThat(network.findings())
                .extracting(Finding::severity, Finding::detail)
                .containsExactly(tuple(
                        Severity.NOTICE,
                        "device port1 has the same PCI address as port0, 0000:05:00.0, and is left out: they cannot be"
                                + " told apart"));
    }

    @Test
    void asksForConsentToAnExclusionOfNothing() {
        HostNetwork network =
                on(CARDS, "<pf dev='ens1f0' vf='0-1'/>\n<exclude dev='ens1f0v1'/>\n<exclude dev='ens1f0v7'/>");
        assertThat(devices(network)).containsExactly("ens1f0v0");
        assertThat(network.findings())
                .extracting(Finding::severity, Finding::toString)
                .containsExactly(tuple(
                        Severity.CONSENT,
                        "DEVICE_UNKNOWN: <exclude dev='ens1f0v7'> matches no device of the pool"
                                + " (host kvm1, line 6, /network/source[1]/exclude[2])."
                                + " Try: correct it, or leave this <exclude> out"));
    }

    @Test
    void refusesMoreMembersThanThereMayBeOnThisHost() {
        TestHost host = HOST;
        for (int card = 0; card < 17; card++) {
            host = host.withFunctions("p" + card, card, 255);
        }
        StringBuilder pool = new StringBuilder();
        for (int card = 0; card < 17; card++) {
            pool.append("<pf dev='p").append(card).append("'/>");
        }
        HostNetwork network = on(host, pool.toString());
        assertThat(network.attachmentPoints()).hasSize(Pool.MAX_MEMBERS);
        assertThat(network.findings())
                .extracting(Finding::severity, Finding::detail)
                .containsExactly(tuple(
                        Severity.BLOCKER,
                        "the pool has 4335 members on this host, more than the 4096 that are possible"));
    }

    @Test
    void readsThePhysicalFunctionOfLibvirtsOwnDialect() {
        HostNetwork network = new DirectNetworkType()
                .read(TestDefinition.of(
                        "<network><name>n</name><forward mode='passthrough'><pf dev='ens1f0'/></forward>"
                                + "</network>"))
                .value()
                .orElseThrow()
                .on(CARDS);
        assertThat(published(network)).hasSize(12).startsWith("ens1f0v0");
        assertThat(network.libvirtNetwork().first("forward").orElseThrow().all("pf"))
                .isEmpty();
        assertThat(network.attachmentPoints())
                .extracting(AttachmentPoint::limit)
                .containsOnly(OptionalInt.of(1));
    }
}
