/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.itests.lab.MeshLab.LONG;
import static org.guestnet.itests.lab.MeshLab.RED;
import static org.guestnet.itests.lab.MeshLab.name;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.guestnet.api.MeshMember.State;
import org.guestnet.api.MigrateOptions;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MigrationAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts that share no wire for guests find each other by tunnels; what was up stays up, whatever happens to one of them. */
@RequiresLab(hosts = 4, manager = true)
final class MeshIT {

    private static final Duration HEALED = Duration.ofSeconds(10);
    private static final Duration SHORT_GAP = Duration.ofSeconds(1);
    private static final String INSIDE = "10.200.0.100"; // a guest's address in the mesh
    private static final long MEMORY = 16 << 20; // what a guest that booted has written at least
    private static final String NOT_ENCRYPTED = "not udp port 4500 and not udp port 500 and " + MeshLab.NO_FRAMES;

    private final Lab lab;
    private MeshLab mesh;

    MeshIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeEach
    void begin() throws GuestnetException {
        mesh = new MeshLab(lab);
        lab.hosts().forEach(h -> lab.charon(h, "start"));
    }

    @AfterEach
    void end() throws GuestnetException {
        lab.hosts().forEach(h -> lab.tryVirsh(h, "destroy", "traveller"));
        lab.hosts().forEach(h -> lab.tryVirsh(h, "undefine", "traveller"));
        try {
            for (String host : lab.hosts()) {
                mesh.leave(host);
            }
        } finally {
            mesh.close();
            lab.hosts().forEach(h -> lab.tryExec(h, "ip", "link", "delete", "br0"));
            lab.hosts().forEach(h -> lab.charon(h, "stop"));
        }
    }

    @Test
    void aCaptureSeesWhatIsNotEncryptedAndNothingOfWhatIs() throws GuestnetException {
        try (Sniffer clear = lab.sniff(MeshLab.UNDERLAY, NOT_ENCRYPTED)) {
            mesh.join("A", false);
            mesh.join("B", false);
            mesh.awaitMesh("A", "B");
            Await.until("the capture tells", HEALED, () -> !clear.frames().isEmpty());
        }
        mesh.leave("A");
        mesh.leave("B");
        try (Sniffer clear = lab.sniff(MeshLab.UNDERLAY, NOT_ENCRYPTED)) {
            for (String host : new String[] {"A", "B", "C"}) {
                mesh.join(host, true);
            }
            mesh.awaitMesh("A", "B", "C");
            lab.charon("A", "kill");
            assertThat(mesh.answers("B", "C")).isTrue();
            assertThat(mesh.answers("A", "B")).isFalse();
            assertThat(mesh.answers("A", "C")).isFalse();
            lab.charon("A", "start");
            Await.until("A is back", HEALED.plus(HEALED), () -> mesh.answers("A", "B") && mesh.answers("C", "A"));
            assertThat(clear.frames()).isEmpty();
        }
    }

    @Test
    void whatIsUpStaysUpAndTheRestHeals() throws GuestnetException {
        for (String host : new String[] {"A", "B", "C"}) {
            mesh.join(host, true);
        }
        mesh.awaitMesh("A", "B", "C");
        try (Pinger between = lab.pingFrom("B", MeshLab.inside("C"))) {
            between.awaitReplies(20, LONG);
            lab.exec("A", "ip", "link", "delete", MeshLab.device());
            Await.until("the device is made again", HEALED, () -> mesh.answers("A", "B"));
            lab.exec("fab", "ip", "link", "set", "A." + mesh.card("A"), "down");
            Await.until("A is alone", LONG, () -> !mesh.answers("A", "B"));
            lab.exec("fab", "ip", "link", "set", "A." + mesh.card("A"), "up");
            Await.until("the wire is back", HEALED, () -> mesh.answers("A", "B"));
            mesh.join("D", true);
            mesh.awaitMesh("A", "B", "C", "D");
            assertThat(mesh.core().networks().rotateKey(RED))
                    .noneMatch(m -> m.problem().contains("old key")); // some pairs may be about to agree anew
            mesh.awaitMesh("A", "B", "C", "D");
            mesh.leave("D");
            between.awaitReplies(20, LONG);
            assertThat(between.longestGap()).isLessThan(SHORT_GAP);
        }
    }

