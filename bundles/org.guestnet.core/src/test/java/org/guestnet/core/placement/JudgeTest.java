/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.core.host.HostState;
import org.guestnet.core.host.SeenHosts;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.type.Definitions;
import org.guestnet.core.type.TypeRegistry;
import org.guestnet.core.type.TypeRegistry.Registration;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.PortRequest.Purpose;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.guestnet.xml.GuestDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What libvirt knows and simulated hosts do not have, judged on hosts made by hand. */
class JudgeTest {

    private static final UUID WEB1 = new UUID(0, 1);
    private static final HostDevice BR0 = device("br0", "bridge", 1500);
    private static final HostDevice ETH1 = device("eth1", "ethernet", 9000);
    private static final String BRIDGE = "<forward mode='bridge'/><bridge name='br0'/>";
    private static final String POOL = "<forward mode='vepa'><interface dev='eth1'/></forward>";
    private static final String FUNCTIONS = "<forward mode='hostdev'><pf dev='eth1'/></forward>";
    private static final String ON_BRIDGE =
            "<interface type='bridge'><mac address='52:54:00:00:00:01'/><source network='red' bridge='br0'/>"
                    + "<model type='virtio'/></interface>";
    private static final String FUNCTION =
            "<interface type='hostdev'><mac address='52:54:00:00:00:01'/><source network='red'><address type='pci' domain='0x0000'"
                    + " bus='0x3b' slot='0x02' function='0x1'/></source>%s</interface>";

    private final NetworkReader networks = new NetworkReader(new Definitions(types()));
    private Clock clock = Clock.systemUTC();
    private Set<HostName> drained = Set.of();

    private static TypeRegistry types() {
        TypeRegistry types = new TypeRegistry();
        Map<String, NetworkTypeProvider> served =
                Map.of("bridge", new BridgeNetworkType(), "direct", new DirectNetworkType());
        served.forEach((type, provider) -> types.add(new Registration(provider, type, 0, 1, "test")));
        return types;
    }

    private static HostDevice device(String name, String kind, int mtu) {
        return HostDevice.of(new DeviceName(name), kind).withLinkUp(true).withMtu(mtu);
    }

    private static HostState host(String name, List<HostDevice> devices, String network, GuestReport... guests) {
        String xml = "<network><name>red</name>" + network + "</network>";
        NetworkReport red =
                new NetworkReport(new NetworkName("red"), new UUID(1, 1), true, true, xml, Optional.of(xml), List.of());
        return SeenHosts.up(name, devices, List.of(red), List.of(guests));
    }

    private static GuestReport guest(String devices) throws GuestnetException {
        String xml = "<domain><name>web1</name><uuid>" + WEB1 + "</uuid><devices>" + devices + "</devices></domain>";
        List<GuestInterface> nics = GuestDocuments.interfaces(xml);
        return new GuestReport(
                WEB1,
                new GuestName("web1"),
                GuestReport.State.RUNNING,
                true,
                false,
                false,
                nics,
                nics,
                GuestDocuments.held(xml));
    }

    private List<Finding> judged(HostState source, HostState destination) {
        GuestReport guest = source.guests().get(WEB1);
        Placement placement = new Placer(networks)
                .place(destination, WEB1, guest.name(), guest.live(), Purpose.MIGRATE_IN, List.of());
        List<Finding> findings = new Judge(networks, clock).findings(source, placement, drained);
        assertThat(findings)
                .allSatisfy(f -> assertThat(JudgedCode.of(f).orElseThrow().severity())
                        .as(f.toString())
                        .isEqualTo(f.severity()));
        assertThat(findings)
                .allSatisfy(f -> assertThat(f.host()).as(f.toString()).isPresent());
        return findings.stream()
                .filter(f -> !List.of("NOT_CHECKED", "SEGMENT_UNVERIFIED").contains(f.code()))
                .toList();
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }

    @Test
    void aNetworkOfFunctionsIsJudgedByLibvirtsRulesThoughNobodyServesItsType() throws GuestnetException {
        HostState source = host("kvm1", List.of(BR0), BRIDGE, guest(ON_BRIDGE));
        assertThat(codes(judged(source, host("kvm2", List.of(ETH1), FUNCTIONS))))
                .containsExactly("VNET_HDR");
        String filtered = ON_BRIDGE.replace("<model", "<filterref filter='clean'/><model");
        source = host("kvm1", List.of(BR0), BRIDGE, guest(filtered));
        assertThat(codes(judged(source, host("kvm2", List.of(ETH1), FUNCTIONS))))
                .containsExactlyInAnyOrder("OPTION_UNSUPPORTED", "VNET_HDR");
    }

