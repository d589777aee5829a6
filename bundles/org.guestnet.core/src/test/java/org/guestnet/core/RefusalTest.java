/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.guestnet.core.Scene.BRIDGE;
import static org.guestnet.core.Scene.EXCLUSIVE;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;
import static org.guestnet.core.Scene.KVM3;
import static org.guestnet.core.Scene.POOL;
import static org.guestnet.core.Scene.RED;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.guestnet.api.Candidate;
import org.guestnet.api.Guests.PreparedStart;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.sim.internal.Hang;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused before a host is touched. */
class RefusalTest {

    private static final GuestName WEB1 = new GuestName("web1");
    private static final HostName BOX = new HostName("box1");

    private Scene scene;

    @BeforeEach
    void hosts() throws GuestnetException {
        scene = new Scene();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private static GuestnetException refused(ThrowingCallable call) {
        return catchThrowableOfType(GuestnetException.class, call);
    }

    private void guestWithVlan() throws GuestnetException {
        UUID uuid = scene.guest(KVM1, "web1", 1);
        String tagged = Scene.domain("web1", uuid, 1)
                .replace("<model type='virtio'/>", "<model type='virtio'/><vlan><tag id='7'/></vlan>");
        scene.on(KVM1, s -> s.defineGuest(tagged));
        scene.core.hosts().refresh(KVM1);
    }

    @Test
    void anOptionThatTheConnectionCannotHonourIsABlockerOfStartAndCandidates() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        scene.define(KVM2, BRIDGE);
        guestWithVlan();
        List<Candidate> before = scene.core.guests().candidates(WEB1);
        assertThat(candidate(before, KVM2).blockers()).extracting(Finding::code).contains(Codes.OPTION_UNSUPPORTED);
        assertThat(candidate(before, KVM2).eligible()).isFalse();
        scene.core.networks().undefine(KVM1, RED, false);
        scene.sim(KVM1)
                .addDevice(scene.sim(KVM2).report().devices().stream()
                        .filter(d -> d.name().value().equals("br0"))
                        .findFirst()
                        .orElseThrow());
        scene.define(KVM1, BRIDGE);
        assertThat(refused(() -> scene.start("web1")).code()).isEqualTo(Codes.OPTION_UNSUPPORTED);
        assertThat(scene.sim(KVM1).report().networks()).noneMatch(n -> n.active());
    }

    @Test
    void whatGuestPortgroupAndNetworkMakeTogetherIsShownBeforehand() throws GuestnetException {
        scene.define(
                KVM1,
                BRIDGE.replace(
                        "</network>",
                        "<port isolated='yes'/><portgroup name='g' default='yes'><bandwidth><outbound average='5'/></bandwidth>"
                                + "</portgroup></network>"));
        scene.guest(KVM1, "web1", 1);
        assertThat(scene.core.guests().resolve(WEB1, KVM1).get(0).options())
                .extracting(Object::toString)
                .containsExactly("<bandwidth>", "<port isolated='yes'>");
    }

    private static Candidate candidate(List<Candidate> all, HostName host) {
        return all.stream().filter(c -> c.host().equals(host)).findFirst().orElseThrow();
    }

    @Test
    void aContainerHostIsNoCandidateForAMachine() throws GuestnetException {
        scene.core.hosts().add(Scene.host(BOX, Hypervisor.LXC));
        scene.define(KVM1, POOL);
        scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        assertCannotMove(BOX, "the guest runs under qemu and the host serves lxc");
    }

    @Test
    void aContainerHasNoCandidateBecauseContainersDoNotMigrate() throws GuestnetException {
        HostName other = new HostName("box2");
        Host box = Scene.host(BOX, Hypervisor.LXC);
        scene.core.hosts().add(box);
        scene.core.hosts().add(Scene.host(other, Hypervisor.LXC));
        String container = Scene.domain("web1", UUID.randomUUID(), 1).replace("type='qemu'", "type='lxc'");
        scene.on(box, s -> s.defineGuest(container));
        scene.core.hosts().refresh(BOX);
        assertCannotMove(other, "lxc driver cannot migrate");
    }

