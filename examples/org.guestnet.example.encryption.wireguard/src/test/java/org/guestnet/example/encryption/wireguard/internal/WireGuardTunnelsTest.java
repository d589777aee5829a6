/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.example.encryption.wireguard.internal.Samples.DEVICE;
import static org.guestnet.example.encryption.wireguard.internal.Samples.THREE;
import static org.guestnet.example.encryption.wireguard.internal.Samples.TWO;
import static org.guestnet.example.encryption.wireguard.internal.Samples.inner;

import java.util.List;
import java.util.Set;
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.spi.HostAnswer;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.TunnelsOnHost;
import org.junit.jupiter.api.Test;

class WireGuardTunnelsTest {

    private static final TunnelsOnHost NONE = Samples.seen("", "", "", "", "", "", "", "", "");
    private static final TunnelsOnHost BOTH = Samples.host(",UP,LOWER_UP", "51820");

    private static List<String> words(List<HostStep> steps) {
        return steps.stream().map(s -> s.order().toString()).toList();
    }

    @Test
    void theFirstTunnelBringsTheDevice() {
        List<HostStep> steps = NONE.make(List.of(TWO, THREE));
        assertThat(words(steps))
                .containsExactly(
                        "ip link add dev " + DEVICE + " type wireguard",
                        "wg set " + DEVICE + " listen-port 51820 private-key /dev/stdin",
                        "wg addconf " + DEVICE + " /dev/stdin",
                        "ip -batch -");
        assertThat(steps.get(0).otherwise()).contains(HostOrder.of("wireguard-go", DEVICE));
        assertThat(steps).allSatisfy(s -> assertThat(s.tunnels()).containsExactly(TWO.name(), THREE.name()));
        assertThat(steps.get(1).order().input()).isEqualTo(Document.privateKey(TWO));
        assertThat(steps.get(2).order().input())
                .startsWith("[Peer]\n")
                .contains("Endpoint = 192.0.2.2:51820\nAllowedIPs = " + inner(TWO) + "/128\n");
        assertThat(steps.get(3).order().input())
                .contains("link set dev " + DEVICE + " mtu 1440 up\n")
                .endsWith("route replace " + inner(THREE) + "/128 dev " + DEVICE + " proto 97\n");
    }

    @Test
    void anotherPeerDoesNotDisturbTheDevice() {
        List<HostStep> steps = BOTH.make(List.of(Samples.tunnel("192.0.2.4", Samples.KEY)));
        assertThat(words(steps)).containsExactly("wg addconf " + DEVICE + " /dev/stdin", "ip -batch -");
        assertThat(steps.get(0).order().input()).startsWith("[Peer]\n").doesNotContain("PrivateKey");
    }

    @Test
    void anotherKeyIsTakenByTheDeviceThatIsThere() {
        List<HostStep> steps = BOTH.make(List.of(Samples.tunnel("192.0.2.2", "blue-secret")));
        assertThat(words(steps))
                .containsExactly(
                        "wg set " + DEVICE + " listen-port 51820 private-key /dev/stdin",
                        steps.get(1).order().toString(),
                        "wg addconf " + DEVICE + " /dev/stdin",
                        "ip -batch -");
        assertThat(steps.get(1).order().words()) // both have keys of the old secret
                .startsWith("wg", "set", DEVICE, "peer")
                .contains(Document.remote(TWO), Document.remote(THREE))
                .endsWith("remove")
                .hasSize(9);
    }

    @Test
    void anotherPortDropsNoPeer() {
        TunnelsOnHost atAnother = Samples.host(",UP,LOWER_UP", "51821");
        assertThat(words(atAnother.make(List.of(TWO))))
                .containsExactly(
                        "wg set " + DEVICE + " listen-port 51820 private-key /dev/stdin",
                        "wg addconf " + DEVICE + " /dev/stdin",
                        "ip -batch -");
    }

    @Test
    void whoHasNotAnsweredIsAskedAtOnceWhenKeysWereChanged() {
        List<HostStep> steps = BOTH.renew(List.of(TWO, THREE));
        assertThat(words(steps))
                .containsExactly(
                        "wg set " + DEVICE + " peer " + Document.remote(THREE) + " remove",
                        "wg addconf " + DEVICE + " /dev/stdin");
    }

    @Test
    void whatIsThereAsItIsToBeIsSeen() {
        assertThat(BOTH.names()).containsExactlyInAnyOrder(TWO.name(), THREE.name());
        assertThat(BOTH.has(TWO)).isTrue();
        assertThat(BOTH.has(THREE)).isTrue();
        assertThat(BOTH.has(Samples.tunnel("192.0.2.4", Samples.KEY))).isFalse();
        assertThat(BOTH.has(Samples.tunnel("192.0.2.2", "blue-secret"))).isFalse();
        assertThat(Samples.host("", "51820").has(TWO)).isFalse();
        assertThat(Samples.host(",UP", "51821").has(TWO)).isFalse();
    }

    @Test
    void aHandshakeTellsWhetherTheOtherEndIsThere() {
        TunnelReport two = BOTH.report(TWO.name());
        assertThat(two.up()).isTrue();
        assertThat(two.handshakeSeconds()).hasValue(30);
        assertThat(two.received()).isEqualTo(148);
        assertThat(two.sent()).isEqualTo(92);
        assertThat(BOTH.report(THREE.name()).problem()).contains("has not answered");
        assertThat(NONE.report(TWO.name()).problem()).contains("does not know the other end");
    }

    @Test
    void aDeviceGoesWithItsLastPeer() {
        assertThat(words(BOTH.remove(Set.of(TWO.name()))))
                .containsExactly(
                        "ip -6 route delete " + inner(TWO) + "/128 dev " + DEVICE + " proto 97",
                        "wg set " + DEVICE + " peer " + Document.remote(TWO) + " remove");
        assertThat(words(BOTH.remove(BOTH.names()))).containsExactly("ip link delete dev " + DEVICE);
    }

    @Test
    void aDeviceWithoutPeersIsTakenAwayToo() {
        String link = "2: " + DEVICE + ": <NOARP> mtu 1420 qdisc noop state DOWN \\    link/none ";
        TunnelsOnHost begun = Samples.seen(DEVICE, DEVICE + "\t(none)", DEVICE + "\t35699", "", "", "", link, "", "1");
        assertThat(words(begun.remove(begun.names()))).containsExactly("ip link delete dev " + DEVICE);
        TunnelsOnHost theirs = Samples.seen(
                DEVICE, DEVICE + "\t(none)", DEVICE + "\t1", "", "", "", link + "\\    alias mine", "", "1");
        assertThat(theirs.names()).isEmpty();
    }

    @Test
    void aHostWithoutWireGuardSaysSo() {
        TunnelsOnHost without =
                new WireGuardEncryptionProvider().seen(List.of(HostAnswer.noProgram("wg: command not found")));
        assertThat(without.silence().orElseThrow()).contains("install wireguard-tools");
        assertThat(NONE.silence()).isEmpty();
    }
}
