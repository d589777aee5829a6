/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.driver.link.contract.MemorySecrets;
import org.guestnet.hostlink.internal.seen.Looker;
import org.guestnet.hostlink.internal.shell.FakeEncryption;
import org.guestnet.hostlink.internal.shell.FakeShell;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.Unroutable;
import org.guestnet.model.link.Vxlan;
import org.junit.jupiter.api.Test;

/** A device that is to be encrypted and stands, with and without its guard. */
class GuardsTest {

    private static final NetworkName RED = new NetworkName("red");
    private static final DeviceName DEVICE = LinkNames.vxlan(RED);
    private static final IpAddress LOCAL = IpAddress.parse("192.0.2.1");
    private static final IpAddress PEER = IpAddress.parse("192.0.2.2");
    private static final IpAddress INNER = LinkNames.inner(RED, LOCAL);
    private static final IpAddress INNER_PEER = LinkNames.inner(RED, PEER);
    private static final DeviceName BRIDGE = new DeviceName("br0");
    private static final Vxlan VXLAN = new Vxlan(DEVICE, 4711, INNER, 4789, 1360, BRIDGE);
    private static final Vxlan CLEAR = new Vxlan(DEVICE, 4711, LOCAL, 4789, 1360, BRIDGE);
    private static final FloodEntry FLOOD = new FloodEntry(DEVICE, INNER_PEER);
    private static final ArrivalGuard GUARD = new ArrivalGuard(DEVICE, 4711, 4789, Optional.empty());
    private static final String IP = "ip -force -batch -";
    private static final String DELETE = "link delete dev " + DEVICE;
    private static final String TUNNEL = LinkNames.tunnel(RED, PEER);
    private static final List<LinkResource> WAYS = List.of(
            new InnerAddress(INNER),
            GUARD,
            new Unroutable(INNER_PEER),
            EncryptedTunnel.leftOver(FakeEncryption.TYPE, TUNNEL));

    private final MemorySecrets secrets = new MemorySecrets();
    private final FakeShell shell = new FakeShell()
            .says(
                    "ip -d -j -s address show",
                    ("[{'ifname': 'br0'}, {'ifname': 'lo', 'addr_info': [{'local': 'INNER'}]}, {'ifname': 'DEVICE',"
                                    + " 'flags': ['UP'], 'mtu': 1360, 'master': 'br0', 'ifalias': 'guestnet', 'linkinfo': {"
                                    + "'info_kind': 'vxlan', 'info_data': {'id': 4711, 'local6': 'INNER', 'port': 4789}}}]")
                            .replace('\'', '"')
                            .replace("INNER", INNER.toString())
                            .replace("DEVICE", DEVICE.value()))
            .says(
                    "bridge -j fdb show",
                    "[{\"mac\": \"00:00:00:00:00:00\", \"ifname\": \"" + DEVICE + "\", \"dst\": \"" + INNER_PEER
                            + "\", \"flags\": [\"self\"]}]")
            .says(
                    "ip -6 -j route show proto 97 type prohibit",
                    "[{\"type\": \"prohibit\", \"dst\": \"" + INNER_PEER + "\"}]")
            .says(FakeEncryption.LIST, TUNNEL + " 1");

    private Looker looker() {
        return new Looker(shell, List.of(new FakeEncryption()));
    }

    private void make(LinkResource... resources) throws Exception {
        new Making(shell, secrets, looker(), List.of(resources)).run();
    }

    private GuestnetException refused(LinkResource... resources) {
        return catchThrowableOfType(GuestnetException.class, () -> make(resources));
    }

    private List<String> heard() {
        return shell.heard.stream().flatMap(String::lines).toList();
    }

    private List<LinkResource> missing() throws Exception {
        List<LinkResource> wanted = List.of(GUARD, VXLAN, FLOOD);
        return new Difference(looker().look(wanted), secrets).missing(wanted);
    }

    private void hasTables(String... names) {
        shell.says(
                "nft -j list tables",
                Stream.of(names)
                        .map(n -> "{\"table\": {\"family\": \"inet\", \"name\": \"guestnet_" + DEVICE + n + "\"}}")
                        .collect(Collectors.joining(", ", "{\"nftables\": [", "]}")));
    }

    @Test
    void aGuardTakesThePlaceOfOthersOfItsDeviceInOneTransaction() throws Exception {
        hasTables("_4711_4789", "_4712_4790_gw0123456789_v2", "_4711_4789_v2");
        make(GUARD);
        assertThat(shell.heard).hasSize(1);
        assertThat(shell.heard.get(0))
                .contains("delete table inet guestnet_" + DEVICE + "_4711_4789\n")
                .contains("delete table inet guestnet_" + DEVICE + "_4712_4790_gw0123456789_v2\n")
                .contains("table inet guestnet_" + DEVICE + "_4711_4789_v2 {");
        shell.heard.clear();
        hasTables("_4711_4789_v2");
        make(GUARD);
        assertThat(shell.heard).isEmpty();
    }

