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

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.guestnet.api.MigrateOptions;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operations that are given up: because somebody asks for it, or because their time is over. */
class AbortTest {

    private final Scene scene = new Scene();
    private UUID web1;

    AbortTest() throws GuestnetException {}

    @BeforeEach
    void running() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        scene.define(KVM2, BRIDGE);
        web1 = scene.guest(KVM1, "web1", 1);
        scene.start("web1");
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private CompletableFuture<GuestnetException> migrating(MigrateOptions options) {
        return CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(GuestnetException.class, () -> scene.migrate("web1", KVM2, options)));
    }

    private void requireUndone(GuestnetException e) throws GuestnetException {
        assertThat(e.findings()).extracting(Finding::code).contains(Codes.ABORTED, Codes.GUEST_RUNS_ON);
        assertThat(e).hasMessageContaining("runs on host kvm1");
        assertThat(scene.last().state()).isEqualTo(State.UNDONE);
        assertThat(scene.last().findings()).extracting(Finding::code).contains(Codes.ABORTED);
        assertThat(scene.runs(KVM1, web1)).isTrue();
        assertThat(scene.report(KVM2, web1)).isEmpty();
        assertThat(scene.ports(KVM2)).isZero();
        assertThat(scene.sim(KVM2).report().networks()).noneMatch(n -> n.active());
        assertThat(scene.store.claims()).allMatch(c -> c.key().host().equals(KVM1));
    }

    @Test
    void aMigrationThatIsGivenUpLeavesTheGuestWhereItWasAndNothingAtTheDestination() throws Exception {
        scene.sim(KVM1).setBusy(web1, true); // it would never end
        CompletableFuture<GuestnetException> migrating = migrating(MigrateOptions.defaults());
        await().atMost(PATIENCE).until(() -> scene.report(KVM2, web1).isPresent());
        Operation asked = scene.core.operations().abort(scene.last().id().shortForm());
        assertThat(asked.state()).isEqualTo(State.RUNNING);
        requireUndone(migrating.get());
    }

    @Test
    void aMigrationThatGoesOnAfterItsManagerWasKilledIsGivenUpToo() throws Exception {
        scene.sim(KVM1).setBusy(web1, true);
        CompletableFuture<GuestnetException> migrating = migrating(MigrateOptions.defaults());
        await().atMost(PATIENCE).until(() -> scene.report(KVM2, web1).isPresent());
        scene.restart();
        assertThat(migrating.get()).isNotNull();
        scene.core.operations().abort(scene.last().id().toString());
        scene.awaitSettled();
        assertThat(scene.last().state()).isEqualTo(State.UNDONE);
        assertThat(scene.last().findings()).extracting(Finding::code).contains(Codes.ABORTED, Codes.SETTLED);
        assertThat(scene.runs(KVM1, web1)).isTrue();
        assertThat(scene.report(KVM2, web1)).isEmpty();
        assertThat(scene.ports(KVM2)).isZero();
    }

    @Test
    void aMigrationKeepsToItsTimeWhenAnotherManagerAdoptsIt() throws Exception {
        scene.sim(KVM1).setBusy(web1, true);
        CompletableFuture<GuestnetException> migrating =
                migrating(MigrateOptions.defaults().within(Duration.ofMillis(2_500)));
        await().atMost(PATIENCE).until(() -> scene.report(KVM2, web1).isPresent());
        scene.restart();
        assertThat(migrating.get()).isNotNull();
        scene.awaitSettled();
        assertThat(scene.last().state()).isEqualTo(State.UNDONE);
        assertThat(scene.last().findings())
                .extracting(Finding::detail)
                .contains("--timeout 3", "it was given up because it had not ended after 3 s");
        assertThat(scene.runs(KVM1, web1)).isTrue();
        assertThat(scene.report(KVM2, web1)).isEmpty();
    }

    @Test
    void aMigrationWhoseTimeIsOverIsGivenUpAndItIsSaidAfterHowLong() throws Exception {
        scene.sim(KVM1).setBusy(web1, true);
        GuestnetException e = migrating(MigrateOptions.defaults().within(Duration.ofMillis(700)))
                .get();
        requireUndone(e);
        assertThat(e).hasMessageContaining("after 700 ms");
    }

    @Test
    void aMigrationIsGivenUpBetweenItsStepsToo() throws Exception {
        var hang = scene.sim(KVM2).faults().hangNext(SimCall.START_NETWORK, Moment.AFTER);
        CompletableFuture<GuestnetException> migrating = migrating(MigrateOptions.defaults());
        hang.awaitReached();
        scene.core.operations().abort(scene.last().id().toString());
        hang.release();
        requireUndone(migrating.get());
    }

    @Test
    void whatIsTooLateToBeGivenUpGoesToItsEnd() throws Exception {
        scene.on(KVM1, s -> s.setGuestAutostart(web1, true));
        var hang = scene.sim(KVM2).faults().hangNext(SimCall.AUTOSTART_GUEST, Moment.BEFORE);
        CompletableFuture<GuestnetException> migrating = migrating(MigrateOptions.defaults());
        hang.awaitReached();
        scene.core.operations().abort(scene.last().id().toString());
        hang.release();
        assertThat(migrating.get()).isNull();
        assertThat(scene.last().state()).isEqualTo(State.DONE);
    }

    @Test
    void aPreparedStartIsCancelled() throws Exception {
        UUID db1 = scene.guest(KVM1, "db1", 2);
        Operation prepared = scene.core
                .guests()
                .prepare(KVM1, Scene.domain("db1", db1, 2), Duration.ofMinutes(1))
                .operation();
        assertThat(scene.core.operations().abort(prepared.id().toString()).state())
                .isEqualTo(State.UNDONE);
        assertThat(scene.store.claims()).noneMatch(c -> c.guest().equals(db1));
    }

    @Test
    void whatHasEndedCannotBeGivenUp() throws Exception {
        assertThat(refusal(scene.last()).code()).isEqualTo(Codes.OPERATION_OVER);
    }

    @Test
    void aStartGoesToItsEnd() throws Exception {
        scene.guest(KVM1, "db1", 2);
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.START_GUEST, Moment.BEFORE);
        CompletableFuture<GuestnetException> starting = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(GuestnetException.class, () -> scene.start("db1")));
        hang.awaitReached();
        assertThat(refusal(scene.last()).code()).isEqualTo(Codes.OPERATION_OVER);
        hang.release();
        assertThat(starting.get()).isNull();
    }

    @Test
    void whatAnotherManagerDoesIsGivenUpThere() throws Exception {
        Operation foreign = Operation.begin(
                OperationId.random(),
                Operation.Kind.GUEST_MIGRATE,
                "elsewhere",
                Optional.of(UUID.randomUUID()),
                new HostName("elsewhere"),
                Optional.empty(),
                List.of());
        scene.store.write(foreign);
        assertThat(refusal(foreign).code()).isEqualTo(Codes.BUSY);
    }

    private GuestnetException refusal(Operation operation) {
        return catchThrowableOfType(
                GuestnetException.class,
                () -> scene.core.operations().abort(operation.id().toString()));
    }
}
