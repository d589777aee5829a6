/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.guestnet.core.Scene.BRIDGE;
import static org.guestnet.core.Scene.EXCLUSIVE;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;
import static org.guestnet.core.Scene.PATIENCE;

import java.util.Optional;
import java.util.UUID;
import org.guestnet.api.HostInfo;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MigrationAddress;
import org.guestnet.model.Operation;
import org.guestnet.model.PeerAddress;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostChangeTest {

    private static final HostAddress PEER = HostAddress.parse("tls://kvm1.example.org");

    private Scene scene;
    private UUID web1;

    @BeforeEach
    void defined() throws GuestnetException {
        scene = new Scene();
        scene.define(KVM1, EXCLUSIVE);
        web1 = scene.guest(KVM1, "web1", 1);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private Host kvm1() throws GuestnetException {
        return scene.core.hosts().get(KVM1).host();
    }

    private String refusal(Host host) {
        return catchThrowableOfType(
                        GuestnetException.class, () -> scene.core.hosts().change(host))
                .code();
    }

    @Test
    void peerAndMigrationAddressAreKeptAndTheHostIsUp() throws GuestnetException {
        MigrationAddress fast = new MigrationAddress("10.1.0.1");
        HostInfo changed = scene.core
                .hosts()
                .change(kvm1().withPeerAddress(Optional.of(PeerAddress.parse(PEER.toString())))
                        .withMigrationAddress(Optional.of(fast)));
        assertThat(changed.state()).isEqualTo(HostInfo.State.UP);
        assertThat(scene.start("web1").state()).isEqualTo(Operation.State.DONE);
        scene.restart();
        assertThat(kvm1().peerAddress()).contains(PeerAddress.parse(PEER.toString()));
        assertThat(kvm1().migrationAddress()).contains(fast);
    }

    @Test
    void anotherAddressIsWhereTheHostIsLookedAtNow() throws GuestnetException {
        scene.core.hosts().change(kvm1().withAddress(HostAddress.parse("sim:moved")));
        assertThat(scene.core.guests().list()).as("that host has no guest").isEmpty();
        scene.core.hosts().change(kvm1().withAddress(HostAddress.parse("sim:kvm1")));
        assertThat(scene.core.guests().list()).hasSize(1);
    }

    @Test
    void claimsAreKept() throws GuestnetException {
        scene.start("web1");
        scene.core.hosts().change(kvm1().withPeerAddress(Optional.of(PeerAddress.parse(PEER.toString()))));
        scene.core.hosts().refresh(KVM1);
        assertThat(scene.store.claims()).extracting(Claim::state).containsExactly(Claim.State.BOUND);
    }

    @Test
    void whatWasUnderWayIsSettledByTheNewSession() throws Exception {
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.START_GUEST, Moment.BEFORE);
        Thread starting = new Thread(() -> catchThrowableOfType(GuestnetException.class, () -> scene.start("web1")));
        starting.start();
        hang.awaitReached();
        scene.core.hosts().change(kvm1().withAddress(HostAddress.parse("sim:moved")));
        scene.core.hosts().change(kvm1().withAddress(HostAddress.parse("sim:kvm1")));
        hang.release();
        starting.join(PATIENCE.toMillis());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.store.open()).isEmpty());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.store.claims().size()).isEqualTo(scene.runs(KVM1, web1) ? 1 : 0));
    }

    @Test
    void theSessionIsKeptIfTheHostIsReachedAsBefore() throws GuestnetException {
        scene.sim(KVM1).faults().failNext(SimCall.OPEN);
        HostInfo changed =
                scene.core.hosts().change(kvm1().withPeerAddress(Optional.of(PeerAddress.parse(PEER.toString()))));
        assertThat(changed.state()).as("no other session was opened").isEqualTo(HostInfo.State.UP);
        assertThat(changed.host().peerAddress()).contains(PeerAddress.parse(PEER.toString()));
    }

    @Test
    void aGuestThatRanThereIsNotStartedElsewhereWhileTheNewAddressIsSilent() throws GuestnetException {
        scene.define(KVM2, BRIDGE);
        scene.start("web1");
        String document = Scene.domain("web1", web1, 1);
        scene.on(KVM2, s -> s.defineGuest(document));
        scene.core.hosts().refresh(KVM2);
        scene.sim(new HostName("moved")).die();
        HostInfo silent = scene.core.hosts().change(kvm1().withAddress(HostAddress.parse("sim:moved")));
        assertThat(silent.state()).isNotEqualTo(HostInfo.State.UP);
        GuestnetException refused = catchThrowableOfType(
                GuestnetException.class,
                () -> scene.core.guests().start(new GuestName("web1"), Optional.of(KVM2), false));
        assertThat(refused.code()).isEqualTo(Codes.GUEST_RUNNING);
        assertThat(scene.runs(KVM2, web1)).isFalse();
    }

    @Test
    void whatIsNotThatHostIsRefusedAndNothingChanges() throws GuestnetException {
        Host kvm1 = kvm1();
        assertThat(refusal(kvm1.withAddress(HostAddress.parse("sim:kvm2")))).isEqualTo(Codes.HOST_EXISTS);
        assertThat(refusal(new Host(KVM1, kvm1.address(), Hypervisor.LXC))).isEqualTo(Codes.INVALID_ARGUMENT);
        assertThat(refusal(new Host(new HostName("kvm9"), PEER, Hypervisor.QEMU)))
                .isEqualTo(Codes.HOST_UNKNOWN);
        assertThat(kvm1()).isEqualTo(kvm1);
        assertThat(scene.core.hosts().get(KVM2).state()).isEqualTo(HostInfo.State.UP);
    }
}
