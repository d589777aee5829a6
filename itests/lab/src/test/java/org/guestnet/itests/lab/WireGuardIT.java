/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.itests.lab.MeshLab.LONG;
import static org.guestnet.itests.lab.MeshLab.RED;

import java.time.Duration;
import java.util.List;
import org.guestnet.api.MeshMember;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.link.LinkNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mesh whose encryption somebody else's bundle brings, with the hosts' own WireGuard: of the kernel, or in user space. */
@RequiresLab(hosts = 3, manager = true)
final class WireGuardIT {

    private static final Duration HEALED = Duration.ofSeconds(20); // which took 10 where nothing else was done
    private static final String ENCRYPTION = "<encryption type='wireguard' secret='red-key' port='51820'/>";
    private static final String WIREGUARD = "udp port 51820";
    private static final String NOT_ENCRYPTED = "not " + WIREGUARD + " and " + MeshLab.NO_FRAMES;
    private static final String DEVICE = LinkNames.device('w', RED).value();

    private final Lab lab;
    private MeshLab mesh;

    WireGuardIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeEach
    void begin() throws GuestnetException {
        mesh = new MeshLab(lab);
    }

    @AfterEach
    void end() throws GuestnetException {
        try {
            for (String host : lab.hosts()) {
                mesh.leave(host);
            }
            lab.hosts().forEach(h -> Await.until("nothing is left on " + h, LONG, () -> !isThere(h)));
        } finally {
            mesh.close();
        }
    }

    private boolean isThere(String host) {
        return lab.tryExec(host, "ip", "link", "show", DEVICE).ok();
    }

    private void join(String encryption) throws GuestnetException {
        for (String host : lab.hosts()) {
            mesh.join(host, encryption);
        }
        mesh.awaitMesh("A", "B", "C");
    }

    @Test
    void aCaptureSeesWhatIsNotEncryptedAndNothingOfWhatIs() throws GuestnetException {
        try (Sniffer clear = lab.sniff(MeshLab.UNDERLAY, NOT_ENCRYPTED)) {
            join("");
            Await.until("the capture tells", HEALED, () -> !clear.frames().isEmpty());
        }
        for (String host : lab.hosts()) {
            mesh.leave(host);
        }
        try (Sniffer clear = lab.sniff(MeshLab.UNDERLAY, NOT_ENCRYPTED);
                Sniffer encrypted = lab.sniff(MeshLab.UNDERLAY, WIREGUARD)) {
            join(ENCRYPTION);
            assertThat(carries("A", "B", 1370)).isTrue();
            assertThat(carries("A", "B", 1371)).isFalse();
            killsAndHeals();
            killedWithoutAManager();
            Await.until("the capture tells", HEALED, () -> !encrypted.frames().isEmpty());
            assertThat(clear.frames()).isEmpty();
        }
    }

    /** Whether a packet of that size arrives in one piece. */
    private boolean carries(String from, String to, int bytes) {
        String data = String.valueOf(bytes - 28); // of IPv4 and ICMP
        return lab.tryExec(from, "ping", "-n", "-c", "1", "-W", "2", "-M", "do", "-s", data, MeshLab.inside(to))
                .ok();
    }

    private void killsAndHeals() {
        try (Pinger pinger = lab.pingFrom("B", MeshLab.inside("A"))) {
            pinger.awaitReplies(10, LONG);
            takeAway("A");
            Await.until("the device is made again", HEALED, () -> isThere("A"));
            pinger.awaitReplies(20, HEALED);
            System.out.println(
                    "killed: without an answer for " + pinger.longestGap().toMillis() + " ms");
        }
    }

    private void killedWithoutAManager() throws GuestnetException {
        mesh.end();
        takeAway("A");
        assertThat(mesh.answers("A", "B")).isFalse();
        assertThat(mesh.answers("C", "A")).isFalse();
        assertThat(mesh.answers("B", "C")).isTrue();
        mesh.begin();
        mesh.awaitMesh("A", "B", "C");
    }

    /** Its process is killed, or where the kernel does it the device deleted. */
    private void takeAway(String host) {
        Command.Result process = lab.tryExec(host, "pgrep", "-f", "wireguard-go " + DEVICE);
        if (process.ok()) {
            lab.exec(host, "kill", "-9", process.output().strip());
        } else {
            lab.exec(host, "ip", "link", "delete", DEVICE);
        }
    }

    @Test
    void theMeshTellsHandshakesAndTakesAnotherKey() throws GuestnetException {
        join(ENCRYPTION);
        Await.until("all ends have seen each other", HEALED, this::haveAllAgreed);
        String before = key("A");
        try (Pinger between = lab.pingFrom("B", MeshLab.inside("C"))) {
            between.awaitReplies(10, LONG);
            assertThat(mesh.core().networks().rotateKey(RED))
                    .noneMatch(m -> m.problem().contains("old key"));
            between.awaitReplies(50, LONG);
            System.out.println(
                    "rotated: without an answer for " + between.longestGap().toMillis() + " ms");
        }
        mesh.awaitMesh("A", "B", "C");
        assertThat(key("A")).isNotEqualTo(before);
        assertThat(lab.virsh("A", "net-dumpxml", RED.value()))
                .contains("red-key")
                .doesNotContain(lab.exec("A", "wg", "show", DEVICE, "private-key"));
    }

    private boolean haveAllAgreed() {
        try {
            List<MeshMember.Peer> peers =
                    mesh.mesh().stream().flatMap(m -> m.peers().stream()).toList();
            return peers.size() == 6
                    && peers.stream()
                            .allMatch(p -> p.up() && p.handshakeSeconds().isPresent());
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    private String key(String host) {
        return lab.exec(host, "wg", "show", DEVICE, "public-key");
    }

    @Test
    void whoComesAndGoesDisturbsNobody() throws GuestnetException {
        mesh.join("A", ENCRYPTION);
        mesh.join("B", ENCRYPTION);
        mesh.awaitMesh("A", "B");
        try (Pinger between = lab.pingFrom("A", MeshLab.inside("B"))) {
            between.awaitReplies(10, LONG);
            mesh.join("C", ENCRYPTION);
            mesh.awaitMesh("A", "B", "C");
            mesh.leave("C");
            Await.until("C is gone", LONG, () -> !isThere("C"));
            between.awaitReplies(20, LONG);
            System.out.println(
                    "another came and went: longest gap " + between.longestGap().toMillis() + " ms");
        }
        assertThat(lab.exec("A", "wg", "show", DEVICE, "peers").lines()).hasSize(1);
    }
}
