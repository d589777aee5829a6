/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;
import static org.guestnet.core.Scene.KVM3;
import static org.guestnet.core.Scene.PATIENCE;
import static org.guestnet.core.Scene.RED;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guestnet.api.Candidate;
import org.guestnet.api.DrainOptions;
import org.guestnet.api.DrainPlan;
import org.guestnet.api.HostInfo;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.operation.Locks;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.Kind;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.Operation.StepState;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first host is drained; each of the others has two slots. */
class DrainTest {

    static final String SLOTS2 = slots("enp5s0f0", "enp5s0f1");
    static final String SLOTS3 = slots("eno1", "eno2");
    static final DrainOptions ONE = DrainOptions.defaults().withParallel(1);

    private Scene scene;

    static String slots(String first, String second) {
        return "<network type='direct'><name>red-network</name><source mode='passthrough'>" + "<interface dev='" + first
                + "'/><interface dev='" + second + "'/></source></network>";
    }

    @BeforeEach
    void defined() throws GuestnetException {
        scene = new Scene();
        scene.define(KVM1, Scene.POOL);
        scene.define(KVM2, SLOTS2);
        scene.define(KVM3, SLOTS3);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private List<UUID> running(int guests) throws GuestnetException {
        List<UUID> ids =
                IntStream.rangeClosed(1, guests).mapToObj(DrainTest::id).toList();
        for (int i = 1; i <= guests; i++) {
            scene.guest(KVM1, "web" + i, i);
            scene.start("web" + i);
        }
        return ids;
    }

    private static UUID id(int number) {
        return new UUID(0x1234_0000_4000L, 0x8000_0000_0000_0000L | number);
    }

    private Operation drain(DrainOptions options) throws GuestnetException {
        return scene.core.hosts().drain(KVM1, options);
    }

    private CompletableFuture<Operation> draining(DrainOptions options) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return drain(options);
            } catch (GuestnetException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Operation journaled() throws GuestnetException {
        return scene.store.youngest(100).stream()
                .filter(o -> o.kind() == Kind.HOST_DRAIN)
                .findFirst()
                .orElseThrow();
    }

    private long copies(UUID guest) {
        return Stream.of(KVM1, KVM2, KVM3).filter(h -> scene.runs(h, guest)).count();
    }

    private static List<String> codes(Operation operation) {
        return operation.findings().stream().map(Finding::code).toList();
    }

    private void over() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.store.open()).isEmpty());
    }

    @Test
    void aCodeThatNothingCanHaveIsRefusedAtOnceAndTheKnownOnesAreNamed() throws GuestnetException {
        running(1);
        GuestnetException e = catchThrowableOfType(
                GuestnetException.class,
                () -> scene.core.hosts().drain(KVM1, DrainOptions.defaults().accepting(Set.of("LOCAL_SCOOP"))));
        assertThat(e.code()).isEqualTo(Codes.INVALID_ARGUMENT);
        assertThat(e).hasMessageContaining("LOCAL_SCOOP").hasMessageContaining("LOCAL_SCOPE, MTU_SMALLER");
    }

    @Test
    void aPlanPutsNoTwoGuestsIntoOneSlotAndNamesTheNetworkForWhichOneIsStuck() throws GuestnetException {
        running(5);
        DrainPlan plan = scene.core.hosts().drainPlan(KVM1, ONE);
        assertThat(plan.moves())
                .extracting(DrainPlan.Move::destination)
                .containsExactlyInAnyOrder(KVM2, KVM2, KVM3, KVM3);
        assertThat(plan.moves()).extracting(DrainPlan.Move::order).containsExactly(1, 2, 3, 4);
        assertThat(plan.stuck()).singleElement().satisfies(s -> {
            assertThat(s.blockers()).extracting(Finding::code).containsOnly(Codes.POOL_EXHAUSTED);
            assertThat(s.blockers()).allSatisfy(f -> assertThat(f.network()).contains(RED));
            assertThat(s.blockers()).extracting(f -> f.host().orElseThrow()).containsExactly(KVM2, KVM3);
        });
        assertThat(scene.store.youngest(100)).noneMatch(o -> o.kind() == Kind.HOST_DRAIN);
    }

    @Test
    void allGuestsGoEachByAnOperationOfItsOwn() throws GuestnetException {
        List<UUID> guests = running(4);
        Operation drained = drain(DrainOptions.defaults());
        assertThat(drained.state()).isEqualTo(State.DONE);
        assertThat(drained.steps())
                .extracting(Step::state)
                .containsOnly(StepState.DONE)
                .hasSize(4);
        assertThat(codes(drained)).containsExactly(Codes.DRAIN_OPTIONS);
        assertThat(guests).allSatisfy(g -> {
            assertThat(scene.runs(KVM1, g)).isFalse();
            assertThat(copies(g)).isEqualTo(1);
        });
        assertThat(scene.store.claims())
                .extracting(Claim::state)
                .containsOnly(Claim.State.BOUND)
                .hasSize(4);
        assertThat(scene.store.youngest(100).stream().filter(o -> o.kind() == Kind.GUEST_MIGRATE))
                .hasSize(4);
    }

    @Test
    void itIsToldHowFarItIs() throws GuestnetException {
        running(2);
        List<List<StepState>> told = new CopyOnWriteArrayList<>();
        drain(ONE.withProgress(o -> told.add(o.steps().stream().map(Step::state).toList())));
        assertThat(told)
                .containsExactly(
                        List.of(StepState.BEGUN, StepState.PLANNED),
                        List.of(StepState.DONE, StepState.PLANNED),
                        List.of(StepState.DONE, StepState.BEGUN),
                        List.of(StepState.DONE, StepState.DONE));
        assertThat(scene.runs(KVM1, id(2))).isFalse();
    }

    @Test
    void aListenerThatFailsDoesNotStopTheDrain() throws GuestnetException {
        running(2);
        Operation drained = drain(ONE.withProgress(o -> {
            throw new IllegalStateException("nobody listens");
        }));
        assertThat(drained.steps()).extracting(Step::state).containsOnly(StepState.DONE);
    }

    @Test
    void aGuestThatIsStuckBecauseOfANetworkStaysAndTheOthersGo() throws GuestnetException {
        running(2);
        scene.define(KVM1, Scene.POOL.replace("red-network", "blue"));
        scene.on(KVM1, s -> s.defineGuest(Scene.domain("db1", id(9), 9).replace("red-network", "blue")));
        scene.core.hosts().refresh(KVM1);
        scene.start("db1");
        Operation drained = drain(ONE);
        assertThat(drained.state()).isEqualTo(State.DONE);
        assertThat(drained.steps()).hasSize(2);
        assertThat(drained.findings().stream().filter(f -> f.code().equals(Codes.NETWORK_MISSING)))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.network()).contains(new NetworkName("blue"));
                    assertThat(f.detail()).startsWith("guest 'db1' stays: ").endsWith("likewise on kvm3");
                });
        assertThat(scene.runs(KVM1, id(9))).isTrue();
        assertThat(scene.runs(KVM1, id(1)) || scene.runs(KVM1, id(2))).isFalse();
    }

    @Test
    void oneGuestThatFailsDoesNotStopTheOthers() throws GuestnetException {
        running(3);
        scene.sim(KVM2).faults().failNext(SimCall.MIGRATE_PREPARE);
        Operation drained = drain(ONE);
        assertThat(drained.state()).isEqualTo(State.DONE);
        assertThat(drained.steps())
                .extracting(Step::state)
                .containsExactly(StepState.FAILED, StepState.DONE, StepState.DONE);
        assertThat(codes(drained)).contains(Codes.HOST_REFUSED);
        assertThat(scene.runs(KVM1, id(1))).isTrue();
        assertThat(copies(id(1))).isEqualTo(1);
    }

    @Test
    void aGuestThatSomebodyElseMovesIsWaitedFor() throws Exception {
        running(1);
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        Thread person = new Thread(() -> assertThatCode(
                        () -> scene.core.guests().migrate(new GuestName("web1"), KVM3, MigrateOptions.defaults()))
                .doesNotThrowAnyException());
        person.start();
        hang.awaitReached();
        CompletableFuture<Operation> drain = draining(ONE);
        await().during(Locks.SHORTLY.plusSeconds(1))
                .atMost(PATIENCE)
                .until(() -> scene.store.open().stream()
                        .filter(o -> o.kind() == Kind.HOST_DRAIN)
                        .allMatch(o -> o.steps().get(0).state() == StepState.BEGUN));
        hang.release();
        Operation drained = drain.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(drained.state()).isEqualTo(State.DONE);
        assertThat(drained.steps().get(0).state()).isEqualTo(StepState.DONE);
        assertThat(drained.findings()).noneMatch(f -> f.severity() == Finding.Severity.BLOCKER);
        assertThat(scene.runs(KVM3, id(1))).isTrue();
        person.join(PATIENCE.toMillis());
    }

    @Test
    void aMigrationThatIsGivenUpIsNotTheDrainsEnd() throws GuestnetException {
        running(2);
        scene.sim(KVM2).faults().failNext(SimCall.MIGRATE_PREPARE, Codes.ABORTED);
        Operation drained = drain(ONE);
        assertThat(drained.steps()).extracting(Step::state).containsExactly(StepState.FAILED, StepState.DONE);
        assertThat(codes(drained)).contains(Codes.ABORTED);
    }

    @Test
    void aPlannedSlotThatOthersTookMeanwhileIsReplacedByTheNextBest() throws Exception {
        running(2);
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        CompletableFuture<Operation> drain = draining(ONE);
        hang.awaitReached();
        assertThat(journaled().steps().get(1).what()).isEqualTo("migrate guest web2 to kvm3");
        for (int i = 7; i <= 8; i++) {
            scene.guest(KVM3, "other" + i, i);
            scene.start("other" + i);
        }
        hang.release();
        Operation drained = drain.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(drained.state()).isEqualTo(State.DONE);
        assertThat(drained.steps().get(1)).isEqualTo(new Step("migrate guest web2 to kvm2", "", StepState.DONE));
        assertThat(codes(drained)).contains(Codes.DESTINATION_CHANGED);
        assertThat(scene.runs(KVM2, id(2))).isTrue();
    }

    private void abort(Operation drain) throws GuestnetException {
        scene.core.operations().abort(drain.id().toString());
    }

    @Test
    void afterAnAbortTheGuestOnItsWayArrivesAndNoFurtherOneIsBegun() throws Exception {
        running(3);
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        CompletableFuture<Operation> drain = draining(ONE);
        hang.awaitReached();
        abort(journaled());
        hang.release();
        Operation drained = drain.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(drained.state()).isEqualTo(State.DONE);
        assertThat(drained.steps())
                .extracting(Step::state)
                .containsExactly(StepState.DONE, StepState.PLANNED, StepState.PLANNED);
        assertThat(codes(drained)).contains(Codes.ABORTED);
        assertThat(scene.runs(KVM1, id(1))).isFalse();
        assertThat(scene.runs(KVM1, id(2)) && scene.runs(KVM1, id(3))).isTrue();
        assertThat(catchThrowableOfType(GuestnetException.class, () -> abort(drained))
                        .code())
                .isEqualTo(Codes.OPERATION_OVER);
    }

    @Test
    void aDrainWhoseManagerWasKilledIsGoneOnWithByTheNextOneWithItsOptions() throws Exception {
        scene.core.networks().undefine(KVM2, RED, false);
        scene.core.networks().undefine(KVM3, RED, false);
        scene.define(KVM3, Scene.NAT);
        List<UUID> guests = running(3);
        DrainOptions options = ONE.accepting(Set.of(Codes.LOCAL_SCOPE));
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        draining(options);
        hang.awaitReached();
        scene.restart();
        hang.release();
        over();
        Operation drained = journaled();
        assertThat(drained.state()).isEqualTo(State.DONE);
        assertThat(drained.steps())
                .extracting(Step::state)
                .containsOnly(StepState.DONE)
                .hasSize(3);
        assertThat(guests).allSatisfy(g -> {
            assertThat(scene.runs(KVM3, g)).isTrue();
            assertThat(copies(g)).isEqualTo(1);
        });
    }

    @Test
    void anAbortedDrainWhoseManagerWasKilledBeginsNoFurtherGuest() throws Exception {
        running(3);
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        draining(ONE);
        hang.awaitReached();
        abort(journaled());
        scene.restart();
        hang.release();
        over();
        assertThat(codes(journaled())).contains(Codes.ABORTED);
        assertThat(scene.runs(KVM1, id(2)) && scene.runs(KVM1, id(3))).isTrue();
    }

    @Test
    void whenTheDrainedHostFallsSilentTheDrainGoesOnWhenItAnswers() throws Exception {
        List<UUID> guests = running(3);
        scene.sim(KVM1).faults().dieNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        Operation silent = drain(ONE);
        assertThat(silent.state()).isEqualTo(State.UNCERTAIN);
        assertThat(codes(silent)).contains(Codes.UNCERTAIN);
        assertThat(silent.steps())
                .extracting(Step::state)
                .contains(StepState.PLANNED)
                .doesNotContain(StepState.FAILED);
        scene.sim(KVM1).revive();
        over();
        assertThat(journaled().state()).isEqualTo(State.DONE);
        assertThat(codes(journaled())).doesNotContain(Codes.UNCERTAIN);
        assertThat(guests).allSatisfy(g -> {
            assertThat(scene.runs(KVM1, g)).isFalse();
            assertThat(copies(g)).isEqualTo(1);
        });
    }

    @Test
    void whenADestinationDiesTheOthersGoElsewhereAndItsGuestIsLookedAtWhenItIsBack() throws Exception {
        List<UUID> guests = running(3);
        scene.sim(KVM2).faults().dieNext(SimCall.MIGRATE_PREPARE, Moment.AFTER);
        Operation first = drain(ONE);
        assertThat(first.state()).isEqualTo(State.UNCERTAIN);
        assertThat(scene.runs(KVM3, id(2))).isTrue();
        scene.sim(KVM2).revive();
        over();
        assertThat(journaled().state()).isEqualTo(State.DONE);
        assertThat(guests).allSatisfy(g -> assertThat(copies(g)).isEqualTo(1));
        assertThat(scene.noBlockers()).isTrue();
    }

    @Test
    void aDrainThatWaitsForASilentHostIsOverOnceItIsAborted() throws Exception {
        running(2);
        scene.sim(KVM1).faults().dieNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        Operation silent = drain(ONE);
        abort(silent);
        assertThat(journaled().state()).isEqualTo(State.DONE);
        assertThat(codes(journaled())).contains(Codes.ABORTED);
    }

    @Test
    void whileAHostIsDrainedNoGuestIsMovedThereAndAStartIsTold() throws Exception {
        running(1);
        scene.guest(KVM2, "db1", 9);
        scene.guest(KVM1, "late", 8);
        scene.start("db1");
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        CompletableFuture<Operation> drain = draining(ONE);
        hang.awaitReached();
        Candidate kvm1 = scene.core.guests().candidates(new GuestName("db1")).stream()
                .filter(c -> c.host().equals(KVM1))
                .findFirst()
                .orElseThrow();
        assertThat(kvm1.eligible()).isFalse();
        assertThat(kvm1.blockers()).extracting(Finding::code).contains(Codes.HOST_DRAINING);
        assertThat(refused(() -> scene.core.guests().migrate(new GuestName("db1"), KVM1, MigrateOptions.defaults())))
                .isEqualTo(Codes.HOST_DRAINING);
        assertThat(refused(() -> drain(ONE))).isEqualTo(Codes.BUSY);
        assertThat(codes(scene.start("late"))).contains(Codes.HOST_DRAINING);
        hang.release();
        Operation drained = drain.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(drained.findings())
                .as("it was started since")
                .anyMatch(
                        f -> f.code().equals(Codes.GUEST_RUNS_ON) && f.detail().contains("'late'"));
        assertThat(scene.core.guests().candidates(new GuestName("db1")).stream()
                        .filter(c -> c.host().equals(KVM1))
                        .findFirst())
                .get()
                .matches(Candidate::eligible);
    }

    private static String refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(GuestnetException.class, call).code();
    }

    @Test
    void aDrainGoesOnWhenItsCallerIsInterrupted() throws Exception {
        running(2);
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        CompletableFuture<String> told = new CompletableFuture<>();
        Thread caller = new Thread(() -> told.complete(refused(() -> drain(ONE))));
        caller.start();
        hang.awaitReached();
        caller.interrupt();
        assertThat(told.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Codes.UNCERTAIN);
        hang.release();
        over();
        assertThat(scene.runs(KVM1, id(1)) || scene.runs(KVM1, id(2))).isFalse();
    }

    @Test
    void guestsThatDoNotRunAreMovedOnlyWhenAsked() throws GuestnetException {
        scene.guest(KVM1, "cold", 9);
        assertThat(scene.core.hosts().drainPlan(KVM1, ONE).moves()).isEmpty();
        assertThat(scene.core.hosts().drainPlan(KVM1, ONE.withOffline(true)).moves())
                .extracting(m -> m.guest().value())
                .containsExactly("cold");
    }

    @Test
    void guestsThatRunAndThoseThatDoNotAreMovedEachInItsWay() throws GuestnetException {
        UUID web1 = running(1).get(0);
        UUID cold = scene.guest(KVM1, "cold", 9);
        Operation drained = drain(ONE.withOffline(true));
        assertThat(drained.steps())
                .extracting(Step::state)
                .containsOnly(StepState.DONE)
                .hasSize(2);
        assertThat(scene.report(KVM1, web1)).isEmpty();
        assertThat(scene.report(KVM1, cold)).isEmpty();
        assertThat(copies(web1)).isEqualTo(1);
    }

    @Test
    void aHostThatDoesNotAnswerIsNotDrained() throws Exception {
        scene.sim(KVM1).die();
        await().atMost(PATIENCE).until(() -> scene.core.hosts().get(KVM1).state() == HostInfo.State.DOWN);
        assertThat(refused(() -> drain(ONE))).isEqualTo(Codes.HOST_DOWN);
        assertThat(scene.store.open()).isEmpty();
        assertThat(refused(() -> scene.core.hosts().drain(new HostName("kvm9"), ONE)))
                .isEqualTo(Codes.HOST_UNKNOWN);
    }
}