    private void assertCannotMove(HostName destination, String why) throws GuestnetException {
        Candidate candidate = candidate(scene.core.guests().candidates(WEB1), destination);
        assertThat(candidate.eligible()).isFalse();
        assertThat(candidate.blockers())
                .filteredOn(f -> f.code().equals(Codes.HYPERVISOR_CANNOT_MIGRATE))
                .extracting(Finding::detail)
                .anySatisfy(detail -> assertThat(detail).contains(why));
    }

    @Test
    void aHostIsNotRemovedWhileAnOperationIsUnderWay() throws Exception {
        scene.define(KVM1, POOL);
        scene.guest(KVM1, "web1", 1);
        Hang hang = scene.sim(KVM1).faults().hangNext(SimCall.START_GUEST, Moment.BEFORE);
        Thread starting = new Thread(() -> refused(() -> scene.start("web1")));
        starting.start();
        hang.awaitReached();
        GuestnetException e = refused(() -> scene.core.hosts().remove(KVM1));
        hang.release();
        starting.join(Scene.PATIENCE.toMillis());
        assertThat(e.code()).isEqualTo(Codes.BUSY);
        assertThat(scene.core.hosts().get(KVM1).host().name()).isEqualTo(KVM1);
    }

    @Test
    void aHostIsNotRemovedWhileAStartIsPrepared() throws GuestnetException {
        scene.define(KVM1, POOL);
        UUID uuid = scene.guest(KVM1, "web1", 1);
        PreparedStart prepared =
                scene.core.guests().prepare(KVM1, Scene.domain("web1", uuid, 1), Duration.ofMinutes(1));
        assertThat(refused(() -> scene.core.hosts().remove(KVM1)).code()).isEqualTo(Codes.BUSY);
        scene.core.guests().cancel(prepared.operation().id());
        scene.core.hosts().remove(KVM1);
        assertThat(refused(() -> scene.core.hosts().get(KVM1)).code()).isEqualTo(Codes.HOST_UNKNOWN);
    }

    @Test
    void aGuestThatRunsOnAnotherHostIsNotStartedOrPreparedASecondTime() throws GuestnetException {
        scene.define(KVM1, POOL);
        scene.define(KVM2, BRIDGE);
        UUID uuid = scene.guest(KVM2, "web1", 1);
        scene.start("web1");
        scene.guest(KVM1, "web1", 1);
        GuestnetException started = refused(() -> scene.core.guests().start(WEB1, Optional.of(KVM1), false));
        assertThat(started.code()).isEqualTo(Codes.GUEST_RUNNING);
        assertThat(started).hasMessageContaining("kvm2");
        String document = Scene.domain("web1", uuid, 1);
        assertThat(refused(() -> scene.core.guests().prepare(KVM1, document, Duration.ofMinutes(1)))
                        .code())
                .isEqualTo(Codes.GUEST_RUNNING);
        assertThat(scene.runs(KVM1, uuid)).isFalse();
    }

    @Test
    void aGuestThatRanOnAHostThatDoesNotAnswerIsNotStartedElsewhere() throws GuestnetException {
        scene.define(KVM1, POOL);
        scene.define(KVM2, BRIDGE);
        scene.guest(KVM2, "web1", 1);
        scene.start("web1");
        scene.core.hosts().refresh(KVM2);
        scene.guest(KVM1, "web1", 1);
        scene.sim(KVM2).die();
        assertThat(refused(() -> scene.core.guests().start(WEB1, Optional.of(KVM1), false))
                        .code())
                .isEqualTo(Codes.GUEST_RUNNING);
    }

    @Test
    void aGuestOfAnotherHostThatIsShutOffIsStarted() throws GuestnetException {
        scene.define(KVM1, POOL);
        UUID uuid = scene.guest(KVM1, "web1", 1);
        scene.guest(KVM3, "web1", 1);
        scene.core.guests().start(WEB1, Optional.of(KVM1), false);
        assertThat(scene.runs(KVM1, uuid)).isTrue();
    }
}
