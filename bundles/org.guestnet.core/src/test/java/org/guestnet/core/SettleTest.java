/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.guestnet.core.Scene.EXCLUSIVE;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;
import static org.guestnet.core.Scene.KVM3;
import static org.guestnet.core.Scene.PATIENCE;
import static org.guestnet.core.Scene.RED;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.api.Guests.PreparedStart;
import org.guestnet.api.HostInfo;
import org.guestnet.core.steering.Blockers;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.guestnet.model.Port;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettleTest {

    private Scene scene;
    private UUID web1;

    @BeforeEach
    void defined() throws GuestnetException {
        scene = new Scene();
        scene.define(KVM1, EXCLUSIVE);
        scene.core.networks().start(KVM1, RED, false);
        web1 = scene.guest(KVM1, "web1", 1);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable holds) {
        await().atMost(PATIENCE).untilAsserted(holds);
    }

    @Test
    void aStartAtAHostThatFallsSilentIsUncertainAndItsClaimIsKeptUntilTheHostAnswers() throws Exception {
        scene.sim(KVM1).faults().dieNext(SimCall.START_GUEST, Moment.BEFORE);
        GuestnetException e = catchThrowableOfType(GuestnetException.class, () -> scene.start("web1"));
        assertThat(e.findings()).extracting(Finding::code).contains(Codes.UNCERTAIN);
        assertThat(scene.store.claims()).hasSize(1);
        eventually(() ->
                assertThat(scene.core.networks().claims().get(0).uncertain()).isTrue());
        scene.sim(KVM1).revive();
        eventually(() -> assertThat(scene.store.claims()).isEmpty());
        eventually(
                () -> assertThat(scene.core.operations().list(1).get(0).state()).isEqualTo(State.UNDONE));
    }

    @Test
    void aStartThatTookEffectUnseenIsDoneWhenTheHostAnswers() throws Exception {
        scene.sim(KVM1).faults().dieNext(SimCall.START_GUEST, Moment.AFTER);
        catchThrowableOfType(GuestnetException.class, () -> scene.start("web1"));
        scene.sim(KVM1).revive();
        eventually(
                () -> assertThat(scene.core.operations().list(1).get(0).state()).isEqualTo(State.DONE));
        assertThat(scene.store.claims()).extracting(Claim::state).containsExactly(Claim.State.BOUND);
        assertThat(scene.runs(KVM1, web1)).isTrue();
    }

    @Test
    void aGuestThatRunsHasItsClaimAlsoIfThatWasLost() throws Exception {
        scene.sim(KVM1).faults().dieNext(SimCall.START_GUEST, Moment.AFTER);
        catchThrowableOfType(GuestnetException.class, () -> scene.start("web1"));
        Claim lost = scene.store.claims().get(0);
        scene.store.free(List.of(lost));

        scene.sim(KVM1).revive();
        scene.awaitSettled();

        assertThat(scene.store.claims()).singleElement().satisfies(found -> {
            assertThat(found.key()).isEqualTo(lost.key());
            assertThat(found.nic()).isEqualTo(lost.nic());
            assertThat(found.state()).isEqualTo(Claim.State.BOUND);
        });
    }

    @Test
    void eachInterfaceAtAMemberGetsASlotOfItsOwn() throws Exception {
        UUID guest = lostOfTwoInterfaces("<interface dev='eno1' maxConnections='2'/>");
        assertThat(scene.store.claims())
                .allSatisfy(c -> assertThat(c.guest()).isEqualTo(guest))
                .extracting(c -> c.key().ordinal())
                .containsExactly(0, 1);
    }

    @Test
    void aMemberWithoutLimitNeedsNoClaim() throws Exception {
        lostOfTwoInterfaces("<interface dev='eno1'/>");
        assertThat(scene.store.claims()).isEmpty();
    }

    /** A guest that was started unseen, and whose claims are gone. */
    private UUID lostOfTwoInterfaces(String member) throws Exception {
        scene.define(
                KVM3,
                "<network type='direct'><name>red-network</name><source mode='bridge'>" + member
                        + "</source></network>");
        UUID guest = Scene.guestId(5);
        String one = Scene.domain("web5", guest, 5);
        String nic = one.substring(one.indexOf("<interface"), one.indexOf("<graphics"));
        scene.on(KVM3, s -> s.defineGuest(one.replace(nic, nic + nic.replace("52:54", "52:55"))));
        scene.core.hosts().refresh(KVM3);
        scene.sim(KVM3).faults().dieNext(SimCall.START_GUEST, Moment.AFTER);
        catchThrowableOfType(GuestnetException.class, () -> scene.start("web5"));
        scene.store.free(scene.store.claims());
        scene.sim(KVM3).revive();
        scene.awaitSettled();
        return guest;
    }

    @Test
    void aManagerKilledBetweenClaimAndStartLeavesNothingAfterItsRestart() throws Exception {
        scene.sim(KVM1).setLink(new DeviceName("ens1f0"), false); // so that the start is steered
        scene.core.hosts().refresh(KVM1);
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.START_GUEST, Moment.BEFORE);
        Thread starting = new Thread(() -> catchThrowableOfType(GuestnetException.class, () -> scene.start("web1")));
        starting.start();
        hang.awaitReached();
        assertThat(scene.store.claims()).hasSize(1);
        scene.restart();
        starting.join(PATIENCE.toMillis());
        eventually(() -> assertThat(scene.store.open()).isEmpty());
        eventually(() -> assertThat(scene.store.claims()).isEmpty());
        eventually(() -> assertThat(scene.ports(KVM1)).isZero());
    }

    @Test
    void aBlockerWhoseOperationNobodyKnowsIsRemovedAndAForeignPortStays() throws Exception {
        List<Port> orphans = Blockers.of(OperationId.random(), RED, "passthrough", Map.of(new DeviceName("ens1f0"), 1));
        Port foreign = new Port(
                UUID.randomUUID(),
                RED,
                "somebody",
                UUID.randomUUID(),
                new MacAddress("52:54:00:00:09:09"),
                Optional.empty(),
                Optional.empty());
        scene.on(KVM1, s -> {
            s.createPort(orphans.get(0));
            s.createPort(foreign);
        });
        scene.core.hosts().refresh(KVM1);
        eventually(() -> assertThat(scene.ports(KVM1)).isEqualTo(1));
        assertThat(scene.sim(KVM1).report().networks().get(0).ports())
                .extracting(Port::id)
                .containsExactly(foreign.id());
    }

    @Test
    void anOperationThatCannotBeSettledDoesNotKeepOthersFromIt() throws Exception {
        Operation unreadable = Operation.begin(
                        OperationId.random(),
                        Operation.Kind.NETWORK_START,
                        "no/network",
                        Optional.empty(),
                        KVM1,
                        Optional.empty(),
                        List.of())
                .in(State.RUNNING);
        scene.store.write(unreadable);
        List<Port> orphans = Blockers.of(OperationId.random(), RED, "passthrough", Map.of(new DeviceName("ens1f0"), 1));
        scene.on(KVM1, s -> s.createPort(orphans.get(0)));
        scene.core.hosts().refresh(KVM1);
        eventually(() -> assertThat(scene.ports(KVM1)).isZero());
    }

    @Test
    void theClaimOfAGuestThatEndedByItselfIsFreed() throws Exception {
        scene.start("web1");
        scene.on(KVM1, s -> s.destroyGuest(web1));
        eventually(() -> assertThat(scene.store.claims()).isEmpty());
    }

    @Test
    void whileAHostIsSilentOthersAreNotHeldUp() throws Exception {
        var hang = scene.sim(KVM1).faults().hangAll();
        scene.define(KVM2, Scene.BRIDGE);
        scene.guest(KVM2, "db1", 2);
        assertThat(scene.start("db1").state()).isEqualTo(State.DONE);
        eventually(() -> assertThat(scene.core.hosts().get(KVM1).state()).isEqualTo(HostInfo.State.DOWN));
        GuestnetException e = catchThrowableOfType(GuestnetException.class, () -> scene.start("web1"));
        assertThat(e.code()).isIn(Codes.HOST_DOWN, Codes.HOST_TIMEOUT);
        hang.release();
        scene.sim(KVM1).faults().clear();
        eventually(() -> assertThat(scene.core.hosts().get(KVM1).state()).isEqualTo(HostInfo.State.UP));
        assertThat(scene.start("web1").state()).isEqualTo(State.DONE);
    }

    /** While its guest's lock is held, as by a prepared start, nobody frees it. */
    @Test
    void theDoctorTellsOfAHeldClaimWhoseOperationNobodyKnows() throws Exception {
        String document = Scene.domain("web1", web1, 1);
        PreparedStart prepared = scene.core.guests().prepare(KVM1, document, Duration.ofMinutes(1));
        Claim held = scene.store.claims().get(0);
        assertThat(scene.core.networks().doctor(Optional.of(KVM1)))
                .noneMatch(f -> f.code().equals(Codes.LEFT_OVER));
        scene.store.take(List.of(new Claim(
                new Claim.Key(KVM1, "ens1f9", 0),
                held.network(),
                held.guest(),
                "web1",
                held.nic(),
                OperationId.random(),
                Claim.State.HELD,
                held.since())));
        assertThat(scene.core.networks().doctor(Optional.of(KVM1)))
                .anyMatch(f -> f.code().equals(Codes.LEFT_OVER) && f.detail().contains("ens1f9"))
                .noneMatch(f -> f.code().equals(Codes.LEFT_OVER)
                        && f.detail().contains(held.key().device()));
        scene.core.guests().cancel(prepared.operation().id());
    }

    @Test
    void aPreparedStartIsCommittedByWhoStartsTheGuest() throws Exception {
        PreparedStart prepared = prepare(Duration.ofMinutes(1));
        assertThat(prepared.operation().state()).isEqualTo(State.PREPARED);
        assertThat(scene.store.claims()).extracting(Claim::state).containsExactly(Claim.State.HELD);
        scene.on(KVM1, s -> s.startGuestAs(prepared.domainXml()));
        Operation committed = scene.core.guests().commit(prepared.operation().id());
        assertThat(committed.state()).isEqualTo(State.DONE);
        assertThat(scene.store.claims()).extracting(Claim::state).containsExactly(Claim.State.BOUND);
        GuestnetException again = catchThrowableOfType(
                GuestnetException.class,
                () -> scene.core.guests().commit(prepared.operation().id()));
        assertThat(again.code()).isEqualTo(Codes.OPERATION_OVER);
    }

    @Test
    void aPreparedStartThatIsCancelledGivesBackWhatItTook() throws Exception {
        PreparedStart prepared = prepare(Duration.ofMinutes(1));
        GuestnetException notYet = catchThrowableOfType(
                GuestnetException.class,
                () -> scene.core.guests().commit(prepared.operation().id()));
        assertThat(notYet.code()).isEqualTo(Codes.GUEST_NOT_RUNNING);
        assertThat(scene.core.guests().cancel(prepared.operation().id()).state())
                .isEqualTo(State.UNDONE);
        assertThat(scene.store.claims()).isEmpty();
        assertThat(scene.start("web1").state()).isEqualTo(State.DONE);
    }

    @Test
    void aPreparedStartIsCancelledByItselfWhenItsTimeIsOver() throws Exception {
        prepare(Duration.ofMillis(300));
        eventually(() -> assertThat(scene.store.claims()).isEmpty());
        assertThat(scene.start("web1").state()).isEqualTo(State.DONE);
    }

    @Test
    void aStartThatIsPreparedForNoTimeIsEndedToo() throws Exception {
        for (int i = 0; i < 5; i++) {
            prepare(Duration.ofNanos(1));
            eventually(() ->
                    assertThat(scene.core.operations().list(1).get(0).state()).isEqualTo(State.UNDONE));
        }
        assertThat(scene.start("web1").state()).isEqualTo(State.DONE);
    }

    @Test
    void whileAStartIsPreparedAnotherStartOfTheGuestIsRefused() throws Exception {
        prepare(Duration.ofMinutes(1));
        GuestnetException e = catchThrowableOfType(GuestnetException.class, () -> scene.start("web1"));
        assertThat(e.code()).isEqualTo(Codes.BUSY);
    }

    private PreparedStart prepare(Duration holdFor) throws GuestnetException {
        return scene.core.guests().prepare(KVM1, Scene.domain("web1", web1, 1), holdFor);
    }

    @Test
    void aNameIsEnoughToFindAnOperation() throws Exception {
        Operation started = scene.start("web1");
        assertThat(scene.core.operations().get(started.id().shortForm()).id()).isEqualTo(started.id());
        GuestnetException none = catchThrowableOfType(
                GuestnetException.class, () -> scene.core.operations().get("zzz"));
        assertThat(none.code()).isEqualTo(Codes.OPERATION_UNKNOWN);
    }
}
