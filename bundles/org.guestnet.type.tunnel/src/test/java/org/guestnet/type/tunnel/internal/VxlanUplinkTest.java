/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.type.tunnel.internal.Tunnels.HERE;
import static org.guestnet.type.tunnel.internal.Tunnels.HOST;
import static org.guestnet.type.tunnel.internal.Tunnels.JUNCTION;
import static org.guestnet.type.tunnel.internal.Tunnels.PEER;
import static org.guestnet.type.tunnel.internal.Tunnels.RED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.MacAddress;
import org.guestnet.model.SecretName;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.ForwardingEntry;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.PortFilter;
import org.guestnet.model.link.Unroutable;
import org.guestnet.model.link.Vxlan;
import org.guestnet.spi.Junction;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Reading;
import org.guestnet.spi.RemotePort;
import org.guestnet.spi.Uplink;
import org.guestnet.spi.UplinkOnHost;
import org.guestnet.testkit.TestDefinition;
import org.guestnet.testkit.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made on hosts. */
class VxlanUplinkTest {

    private static final DeviceName DEVICE = LinkNames.vxlan(RED);
    private static final DeviceName BRIDGE = JUNCTION.bridge();
    private static final MacAddress MAC = new MacAddress("52:54:00:00:00:09");
    private static final IpAddress INNER = LinkNames.inner(RED, HERE);
    private static final IpAddress INNER_PEER = LinkNames.inner(RED, PEER);
    private static final IpAddress PEER_V6 = IpAddress.parse("2001:db8::9");

    private final UplinkOnHost plain = Tunnels.byDevice().on(HOST);
    private final UplinkOnHost secret = Tunnels.encrypted().on(HOST);

    @Test
    void isADeviceAtTheNetworksBridge() {
        assertThat(Tunnels.byDevice().base(JUNCTION, plain))
                .containsExactly(new Vxlan(DEVICE, 4711, HERE, 4789, 1450, BRIDGE));
    }

    @Test
    void keepsServersApartWhereTheHostHasItsOwn() {
        Junction served = new Junction(RED, BRIDGE, true);
        assertThat(Tunnels.uplink("port='8472'", "<local dev='eth0'/>").base(served, plain))
                .containsExactly(new Vxlan(DEVICE, 4711, HERE, 8472, 1450, BRIDGE), new PortFilter(DEVICE));
    }

    @Test
    void floodsToEachPeer() {
        assertThat(Tunnels.byDevice().towards(JUNCTION, plain, PEER)).containsExactly(new FloodEntry(DEVICE, PEER));
    }

    @Test
    void knowsWhereGuestsAre() {
        assertThat(Tunnels.byDevice().around(JUNCTION, plain, new RemotePort(MAC, PEER)))
                .containsExactly(new ForwardingEntry(DEVICE, MAC, PEER));
        assertThat(Tunnels.encrypted().around(JUNCTION, secret, new RemotePort(MAC, PEER)))
                .containsExactly(new ForwardingEntry(DEVICE, MAC, INNER_PEER));
    }

    @Test
    void floodsOnlyIfForwardingIsSwitchedOff() {
        Uplink flooding = Tunnels.uplink("forwarding='no'", "<local dev='eth0'/>");
        assertThat(flooding.around(JUNCTION, plain, new RemotePort(MAC, PEER))).isEmpty();
        assertThat(flooding.towards(JUNCTION, plain, PEER)).hasSize(1);
    }

    @Test
    void sendsFromAnAddressInsideThatGuardsItsArrivalsIfEncrypted() {
        assertThat(Tunnels.encrypted().base(new Junction(RED, BRIDGE, true), secret))
                .containsExactly(
                        new InnerAddress(INNER),
                        new ArrivalGuard(DEVICE, 4711, 4789, Optional.empty()),
                        new Vxlan(DEVICE, 4711, INNER, 4789, 1368, BRIDGE),
                        new PortFilter(DEVICE));
    }

