/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.hostlink.internal.HostLinkDriver;
import org.guestnet.model.DeviceName;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.EncryptedTunnel.Means;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.model.link.Vxlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Networks between real hosts: what passes, what does not, and what is seen on the wire between them. */
@RequiresLab(hosts = 2, manager = true)
final class LinkMeshIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Means BY_KEY = Means.of("ipsec").with(LabMesh.KEY);

    /** All that a tunnel must not let out: guests' frames, their addresses inside, VXLAN itself. */
    private static final String CLEAR = "udp port 4789 or net 192.168.0.0/16 or ip6 net fd67:6e74::/32";

    private static HostLinkDriver driver;

    private final Lab lab;

    LinkMeshIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void start(Lab lab) {
        driver = LinkHosts.driver(lab);
        lab.charon("A", "start");
        lab.charon("B", "start");
    }

    @AfterAll
    static void stop() {
        driver.stop();
    }

    private static void awaitPings(LabMesh mesh) {
        Await.until("the hosts answer each other", PATIENCE, mesh::pings);
    }

    @Test
    void aClearMeshPassesAndIsSeen() throws Exception {
        try (LabMesh mesh = new LabMesh(lab, driver, 101, null).make();
                Sniffer wire = lab.sniff(CLEAR)) {
            awaitPings(mesh);
            Await.until("guests' frames are seen", PATIENCE, () -> wire.hasSaid("192.168.101.2"));
            LinkReport report = mesh.look("A");
            assertThat(report.missing()).isEmpty();
            assertThat(report.traffic().get(mesh.device()).sent()).isPositive();
        }
    }

    @Test
    void ofAnEncryptedMeshOnlyEncryptedPacketsAreSeen() throws Exception {
        try (LabMesh mesh = new LabMesh(lab, driver, 102, BY_KEY);
                Sniffer clear = lab.sniff(CLEAR);
                Sniffer encrypted = lab.sniff("udp port 4500")) {
            mesh.make();
            awaitPings(mesh);
            assertThat(encrypted.hasSaid("ESP")).isTrue();
            assertSilent(clear);
            TunnelReport tunnel = mesh.look("A").tunnels().get(mesh.tunnel("A").name());
            assertThat(tunnel.up()).isTrue();
            assertThat(tunnel.sent()).isPositive();
            assertThat(tunnel.handshakeSeconds()).isPresent();
        }
    }

    private static void assertSilent(Sniffer clear) {
        assertThat(clear.hasSaid("4789")).isFalse();
        assertThat(clear.hasSaid("192.168.")).isFalse();
        assertThat(clear.hasSaid("fd67")).isFalse();
    }

    @Test
    void twoNetworksBetweenTheSameHostsDoNotMix() throws Exception {
        try (LabMesh red = new LabMesh(lab, driver, 103, BY_KEY).make();
                LabMesh blue = new LabMesh(lab, driver, 104, BY_KEY).make()) {
            awaitPings(red);
            awaitPings(blue);
            red.on("A").remove(red.wanted("A"));
            assertThat(red.pings()).isFalse();
            assertThat(blue.pings()).isTrue();
        }
    }

    @Test
    void endsConvinceEachOtherByCertificatesToo() throws Exception {
        for (String host : new String[] {"A", "B"}) {
            lab.exec(
                    host,
                    "sh",
                    "-c",
                    "cp /etc/pki/libvirt/servercert.pem /etc/swanctl/x509/host.pem"
                            + " && cp /etc/pki/libvirt/private/serverkey.pem /etc/swanctl/private/"
                            + " && cp /etc/pki/CA/cacert.pem /etc/swanctl/x509ca/ca.pem");
        }
        Means byCertificate = Means.of("ipsec").with(Map.of("certificate", "host.pem", "authority", "ca.pem"));
        try (LabMesh red = new LabMesh(lab, driver, 105, byCertificate).make();
                LabMesh blue = new LabMesh(lab, driver, 106, byCertificate).make()) {
            awaitPings(red);
            awaitPings(blue);
            assertThat(red.look("A").missing()).isEmpty();
            assertThat(red.isUp("B")).isTrue();
            assertThat(blue.isUp("B")).isTrue();
        }
    }

    @Test
    void withoutTheDaemonNothingLeavesAndItHealsByItself() throws Exception {
        try (LabMesh mesh = new LabMesh(lab, driver, 107, BY_KEY).make();
                Sniffer clear = lab.sniff(CLEAR)) {
            awaitPings(mesh);
            lab.charon("A", "kill");
            assertThat(mesh.pings()).isFalse();
            assertThat(mesh.pings()).isFalse();
            LinkReport report = mesh.look("A");
            assertThat(report.missing()).hasSize(1).first().isInstanceOf(EncryptedTunnel.class);
            assertThat(report.tunnels().get(mesh.tunnel("A").name()).problem()).contains("start it");
            assertSilent(clear);

            lab.charon("A", "start");
            mesh.make();
            awaitPings(mesh);
            assertThat(mesh.look("A").missing()).isEmpty();
            assertSilent(clear);
        }
    }

    @Test
    void aKeyIsChangedUnderTraffic() throws Exception {
        try (LabMesh mesh = new LabMesh(lab, driver, 108, BY_KEY).make()) {
            awaitPings(mesh);
            try (Pinger pinger = mesh.ping()) {
                pinger.awaitReplies(20, PATIENCE);
                mesh.secrets.rotate(LabMesh.KEY);
                assertThat(mesh.look("A").missing()).hasSize(1).first().isInstanceOf(EncryptedTunnel.class);
                mesh.make();
                for (String host : new String[] {"A", "B"}) {
                    mesh.on(host).renew(List.of(mesh.tunnel(host)));
                }
                Await.until("the new keys are used", PATIENCE, () -> isFresh(mesh));
                pinger.awaitReplies(50, PATIENCE);
                assertThat(pinger.longestGap()).isLessThan(Duration.ofSeconds(1));
            }
        }
    }

    private static boolean isFresh(LabMesh mesh) {
        try {
            TunnelReport tunnel = mesh.look("A").tunnels().get(mesh.tunnel("A").name());
            return tunnel.up() && tunnel.handshakeSeconds().orElseThrow() <= 1;
        } catch (org.guestnet.model.GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDeviceThatWasDeletedIsToldAndMadeAgain() throws Exception {
        try (LabMesh mesh = new LabMesh(lab, driver, 109, null).make()) {
            awaitPings(mesh);
            lab.exec("B", "ip", "link", "delete", mesh.device().value());
            assertThat(mesh.pings()).isFalse();
            assertThat(mesh.look("B").missing()).hasSize(2).first().isInstanceOf(Vxlan.class);
            mesh.make();
            awaitPings(mesh);
        }
    }

    @Test
    void askingForAnAddressDoesNotPass() throws Exception {
        try (LabMesh mesh = new LabMesh(lab, driver, 110, null).make()) {
            awaitPings(mesh);
            mesh.on("A").remove(List.of(new PortFilter(mesh.device())));
            assertThat(dhcpIsSeen(mesh)).isTrue();
            mesh.make();
            assertThat(dhcpIsSeen(mesh)).isFalse();
            assertThat(mesh.pings()).isTrue();
        }
    }

    private boolean dhcpIsSeen(LabMesh mesh) {
        try (Sniffer wire = lab.sniff("udp port 4789")) {
            lab.tryExec(
                    "A", "busybox", "udhcpc", "-i", mesh.bridge(), "-n", "-q", "-t", "2", "-T", "1", "-s", "/bin/true");
            assertThat(mesh.pings()).isTrue();
            Await.until("the ping after it is seen", PATIENCE, () -> wire.hasSaid("ICMP echo reply"));
            return wire.hasSaid("BOOTP/DHCP");
        }
    }

    /** Whoever reaches a host on its network can send it VXLAN packets; the kernel asks neither who it is nor at which address. */
    @Test
    void whatArrivesUnencryptedIsDropped() throws Exception {
        haveOpenAddresses();
        try (LabMesh mesh = new LabMesh(lab, driver, 111, BY_KEY).make()) {
            intrude(111, "2001:db8:7::1");
            assertThat(intruderIsHeard(mesh)).isFalse();
            unguard(mesh);
            assertThat(intruderIsHeard(mesh)).isTrue();
        } finally {
            lab.tryExec("fab", "ip", "link", "delete", "evil");
        }
    }

    /** Those of IPv4 are put together before they are judged, those of IPv6 after. */
    @Test
    void whatArrivesUnencryptedInFragmentsIsDroppedToo() throws Exception {
        haveOpenAddresses();
        try (LabMesh red = new LabMesh(lab, driver, 112, BY_KEY).make();
                LabMesh blue = new LabMesh(lab, driver, 113, BY_KEY).make()) {
            awaitPings(red); // by packets that come to the same port
            intrude(112, lab.addressOf("A"));
            assertThat(fragmentsAreHeard(red)).isFalse();
            unguard(red);
            assertThat(ForgedFragments.areHeard(lab, red.device(), 112))
                    .isFalse(); // for blue's guard cannot tell whose they are
            unguard(blue);
            assertThat(ForgedFragments.areHeard(lab, red.device(), 112)).isTrue();
            assertThat(fragmentsAreHeard(red)).isTrue();
        } finally {
            lab.tryExec("fab", "ip", "link", "delete", "evil");
        }
    }

    private boolean fragmentsAreHeard(LabMesh mesh) {
        lab.exec("fab", "ip", "neigh", "replace", mesh.addressOf("A"), "lladdr", "52:54:00:00:00:01", "dev", "evil");
        lab.tryExec("fab", "ping", "-c", "2", "-i", "0.2", "-W", "1", "-s", "1472", mesh.addressOf("A"));
        boolean asIpv4 = isKnown(mesh, "52:54:00:ee:ee:ee");
        return ForgedFragments.areHeard(lab, mesh.device(), 112) | asIpv4;
    }

    @Test
    void whatEncryptsNoMoreKeepsItsGuardUntilItsDeviceIsGone() throws Exception {
        try (LabMesh mesh = new LabMesh(lab, driver, 114, BY_KEY).make()) {
            awaitPings(mesh);
            mesh.redefine(null);
            try (Sniffer clear = lab.sniff(CLEAR)) {
                removeLeftOver(mesh);
                assertThat(mesh.pings()).isTrue(); // as before
                assertSilent(clear);
            }
            for (String host : lab.hosts()) {
                mesh.on(host).make(mesh.look(host).missing());
            }
            awaitPings(mesh);
            removeLeftOver(mesh);
            assertThat(mesh.pings()).isTrue();
            assertThat(mesh.look("A").missing()).isEmpty();
            assertThat(mesh.look("A").leftOver()).isEmpty();
        }
    }

    private void removeLeftOver(LabMesh mesh) throws Exception {
        for (String host : lab.hosts()) {
            mesh.on(host).remove(mesh.look(host).leftOver());
        }
    }

    @Test
    void aGuardForAnotherEncryptionTakesThePlaceOfTheFirst() throws Exception {
        try (LabMesh mesh = new LabMesh(lab, driver, 115, BY_KEY).make()) {
            List<LinkResource> others = new ArrayList<>(mesh.wanted("A"));
            others.removeIf(ArrivalGuard.class::isInstance);
            others.add(1, new ArrivalGuard(mesh.device(), 115, 4789, Optional.of(new DeviceName("gw0123456789"))));
            List<String> before = guards(mesh);
            mesh.on("A").remove(mesh.on("A").look(others).leftOver());
            assertThat(guards(mesh)).isEqualTo(before);
            mesh.on("A").make(mesh.on("A").look(others).missing());
            assertThat(guards(mesh)).hasSize(1).first().asString().contains("_gw0123456789_");
            mesh.on("A").make(mesh.look("A").missing());
            assertThat(guards(mesh)).isEqualTo(before).hasSize(1);
            awaitPings(mesh);
        }
    }

    @Test
    void aDeviceWithoutItsGuardIsMadeAnewOrGoes() throws Exception {
        try (LabMesh mesh = new LabMesh(lab, driver, 116, BY_KEY).make()) {
            awaitPings(mesh);
            lab.exec("A", "nft", "flush", "ruleset");
            mesh.on("A").make(mesh.look("A").missing());
            assertThat(mesh.look("A").missing()).isEmpty();
            awaitPings(mesh);

            lab.exec("A", "nft", "flush", "ruleset");
            lab.exec("A", "mount", "--bind", "/dev/null", "/usr/sbin/nft");
            try {
                List<LinkResource> missing = mesh.look("A").missing();
                assertThat(catchThrowable(() -> mesh.on("A").make(missing))).hasMessageContaining("nft");
                assertThat(lab.tryExec("A", "ip", "link", "show", mesh.device().value())
                                .ok())
                        .isFalse();
            } finally {
                lab.exec("A", "umount", "/usr/sbin/nft");
            }
            mesh.on("A").make(mesh.look("A").missing());
            awaitPings(mesh);
        }
    }

    private void haveOpenAddresses() {
        lab.exec("A", "ip", "address", "replace", "2001:db8:7::1/64", "dev", "eth0", "nodad");
        lab.exec("fab", "ip", "address", "replace", "2001:db8:7::fe/64", "dev", lab.nameOf("fab"), "nodad");
    }

    private void intrude(int id, String address) {
        String device =
                "link add evil address 52:54:00:ee:ee:ee type vxlan dstport 4789 id " + id + " remote " + address;
        lab.exec("fab", ("ip " + device).split(" "));
        lab.exec("fab", "ip", "link", "set", "evil", "mtu", "1500", "up");
        lab.exec("fab", "ip", "address", "add", "192.168." + id + ".66/24", "dev", "evil");
    }

    private void unguard(LabMesh mesh) {
        guards(mesh).forEach(table -> lab.exec("A", ("nft delete " + table).split(" ")));
    }

    private List<String> guards(LabMesh mesh) {
        String named = "inet guestnet_" + mesh.device() + "_";
        return lab.exec("A", "nft", "list", "tables")
                .lines()
                .map(String::strip)
                .filter(l -> l.contains(named))
                .toList();
    }

    private boolean intruderIsHeard(LabMesh mesh) {
        lab.tryExec("fab", "ping", "-c", "2", "-i", "0.2", "-W", "1", mesh.addressOf("A"));
        return isKnown(mesh, "52:54:00:ee:ee:ee");
    }

    private boolean isKnown(LabMesh mesh, String mac) {
        return lab.exec("A", "bridge", "fdb", "show", "dev", mesh.device().value())
                .contains(mac);
    }
}
