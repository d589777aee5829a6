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

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.guestnet.api.MigrateOptions;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manager that is killed at any step of a move, and hosts that fall silent: the guest is on one host, and nothing is left at the other. */
class MoveKillTest {

    private final Scene scene = new Scene();
    private UUID web1;

    MoveKillTest() throws GuestnetException {}

    @BeforeEach
    void defined() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        scene.define(KVM2, BRIDGE); // and is not started
        web1 = scene.guest(KVM1, "web1", 1);
        scene.on(KVM1, s -> s.setGuestAutostart(web1, true));
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private void killedAt(HostName host, SimCall call, Moment moment, HostName to, MigrateOptions options)
            throws Exception {
        var hang = scene.sim(host).faults().hangNext(call, moment);
        CompletableFuture<?> moving = CompletableFuture.runAsync(
                () -> catchThrowableOfType(GuestnetException.class, () -> scene.migrate("web1", to, options)));
        hang.awaitReached();
        scene.restart();
        hang.release();
        moving.get();
        scene.awaitSettled();
    }

    private void requireOnOneHost(HostName to) {
        HostName from = to.equals(KVM1) ? KVM2 : KVM1;
        boolean arrived = scene.runs(to, web1);
        assertThat(scene.runs(from, web1)).as("one copy runs").isNotEqualTo(arrived);
        HostName without = arrived ? from : to;
        assertThat(scene.report(without, web1)).isEmpty();
        assertThat(scene.ports(without)).isZero();
        assertThat(scene.store.claims()).noneMatch(c -> c.key().host().equals(without));
        assertThat(scene.report(arrived ? to : from, web1).orElseThrow().autostart())
                .isTrue();
        if (!arrived) {
            assertThat(scene.sim(to).report().networks())
                    .as("the network that was started for it")
                    .noneMatch(n -> n.active());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kvm2, START_NETWORK, BEFORE, true",
        "kvm2, START_NETWORK, AFTER, true",
        "kvm1, MIGRATE, BEFORE, true",
        "kvm2, MIGRATE_PREPARE, BEFORE, true",
        "kvm2, MIGRATE_PREPARE, AFTER, true",
        "kvm1, MIGRATE_PERFORM, AFTER, true",
        "kvm1, MIGRATE_ROUND, AFTER, true",
        "kvm2, MIGRATE_FINISH, BEFORE, true",
        "kvm2, MIGRATE_FINISH, AFTER, true",
        "kvm1, MIGRATE_CONFIRM, BEFORE, true",
        "kvm2, AUTOSTART_GUEST, BEFORE, true",
        "kvm2, MIGRATE_PREPARE, AFTER, false",
        "kvm1, MIGRATE_PERFORM, AFTER, false",
        "kvm1, MIGRATE_ROUND, AFTER, false",
        "kvm2, MIGRATE_FINISH, BEFORE, false",
        "kvm2, MIGRATE_FINISH, AFTER, false",
        "kvm1, MIGRATE_CONFIRM, BEFORE, false",
        "kvm1, MIGRATE_CONFIRM, AFTER, false",
    })
    void aRunningGuestRunsOnOneHost(String where, SimCall call, Moment moment, boolean peers) throws Exception {
        scene.start("web1");
        scene.sim(KVM2).setReached(peers);
        killedAt(new HostName(where), call, moment, KVM2, MigrateOptions.defaults());
        requireOnOneHost(KVM2);
    }

    @ParameterizedTest
    @CsvSource({"kvm2, MIGRATE_FINISH, AFTER", "kvm1, MIGRATE_CONFIRM, BEFORE", "kvm1, MIGRATE_ROUND, AFTER"})
    void aPausedGuestStandsStillOnOneHost(String where, SimCall call, Moment moment) throws Exception {
        scene.start("web1");
        scene.sim(KVM1).pauseGuest(web1);
        scene.sim(KVM2).setReached(false);
        killedAt(new HostName(where), call, moment, KVM2, MigrateOptions.defaults());
        requireOnOneHost(KVM2);
    }

    @Test
    void aMigrationAmongPeersThatWentOnWithoutUsIsAdopted() throws Exception {
        scene.start("web1");
        killedAt(KVM1, SimCall.MIGRATE_ROUND, Moment.AFTER, KVM2, MigrateOptions.defaults());
        assertThat(scene.last().state()).isEqualTo(State.DONE);
        assertThat(scene.runs(KVM2, web1)).isTrue();
    }