    @Test
    void aFunctionHoldsAGuestThatRunsUnlessItIsTheTransientOneOfATeam() throws GuestnetException {
        HostState destination = host("kvm2", List.of(ETH1), FUNCTIONS);
        List<Finding> held = judged(host("kvm1", List.of(ETH1), FUNCTIONS, guest(FUNCTION.formatted(""))), destination);
        assertThat(codes(held)).containsExactly("HYPERVISOR_CANNOT_MIGRATE");
        assertThat(held.get(0).host()).contains(new HostName("kvm1"));
        String team = FUNCTION.formatted("<teaming type='transient' persistent='ua-1'/>");
        assertThat(judged(host("kvm1", List.of(ETH1), FUNCTIONS, guest(team)), destination))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pci", "mdev", "scsi"})
    void aDeviceOfItsHostHoldsAGuest(String type) throws GuestnetException {
        GuestReport guest = guest(ON_BRIDGE + "<hostdev mode='subsystem' type='" + type + "'/>");
        List<Finding> held = judged(host("kvm1", List.of(BR0), BRIDGE, guest), host("kvm2", List.of(BR0), BRIDGE));
        assertThat(codes(held)).containsExactly("HYPERVISOR_CANNOT_MIGRATE");
        assertThat(held.get(0).detail()).contains(type);
    }

    @Test
    void aUsbDeviceHoldsNobody() throws GuestnetException {
        GuestReport guest = guest(ON_BRIDGE + "<hostdev mode='subsystem' type='usb'/>");
        assertThat(judged(host("kvm1", List.of(BR0), BRIDGE, guest), host("kvm2", List.of(BR0), BRIDGE)))
                .isEmpty();
    }

    @Test
    void aSmallerMtuWantsConsent() throws GuestnetException {
        HostState wide = host("kvm1", List.of(ETH1), POOL, guest(ON_BRIDGE));
        HostState narrow = host("kvm2", List.of(BR0), BRIDGE, guest(ON_BRIDGE));
        assertThat(codes(judged(wide, narrow))).containsExactly("MTU_SMALLER");
        assertThat(judged(narrow, wide)).as("a larger one harms nobody").isEmpty();
    }

    @Test
    void aBridgeThatTheNetworkNamesHasToBeThere() throws GuestnetException {
        HostState source = host("kvm1", List.of(BR0), BRIDGE, guest(ON_BRIDGE));
        assertThat(codes(judged(source, host("kvm2", List.of(ETH1), BRIDGE)))).containsExactly("MEMBER_UNUSABLE");
        assertThat(judged(source, host("kvm2", List.of(), BRIDGE)))
                .as("a host that does not tell its devices")
                .isEmpty();
    }

    @Test
    void aGuestThatNamesADeviceItselfFindsItThereOrIsToldWhichNetworkToName() throws GuestnetException {
        String detail = ON_BRIDGE.replace("network='red' ", "");
        HostState source = host("kvm1", List.of(BR0), BRIDGE, guest(detail));
        assertThat(judged(source, host("kvm2", List.of(BR0), BRIDGE))).isEmpty();
        List<Finding> missing = judged(source, host("kvm2", List.of(ETH1), POOL));
        assertThat(codes(missing)).containsExactly("HOST_DETAIL");
        assertThat(missing.get(0).remedy()).contains("network red instead");
        HostDevice noBridge = device("br0", "ethernet", 1500);
        assertThat(codes(judged(source, host("kvm2", List.of(noBridge), POOL)))).containsExactly("HOST_DETAIL");
    }

    @Test
    void aHostThatWasNotLookedAtForLongIsStale() throws GuestnetException {
        HostState source = host("kvm1", List.of(BR0), BRIDGE, guest(ON_BRIDGE));
        HostState destination = host("kvm2", List.of(BR0), BRIDGE);
        assertThat(judged(source, destination)).isEmpty();
        clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
        assertThat(codes(judged(source, destination))).containsExactly("HOST_STALE");
    }

    @Test
    void aHostThatIsDrainedTakesNobody() throws GuestnetException {
        HostState source = host("kvm1", List.of(BR0), BRIDGE, guest(ON_BRIDGE));
        HostState destination = host("kvm2", List.of(BR0), BRIDGE);
        drained = Set.of(source.name());
        assertThat(judged(source, destination)).as("guests leave it").isEmpty();
        drained = Set.of(destination.name());
        assertThat(codes(judged(source, destination))).containsExactly("HOST_DRAINING");
    }

    @Test
    void whatKeepsAGuestThatRunsIsNoMatterForOneThatDoesNot() throws GuestnetException {
        GuestReport runs = guest(FUNCTION.formatted(""));
        GuestReport off = new GuestReport(
                WEB1, runs.name(), GuestReport.State.SHUT_OFF, true, false, false, runs.interfaces(), List.of());
        HostState source = host("kvm1", List.of(ETH1), FUNCTIONS, off);
        Placement placement = new Placer(networks)
                .place(
                        host("kvm2", List.of(ETH1), FUNCTIONS),
                        WEB1,
                        off.name(),
                        off.interfaces(),
                        Purpose.MIGRATE_IN,
                        List.of());
        assertThat(codes(new Judge(networks).findings(source, placement, drained)))
                .doesNotContain("HYPERVISOR_CANNOT_MIGRATE");
    }

    @Test
    void everyCodeIsOneOfTheModels() {
        assertThat(Arrays.stream(JudgedCode.values()).map(Enum::name))
                .allSatisfy(code -> assertThat(
                                org.guestnet.model.Codes.class.getField(code).get(null))
                        .isEqualTo(code));
    }
}