    @Test
    void closesTheWayThenEncryptsThenFloods() {
        assertThat(Tunnels.encrypted().towards(JUNCTION, secret, PEER))
                .containsExactly(
                        new Unroutable(INNER_PEER),
                        new EncryptedTunnel(
                                LinkNames.tunnel(RED, PEER),
                                HERE,
                                PEER,
                                INNER,
                                INNER_PEER,
                                1438,
                                Means.of("ipsec").with(new SecretName("red-key"))),
                        new FloodEntry(DEVICE, INNER_PEER));
    }

    @Test
    void convincesByCertificates() {
        Uplink certified = Tunnels.uplink(
                "", "<local dev='eth0'/><encryption type='ipsec' certificate='host.pem' authority='ca.pem'/>");
        assertThat(certified.towards(JUNCTION, secret, PEER))
                .filteredOn(EncryptedTunnel.class::isInstance)
                .extracting(r -> ((EncryptedTunnel) r).means().settings())
                .containsExactly(java.util.Map.of("certificate", "host.pem", "authority", "ca.pem"));
    }

    @Test
    void bothEndsMeanTheSameTunnel() {
        UplinkOnHost there = UplinkOnHost.at(PEER).withMtu(1368);
        EncryptedTunnel from = (EncryptedTunnel)
                Tunnels.encrypted().towards(JUNCTION, secret, PEER).get(1);
        EncryptedTunnel back = (EncryptedTunnel)
                Tunnels.encrypted().towards(JUNCTION, there, HERE).get(1);
        assertThat(back.innerLocal()).isEqualTo(from.innerRemote());
        assertThat(back.innerRemote()).isEqualTo(from.innerLocal());
        assertThat(back.local()).isEqualTo(from.remote());
    }

    @Test
    void makesNothingTowardsItselfOrAnotherVersionOfIp() {
        assertThat(Tunnels.byDevice().towards(JUNCTION, plain, HERE)).isEmpty();
        assertThat(Tunnels.byDevice().towards(JUNCTION, plain, PEER_V6)).isEmpty();
        assertThat(Tunnels.encrypted().towards(JUNCTION, secret, PEER_V6)).isEmpty();
        assertThat(Tunnels.encrypted().around(JUNCTION, secret, new RemotePort(MAC, PEER_V6)))
                .isEmpty();
    }

    @Test
    void meetsTheFleetOrThoseListed() {
        assertThat(Tunnels.byDevice().meetsFleet()).isTrue();
        assertThat(Tunnels.byDevice().listedPeers()).isEmpty();
        Uplink listed = Tunnels.uplink(
                "peers='listed'", "<local dev='eth0'/><peer address='192.0.2.9'/><peer address='192.0.2.10'/>");
        assertThat(listed.meetsFleet()).isFalse();
        assertThat(listed.listedPeers()).containsExactly(PEER, IpAddress.parse("192.0.2.10"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tunnel1.xml", "remote1.xml"})
    void readsTheTour(String file) throws IOException {
        NetworkDefinition definition = TestDefinition.of(Files.readString(Path.of("..", "..", "docs", "tour", file)));
        Reading<Uplink> reading = Tunnels.provider()
                .read(definition, definition.root().first("tunnel").orElseThrow());
        assertThat(reading.value().orElseThrow().on(HOST).endpoint()).contains(HERE);
    }

    /** A device's name may have any character; it only leads to an address. */
    @Test
    void saysNothingOfTheDeviceToTheHost() {
        Uplink odd = Tunnels.uplink("", "<local dev='$(reboot);#'/>");
        UplinkOnHost on = odd.on(TestHost.named("kvm1").withAddresses("$(reboot);#", "192.0.2.7"));
        assertThat(odd.base(JUNCTION, on).toString() + odd.towards(JUNCTION, on, PEER))
                .contains("192.0.2.7")
                .doesNotContain("reboot");
    }
}