    @Test
    void aMigrationAmongPeersThatGoesOnIsWaitedFor() throws Exception {
        scene.start("web1");
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.MIGRATE_ROUND, Moment.AFTER);
        CompletableFuture<?> moving = CompletableFuture.runAsync(() -> catchThrowableOfType(
                GuestnetException.class, () -> scene.migrate("web1", KVM2, MigrateOptions.defaults())));
        hang.awaitReached();
        scene.restart();
        moving.get();
        scene.core.hosts().refresh(KVM1);
        scene.core.hosts().refresh(KVM2);
        assertThat(scene.store.open()).hasSize(1);
        assertThat(scene.ports(KVM2)).as("its port there").isEqualTo(1);
        hang.release();
        scene.awaitSettled();
        assertThat(scene.last().state()).isEqualTo(State.DONE);
        requireOnOneHost(KVM2);
    }

    @Test
    void whileAMigrationAmongPeersMayArriveItsPlaceThereIsKept() throws Exception {
        scene.start("web1");
        scene.migrate("web1", KVM2, MigrateOptions.defaults());
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.MIGRATE_PREPARE, Moment.BEFORE);
        CompletableFuture<GuestnetException> moving = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                GuestnetException.class, () -> scene.migrate("web1", KVM1, MigrateOptions.defaults())));
        hang.awaitReached();
        scene.sim(KVM2).dropSessions();
        assertThat(moving.get().findings()).extracting(Finding::code).contains(Codes.UNCERTAIN);
        assertThat(scene.last().state()).isEqualTo(State.UNCERTAIN);
        assertThat(scene.store.claims()).anyMatch(c -> c.key().host().equals(KVM1));
        assertThat(scene.sim(KVM1).report().networks()).allMatch(n -> n.active());
        hang.release();
        scene.awaitSettled();
        assertThat(scene.last().state()).isEqualTo(State.DONE);
        requireOnOneHost(KVM1);
    }

    @ParameterizedTest
    @CsvSource({
        "kvm1, MOVE_CONFIGURATION, BEFORE",
        "kvm1, MOVE_CONFIGURATION, AFTER",
        "kvm2, MOVE_ARRIVE, BEFORE",
        "kvm2, MOVE_ARRIVE, AFTER",
        "kvm1, MOVE_LEAVE, BEFORE",
        "kvm1, MOVE_LEAVE, AFTER",
        "kvm2, AUTOSTART_GUEST, BEFORE",
    })
    void theConfigurationOfAStoppedGuestIsOnOneHost(String where, SimCall call, Moment moment) throws Exception {
        killedAt(
                new HostName(where),
                call,
                moment,
                KVM2,
                MigrateOptions.defaults().withOffline(true));
        boolean arrived = scene.report(KVM2, web1).isPresent();
        assertThat(scene.report(KVM1, web1).isPresent()).isNotEqualTo(arrived);
        assertThat(scene.report(arrived ? KVM2 : KVM1, web1).orElseThrow().autostart())
                .isTrue();
        assertThat(scene.last().state()).isEqualTo(arrived ? State.DONE : State.UNDONE);
    }

    @Test
    void twoConfigurationsThatAreNotTheSameAreBothKeptAndThatIsSaid() throws Exception {
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.MOVE_LEAVE, Moment.BEFORE);
        CompletableFuture<?> moving = CompletableFuture.runAsync(() -> catchThrowableOfType(
                GuestnetException.class,
                () -> scene.migrate("web1", KVM2, MigrateOptions.defaults().withOffline(true))));
        hang.awaitReached();
        String other = Scene.domain("web1", web1, 1).replace(">32<", ">64<");
        scene.on(KVM2, s -> s.defineGuest(other));
        scene.restart();
        hang.release();
        moving.get();
        scene.awaitSettled();
        assertThat(scene.report(KVM1, web1)).isPresent();
        assertThat(scene.report(KVM2, web1)).isPresent();
        assertThat(scene.last().findings())
                .extracting(Finding::detail)
                .anyMatch(d -> d.contains("both have a configuration"));
    }

    @Test
    void aCopyOfAFailedMoveThatStaysIsSaid() throws Exception {
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.MOVE_CONFIGURATION, Moment.AFTER);
        scene.sim(KVM2).faults().failNext(SimCall.MOVE_ARRIVE);
        CompletableFuture<GuestnetException> moving = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                GuestnetException.class,
                () -> scene.migrate("web1", KVM2, MigrateOptions.defaults().withOffline(true))));
        hang.awaitReached();
        scene.on(KVM2, s -> s.defineGuest(Scene.domain("web1", web1, 1)));
        scene.on(KVM2, s -> s.startNetwork(Scene.RED));
        scene.on(KVM2, s -> s.startGuest(web1));
        hang.release();
        assertThat(moving.get().findings())
                .anyMatch(f -> f.code().equals(Codes.UNCERTAIN) && f.detail().contains("on kvm2 it runs"));
        assertThat(moving.get().getMessage()).doesNotContain("not the same");
        scene.awaitSettled();
        assertThat(scene.last().state()).isEqualTo(State.UNDONE);
        assertThat(scene.report(KVM1, web1)).isPresent();
        assertThat(scene.runs(KVM2, web1)).isTrue();
    }

    @Test
    void whileTheDestinationIsSilentNothingIsTouchedAndTheOperationSaysSo() throws Exception {
        scene.start("web1");
        scene.sim(KVM2).setReached(false);
        var hang = scene.sim(KVM2).faults().hangNext(SimCall.MIGRATE_FINISH, Moment.BEFORE);
        CompletableFuture<?> moving = CompletableFuture.runAsync(() -> catchThrowableOfType(
                GuestnetException.class, () -> scene.migrate("web1", KVM2, MigrateOptions.defaults())));
        hang.awaitReached();
        scene.sim(KVM2).die();
        moving.get();
        await().atMost(PATIENCE).untilAsserted(() -> {
            Operation open = scene.last();
            assertThat(open.state()).isEqualTo(State.UNCERTAIN);
            assertThat(open.findings())
                    .anyMatch(
                            f -> f.code().equals(Codes.UNCERTAIN) && f.detail().contains("host kvm2 does not answer"));
        });
        assertThat(scene.report(KVM1, web1)).isPresent();
        scene.sim(KVM2).revive();
        scene.awaitSettled();
        requireOnOneHost(KVM2);
    }
}
