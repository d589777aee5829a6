/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.spi.Elements.at;
import static org.guestnet.spi.Elements.element;
import static org.guestnet.spi.Elements.nic;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.model.XmlElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of what libvirt finds only when a guest starts or a migration arrives. */
class ConnectionTest {

    private static final LibvirtVersion V9 = new LibvirtVersion(9, 0, 0);
    private static final LibvirtVersion V11 = new LibvirtVersion(11, 0, 0);
    private static final XmlElement OVS = element("virtualport", "type", "openvswitch");
    private static final XmlElement QBG = element("virtualport", "type", "802.1Qbg")
            .with(element("parameters", "managerid", "11", "typeid", "7", "typeidversion", "2"));
    private static final XmlElement QBH =
            element("virtualport", "type", "802.1Qbh").with(element("parameters", "profileid", "p"));
    private static final XmlElement UNTYPED = element("virtualport");
    private static final XmlElement VLAN = element("vlan").with(element("tag", "id", "4"));
    private static final XmlElement FLOOR = element("bandwidth").with(element("inbound", "average", "9", "floor", "1"));

    private static final XmlElement LIMITED =
            element("network").with(element("bandwidth").with(element("inbound", "average", "9")));

    /** An option, libvirt's version, and the connections that honour it. */
    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(element("model", "type", "virtio"), V9, EnumSet.allOf(Connection.class)),
                Arguments.of(element("mtu", "size", "9000"), V9, EnumSet.allOf(Connection.class)),
                Arguments.of(VLAN, V9, EnumSet.of(Connection.PASSTHROUGH, Connection.HOSTDEV)),
                Arguments.of(VLAN, V11, EnumSet.of(Connection.PASSTHROUGH, Connection.BRIDGE, Connection.HOSTDEV)),
                Arguments.of(
                        element("filterref", "filter", "x"), V9, EnumSet.of(Connection.VIRTUAL, Connection.BRIDGE)),
                Arguments.of(element("port", "isolated", "yes"), V9, EnumSet.of(Connection.VIRTUAL, Connection.BRIDGE)),
                Arguments.of(element("port", "isolated", "no"), V9, EnumSet.allOf(Connection.class)),
                Arguments.of(element("backend", "tap", "/x"), V9, EnumSet.of(Connection.VIRTUAL, Connection.BRIDGE)),
                Arguments.of(element("backend", "vhost", "/x"), V9, EnumSet.allOf(Connection.class)),
                Arguments.of(element("teaming", "type", "transient"), V9, EnumSet.of(Connection.HOSTDEV)),
                Arguments.of(
                        element("driver", "queues", "4"), V9, EnumSet.complementOf(EnumSet.of(Connection.HOSTDEV))),
                Arguments.of(element("teaming", "type", "persistent"), V9, EnumSet.allOf(Connection.class)),
                Arguments.of(FLOOR, V9, EnumSet.of(Connection.VIRTUAL)),
                Arguments.of(
                        element("bandwidth").with(element("inbound", "average", "9")),
                        V9,
                        EnumSet.complementOf(EnumSet.of(Connection.HOSTDEV))),
                Arguments.of(OVS, V9, EnumSet.of(Connection.BRIDGE)),
                Arguments.of(QBG, V9, EnumSet.of(Connection.DIRECT, Connection.PASSTHROUGH, Connection.HOSTDEV)),
                Arguments.of(QBH, V9, EnumSet.of(Connection.DIRECT, Connection.PASSTHROUGH, Connection.HOSTDEV)),
                Arguments.of(element("virtualport", "type", "midonet"), V9, EnumSet.noneOf(Connection.class)),
                Arguments.of(UNTYPED, V9, EnumSet.noneOf(Connection.class)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void refusesWhatLibvirtRefuses(XmlElement option, LibvirtVersion version, Set<Connection> honouring) {
        assertThat(Stream.of(Connection.values())
                        .filter(c -> c.refuses(nic(option), LIMITED, version).isEmpty())
                        .collect(toSet()))
                .isEqualTo(honouring);
    }

    @ParameterizedTest
    @EnumSource
    void refusesNothingOfAnInterfaceWithoutOptions(Connection connection) {
        assertThat(connection.refuses(nic(), element("network"), V9)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        ", false, VIRTUAL", "nat, false, VIRTUAL", "route, true, VIRTUAL", "open, true, VIRTUAL",
        "bridge, true, BRIDGE", "bridge, false, DIRECT", "vepa, false, DIRECT", "private, false, DIRECT",
        "passthrough, false, PASSTHROUGH", "hostdev, false, HOSTDEV", "teleport, false,"
    })
    void isToldByTheForwardModeAsLibvirtDoes(String mode, boolean bridged, Connection expected) {
        XmlElement network =
                mode == null ? element("network") : element("network").with(element("forward", "mode", mode));
        assertThat(Connection.of(bridged ? network.with(element("bridge", "name", "br0")) : network))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void saysWhatIsRefusedAtWhichPlaceOfTheGuest() {
        assertThat(Connection.DIRECT.refuses(nic(at(7, VLAN)), element("network"), V9))
                .extracting(Finding::toString)
                .containsExactly(
                        "OPTION_UNSUPPORTED: the guest interface asks for a VLAN tag, which a macvtap connection"
                                + " cannot give (nic 52:54:00:00:00:01, line 7, /network/vlan). Try: remove that option from the"
                                + " guest, or choose a host where this network is of another type");
    }

    @Test
    void refusesAllOptionsAtOnce() {
        assertThat(Connection.DIRECT.refuses(nic(VLAN, FLOOR, element("filterref"), UNTYPED), element("network"), V9))
                .hasSize(4)
                .allSatisfy(f -> assertThat(f.severity()).isEqualTo(Finding.Severity.BLOCKER));
    }

    @Test
    void countsTheVirtualPortOfTheNetwork() {
        XmlElement network = element("network").with(OVS);
        assertThat(codes(nic(VLAN), network)).isEmpty();
        assertThat(codes(nic(UNTYPED), network)).isEmpty();
        assertThat(codes(nic(element("filterref")), network)).containsExactly(Codes.OPTION_UNSUPPORTED);
        assertThat(codes(nic(element("port", "isolated", "yes")), network)).containsExactly(Codes.OPTION_UNSUPPORTED);
    }

    @Test
    void countsTheVirtualPortOfThePortgroupThatApplies() {
        XmlElement group = element("portgroup", "name", "ovs").with(OVS);
        XmlElement network =
                element("network").with(element("portgroup", "name", "plain")).with(group);
        assertThat(codes(nic(Optional.of("ovs"), VLAN), network)).isEmpty();
        assertThat(codes(nic(Optional.of("plain"), VLAN), network)).containsExactly(Codes.OPTION_UNSUPPORTED);
        assertThat(codes(nic(VLAN), network)).containsExactly(Codes.OPTION_UNSUPPORTED);
        assertThat(codes(nic(VLAN), element("network").with(group.with("default", "yes"))))
                .isEmpty();
    }

    @Test
    void refusesWhatThePortgroupOrTheNetworkAsksForAtItsPlace() {
        XmlElement group =
                element("portgroup", "name", "gold", "default", "yes").with(at(4, VLAN));
        XmlElement network = element("network").with(group).with(at(3, element("port", "isolated", "yes")));
        assertThat(Connection.DIRECT.refuses(nic(), network, V9))
                .extracting(Finding::detail, f -> f.place().orElseThrow().line())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "portgroup 'gold' asks for a VLAN tag, which a macvtap connection cannot give", 4),
                        org.assertj.core.groups.Tuple.tuple(
                                "the network asks for port isolated='yes', which a macvtap connection cannot give", 3));
        assertThat(Connection.DIRECT.refuses(
                        nic(element("port", "isolated", "no")), network.withoutChildren(c -> c.equals(group)), V9))
                .isEmpty();
    }