    @Test
    void aGuardGoesInWhateverVersionItIs() throws Exception {
        shell.says("ip -d -j -s address show", "[]");
        hasTables("_4711_4789", "_4711_4789_v2", "_4712_4789_v2");
        new Removing(shell, looker(), List.of(GUARD)).run();
        assertThat(shell.heard)
                .containsExactlyInAnyOrder(
                        "nft delete table inet guestnet_" + DEVICE + "_4711_4789",
                        "nft delete table inet guestnet_" + DEVICE + "_4711_4789_v2");
    }

    @Test
    void aDeviceWithoutItsGuardIsMadeAnewAfterIt() throws Exception {
        assertThat(missing()).containsExactly(GUARD, VXLAN, FLOOD);
        make(GUARD, VXLAN, FLOOD);
        assertThat(heard().stream()
                        .filter(l -> l.matches("nft.*|link (delete|add).*|fdb append.*"))
                        .map(l -> l.substring(0, 8)))
                .containsExactly("link del", "nft -f -", "link add", "fdb appe");
    }

    @Test
    void whereTheGuardIsRefusedTheDeviceIsNot() {
        shell.refusesReading("table inet");
        assertThat(refused(GUARD, VXLAN, FLOOD)).hasMessageContaining("not understood");
        assertThat(heard()).contains(DELETE).noneMatch(l -> l.startsWith("link add") || l.startsWith("fdb"));
    }

    @Test
    void whereTablesCannotBeListedTheDeviceGoes() throws Exception {
        shell.refuses("nft -j list tables", "Operation not permitted");
        assertThat(missing()).containsExactly(GUARD, VXLAN, FLOOD);
        assertThat(refused(GUARD, VXLAN, FLOOD)).hasMessageContaining("Operation not permitted");
        assertThat(heard()).containsExactly(IP, DELETE);
    }

    @Test
    void aDeviceThatIsGuardedOtherwiseStaysIfTheNewGuardIsTaken() throws Exception {
        hasTables("_4711_4789");
        assertThat(missing()).containsExactly(GUARD);
        make(GUARD);
        assertThat(heard()).contains("nft -f -").doesNotContain(DELETE);
        shell.refusesReading("table inet");
        assertThat(refused(GUARD)).isNotNull();
        assertThat(heard()).endsWith(IP, DELETE);
    }

    @Test
    void whatADeviceNeedsGoesAfterIt() throws Exception {
        hasTables("_4711_4789_v2");
        new Removing(shell, looker(), WAYS).run();
        assertThat(shell.heard).isEmpty();

        List<LinkResource> all = Stream.concat(WAYS.stream(), Stream.of(VXLAN)).toList();
        new Removing(shell, looker(), all).run();
        assertThat(heard())
                .containsExactly(
                        IP,
                        DELETE,
                        "sample remove " + TUNNEL,
                        "nft delete table inet guestnet_" + DEVICE + "_4711_4789_v2",
                        IP,
                        "route delete prohibit " + INNER_PEER + "/128 metric 4096 proto 97",
                        "address delete " + INNER + "/128 dev lo");
    }

    @Test
    void whatADeviceNeedsStaysWithOneThatCouldNotBeDeleted() {
        hasTables("_4711_4789_v2");
        shell.refuses(IP, "RTNETLINK answers: Operation not permitted\nCommand failed -:1\n");
        List<LinkResource> all = Stream.concat(WAYS.stream(), Stream.of(VXLAN)).toList();
        assertThat(catchThrowableOfType(GuestnetException.class, () -> new Removing(shell, looker(), all).run()))
                .hasMessageContaining("VXLAN device");
        assertThat(heard()).containsExactly(IP, DELETE);
    }

    @Test
    void theWayToAPeerThatLeavesGoesIfThereIsAGuard() throws Exception {
        new Removing(shell, looker(), WAYS.subList(2, 4)).run();
        assertThat(shell.heard).isEmpty();
        hasTables("_4711_4789_v2");
        new Removing(shell, looker(), WAYS.subList(2, 4)).run();
        assertThat(heard()).hasSize(3).contains("sample remove " + TUNNEL).anyMatch(l -> l.startsWith("route delete"));
    }

    @Test
    void aDeviceThatEncryptsNoMoreGoesBeforeItsGuardAndComesAfter() throws Exception {
        hasTables("_4711_4789_v2");
        make(CLEAR);
        assertThat(heard().get(1)).isEqualTo(DELETE);
        assertThat(heard().get(2)).isEqualTo("nft -f -");
        assertThat(heard().get(4)).isEqualTo("delete table inet guestnet_" + DEVICE + "_4711_4789_v2");
        assertThat(heard().get(6)).startsWith("link add " + DEVICE);
    }
}