    @Test
    void aHostThatLeavesAndComesBackAtOnceIsAnsweredSoon() throws GuestnetException {
        String[] all = {"A", "B", "C", "D"};
        for (String host : all) {
            mesh.join(host, true);
        }
        mesh.awaitMesh(all);
        mesh.join("D", true);
        lab.hosts()
                .forEach(h -> lab.exec(h, "ip", "neighbour", "flush", "all")); // D has a bridge of another address now
        long begun = System.nanoTime();
        mesh.awaitMesh(all);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("D is answered by all again after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(HEALED);
    }

    @Test
    void aHostThatBootsIsJoinedAgain() throws GuestnetException {
        mesh.join("A", true);
        mesh.join("B", true);
        mesh.awaitMesh("A", "B");
        lab.powerOff("A");
        lab.powerOn("A");
        mesh.plugIn("A");
        lab.charon("A", "start");
        Await.until(
                "A is known",
                LONG,
                () -> mesh.state("A").filter(State.UP::equals).isPresent());
        lab.exec("A", "ip", "address", "replace", MeshLab.inside("A") + "/24", "dev", MeshLab.bridge());
        Await.until("A is back", LONG, () -> mesh.answers("A", "B"));
    }

    @Test
    void aGuestGoesFromKindToKindAndStaysOnItsWire() throws GuestnetException {
        String address = lab.guestAddress(9);
        bridge("D", mesh.tunnel("D", true)); // the mesh's way to the wire
        bridge("A", "");
        mesh.join("B", true);
        mesh.define(
                "C",
                "<network type='virtual'><name>" + RED
                        + "</name><forward mode='nat'/><bridge name='virbr7' stp='off' delay='0'/>"
                        + "<ip address='10.200.7.1' netmask='255.255.255.0'/>" + mesh.tunnel("C", true) + "</network>");
        lab.define("A", LabGuest.linux("traveller", address).on(RED.value()));
        mesh.core().hosts().refresh(name("A"));
        mesh.core().guests().start(new GuestName("traveller"), Optional.empty(), false);
        try (Pinger pinger = lab.ping(address);
                Sniffer clear = lab.sniff(MeshLab.UNDERLAY, NOT_ENCRYPTED)) {
            pinger.awaitReplies(10, LONG);
            move("B", pinger);
            mesh.core().networks().stop(name("C"), RED, false);
            move("C", pinger); // starts it, and waits until it is joined
            mesh.define(
                    "A",
                    "<network type='direct'><name>" + RED + "</name><source mode='bridge'><interface dev='"
                            + lab.devicesOf("A").get(0) + "'/></source></network>");
            move("A", pinger);
            assertThat(clear.frames()).isEmpty();
        }
    }

    @Test
    void aGuestsMemoryGoesThroughTheTunnelAndNothingOfItIsSeen() throws GuestnetException {
        for (String host : new String[] {"A", "B"}) {
            mesh.join(host, true);
            mesh.core()
                    .hosts()
                    .change(mesh.host(host)
                            .withMigrationAddress(Optional.of(new MigrationAddress(MeshLab.inside(host)))));
        }
        mesh.awaitMesh("A", "B");
        lab.define("A", LabGuest.linux("traveller", INSIDE + "/24").on(RED.value()));
        mesh.core().hosts().refresh(name("A"));
        mesh.core().guests().start(new GuestName("traveller"), Optional.empty(), false);
        try (Pinger pinger = lab.pingFrom("B", INSIDE);
                Sniffer clear = lab.sniff(MeshLab.UNDERLAY, NOT_ENCRYPTED)) {
            long before = mesh.sent("A");
            move("B", pinger);
            Await.until("A has told what it sent", LONG, () -> mesh.sent("A") - before > MEMORY);
            assertThat(clear.frames()).isEmpty();
        }
    }

    private void bridge(String host, String tunnel) throws GuestnetException {
        lab.tryExec(host, "ip", "link", "add", "br0", "type", "bridge");
        lab.exec(host, "ip", "link", "set", lab.devicesOf(host).get(3), "master", "br0", "up");
        lab.exec(host, "ip", "link", "set", "br0", "up");
        mesh.define(
                host, "<network type='bridge'><name>" + RED + "</name><bridge name='br0'/>" + tunnel + "</network>");
    }

    private void move(String to, Pinger pinger) throws GuestnetException {
        MigrateOptions options = MigrateOptions.defaults().accepting(Set.of(Codes.TUNNEL_MTU, Codes.MTU_SMALLER));
        pinger.reset();
        pinger.awaitReplies(10, LONG);
        mesh.core().guests().migrate(new GuestName("traveller"), name(to), options);
        pinger.awaitReplies(20, LONG);
        System.out.println("to " + to + ": longest gap " + pinger.longestGap().toMillis() + " ms");
        assertThat(pinger.longestGap()).isLessThanOrEqualTo(SHORT_GAP);
    }
}