    @Test
    void refusesSeveralTagsWhereADeviceTagsForOneGuest() {
        XmlElement trunk = element("vlan").with(element("tag", "id", "4")).with(element("tag", "id", "5"));
        assertThat(Connection.PASSTHROUGH.refuses(nic(), element("network").with(trunk), V9))
                .extracting(Finding::detail)
                .containsExactly(
                        "the network asks for several VLAN tags, which a macvtap connection in passthrough mode"
                                + " cannot give");
        assertThat(Connection.BRIDGE.refuses(nic(), element("network").with(OVS).with(trunk), V9))
                .isEmpty();
    }

    @Test
    void promisesNoMoreThanTheWholeNetworkHas() {
        XmlElement bare = element("network");
        XmlElement limit = element("inbound", "average", "9", "peak", "12");
        XmlElement limited = bare.with(element("bandwidth").with(at(3, limit)));
        assertThat(floors(9, bare))
                .containsExactly(
                        "the guest interface asks for bandwidth floor, which needs an inbound limit of the whole"
                                + " network");
        assertThat(floors(12, limited)).isEmpty();
        assertThat(floors(13, limited))
                .containsExactly(
                        "the guest interface asks for bandwidth floor 13, and the whole network has 12 (line 3,"
                                + " /network/inbound)");
        assertThat(floors(10, LIMITED)).hasSize(1);
    }

    private static List<String> floors(int floor, XmlElement network) {
        XmlElement asked = element("bandwidth").with(element("inbound", "floor", Integer.toString(floor)));
        return Connection.VIRTUAL.refuses(nic(asked), network, V9).stream()
                .map(Finding::detail)
                .toList();
    }

    @Test
    void refusesAPortgroupThatTheNetworkLacks() {
        XmlElement network = element("network").with(element("portgroup", "name", "gold", "default", "yes"));
        assertThat(codes(nic(Optional.of("gold")), network)).isEmpty();
        assertThat(codes(nic(), network)).isEmpty();
        assertThat(codes(nic(Optional.of("lead")), network)).containsExactly(Codes.PORTGROUP_UNKNOWN);
    }

    private static List<String> codes(org.guestnet.model.GuestInterface nic, XmlElement network) {
        return Connection.BRIDGE.refuses(nic, network, V9).stream()
                .map(Finding::code)
                .toList();
    }
}
