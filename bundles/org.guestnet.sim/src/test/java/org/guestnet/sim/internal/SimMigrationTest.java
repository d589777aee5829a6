/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.Migration;
import org.guestnet.driver.MigrationProgress;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MigrationSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimMigrationTest {

    private static final Migration PLAIN = Migration.plain();
    private static final Duration ROUND = Duration.ofMillis(300);

    private SimDriver driver = new SimDriver(SimOptions.forTests());
    private HostSession a;
    private HostSession b;

    @BeforeEach
    void startGuest() throws GuestnetException {
        a = Try.open(driver, "kvm1");
        b = Try.open(driver, "kvm2");
        Try.running(a, Try.pool("passthrough", "ens1f0"));
        Try.running(b, Try.network("<forward mode='bridge'/><bridge name='br0'/>"));
        a.defineGuest(Try.guest());
        a.startGuest(Try.GUEST);
    }

    private void withTime(SimTime time) throws GuestnetException {
        driver = new SimDriver(SimOptions.forTests().with(time).withRound(ROUND));
        startGuest();
    }

    private Optional<State> at(String host) {
        return driver.host(host).report().guests().stream()
                .map(GuestReport::state)
                .findFirst();
    }

    private int portsAt(String host) {
        return driver.host(host).report().networks().get(0).ports().size();
    }

    @Test
    void migrationTakesTimeInRoundsAndTheGuestIsOnBothHostsMeanwhile() throws Exception {
        ManualTime time = new ManualTime();
        withTime(time);
        CompletableFuture<Throwable> migration = Try.later(() -> a.migrate(Try.GUEST, b, PLAIN));
        time.awaitWaiting(1);

        MigrationProgress first = a.migrationProgress(Try.GUEST).orElseThrow();
        assertThat(first.totalBytes()).isEqualTo(64L << 20);
        assertThat(first.remainingBytes()).isEqualTo(first.totalBytes());
        assertThat(at("kvm1")).contains(State.RUNNING);
        assertThat(at("kvm2")).contains(State.ARRIVING);
        assertThat(portsAt("kvm1")).isEqualTo(1);
        assertThat(portsAt("kvm2")).isEqualTo(1);

        time.advance(ROUND);
        time.awaitWaiting(1);
        assertThat(a.migrationProgress(Try.GUEST).orElseThrow().remainingBytes())
                .isLessThan(first.remainingBytes());

        while (!migration.isDone()) {
            time.advance(ROUND);
            Thread.onSpinWait();
        }
        assertThat(Try.failure(migration)).isNull();
        assertThat(at("kvm1")).isEmpty();
        assertThat(at("kvm2")).contains(State.RUNNING_MIGRATED);
    }

    @Test
    void busyGuestMigratesUntilItIsAborted() throws Exception {
        ManualTime time = new ManualTime();
        withTime(time);
        driver.host("kvm1").setBusy(Try.GUEST, true);
        CompletableFuture<Throwable> migration = Try.later(() -> a.migrate(Try.GUEST, b, PLAIN));
        for (int round = 0; round < 30; round++) {
            time.awaitWaiting(1);
            time.advance(ROUND);
        }
        time.awaitWaiting(1);
        a.abortMigration(Try.GUEST);
        time.advance(ROUND);

        assertThat(Try.failure(migration))
                .isInstanceOfSatisfying(
                        GuestnetException.class, e -> assertThat(e.code()).isEqualTo(Codes.ABORTED));
        onlyAtTheSource(State.RUNNING);
    }

    @Test
    void roundThatTakesLongShowsItsProgressAndIsEndedByAnAbort() throws Exception {
        ManualTime time = new ManualTime();
        withTime(time);
        Migration slow = new Migration(
                Optional.empty(), MigrationSettings.defaults().withBandwidth(1), Optional.empty(), Optional.empty());
        CompletableFuture<Throwable> migration = Try.later(() -> a.migrate(Try.GUEST, b, slow));
        for (int step = 0; step < 20; step++) {
            time.awaitWaiting(1);
            time.advance(ROUND);
        }
        time.awaitWaiting(1);
        assertThat(a.migrationProgress(Try.GUEST).orElseThrow().remainingBytes())
                .isEqualTo((64L << 20) - (6L << 20)); // in 20 times 300 ms

        a.abortMigration(Try.GUEST);
        time.advance(ROUND);
        assertThat(Try.failure(migration)).hasMessageContaining("canceled by client");
        onlyAtTheSource(State.RUNNING);
    }

    private void onlyAtTheSource(State state) {
        assertThat(at("kvm1")).contains(state);
        assertThat(at("kvm2")).isEmpty();
        assertThat(portsAt("kvm1")).isEqualTo(1);
        assertThat(portsAt("kvm2")).isZero();
    }

    @Test
    void guestThatMigratesRefusesOtherChanges() throws Exception {
        ManualTime time = new ManualTime();
        withTime(time);
        driver.host("kvm1").setBusy(Try.GUEST, true);
        CompletableFuture<Throwable> migration = Try.later(() -> a.migrate(Try.GUEST, b, PLAIN));
        time.awaitWaiting(1);
        Try.refused(Codes.HOST_REFUSED, () -> a.migrate(Try.GUEST, b, PLAIN));
        Try.refused(Codes.HOST_REFUSED, () -> a.saveGuest(Try.GUEST));
        Try.refused(Codes.HOST_REFUSED, () -> a.undefineGuest(Try.GUEST));

        a.destroyGuest(Try.GUEST);
        time.advance(ROUND);
        assertThat(Try.failure(migration)).isInstanceOf(GuestnetException.class);
        assertThat(at("kvm1")).contains(State.SHUT_OFF);
        assertThat(at("kvm2")).isEmpty();
    }

    @Test
    void sourceThatDiesDuringTheTransferKeepsTheGuest() throws GuestnetException {
        driver.host("kvm1").faults().dieNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        unreachable();
        driver.host("kvm1").revive();
        onlyAtTheSource(State.RUNNING);
        assertThat(Try.open(driver, "kvm1").migrationProgress(Try.GUEST)).isEmpty();
    }

    private void unreachable() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> a.migrate(Try.GUEST, b, PLAIN)))
                .isInstanceOf(HostUnreachableException.class);
    }

    @Test
    void destinationThatDiesDuringTheTransferForgetsTheGuestWhenItIsBack() throws Exception {
        ManualTime time = new ManualTime();
        withTime(time);
        CompletableFuture<Throwable> migration = Try.later(() -> a.migrate(Try.GUEST, b, PLAIN));
        time.awaitWaiting(1);
        driver.host("kvm2").die();
        time.advance(ROUND);
        assertThat(Try.failure(migration)).isInstanceOf(HostUnreachableException.class);
        assertThat(at("kvm2")).contains(State.ARRIVING);

        driver.host("kvm2").revive();
        onlyAtTheSource(State.RUNNING);
    }

    @Test
    void destinationThatDiesBeforeItFinishesLeavesAPausedGuestAtTheSource() throws GuestnetException {
        driver.host("kvm2").faults().dieNext(SimCall.MIGRATE_FINISH, Moment.BEFORE);
        unreachable();
        driver.host("kvm2").revive();
        onlyAtTheSource(State.PAUSED_MIGRATING);

        a.resumeGuest(Try.GUEST);
        onlyAtTheSource(State.RUNNING);
    }

    @Test
    void destinationThatDiesAfterItFinishedRunsTheGuest() throws GuestnetException {
        driver.host("kvm2").faults().dieNext(SimCall.MIGRATE_FINISH, Moment.AFTER);
        unreachable();
        driver.host("kvm2").revive();
        assertThat(at("kvm1")).contains(State.PAUSED_MIGRATING);
        assertThat(at("kvm2")).contains(State.RUNNING_MIGRATED);

        a.destroyGuest(Try.GUEST);
        a.undefineGuest(Try.GUEST);
        assertThat(portsAt("kvm1")).isZero();
    }

    @Test
    void sourceThatDiesBeforeItConfirmsKeepsAPausedCopy() {
        driver.host("kvm1").faults().dieNext(SimCall.MIGRATE_CONFIRM, Moment.BEFORE);
        unreachable();
        assertThat(at("kvm1")).contains(State.PAUSED_MIGRATING);
        assertThat(at("kvm2")).contains(State.RUNNING_MIGRATED);
    }

    @Test
    void managerThatIsGoneBeforeTheFinishLeavesAPausedGuestAndNothingThere() throws Exception {
        Hang hang = driver.host("kvm2").faults().hangNext(SimCall.MIGRATE_FINISH, Moment.BEFORE);
        CompletableFuture<Throwable> migration = Try.later(() -> a.migrate(Try.GUEST, b, PLAIN));
        hang.awaitReached();
        b.close();
        assertThat(Try.failure(migration)).isInstanceOf(HostUnreachableException.class);
        onlyAtTheSource(State.PAUSED_MIGRATING);
    }

    @Test
    void gapIsToldAndFollowsFromTheSeed() throws GuestnetException {
        Optional<Duration> gap = a.migrate(Try.GUEST, b, PLAIN);
        assertThat(gap.orElseThrow()).isBetween(Duration.ofMillis(20), Duration.ofMillis(100));

        driver = new SimDriver(SimOptions.forTests());
        startGuest();
        assertThat(a.migrate(Try.GUEST, b, PLAIN)).isEqualTo(gap);
    }

    @Test
    void pausedGuestStaysPausedWhereverItIs() throws GuestnetException {
        driver.host("kvm1").pauseGuest(Try.GUEST);
        driver.host("kvm2").faults().failNext(SimCall.MIGRATE_FINISH);
        Try.refused(Codes.HOST_REFUSED, () -> a.migrate(Try.GUEST, b, PLAIN));
        onlyAtTheSource(State.PAUSED);

        assertThat(a.migrate(Try.GUEST, b, PLAIN)).isEmpty();
        assertThat(at("kvm1")).isEmpty();
        assertThat(at("kvm2")).contains(State.PAUSED);
        b.resumeGuest(Try.GUEST);
        assertThat(at("kvm2")).contains(State.RUNNING);
    }

    @Test
    void refusedStepsLeaveTheGuestRunningHere() {
        for (SimCall step : new SimCall[] {SimCall.MIGRATE_PREPARE, SimCall.MIGRATE_FINISH}) {
            driver.host("kvm2").faults().failNext(step);
            Try.refused(Codes.HOST_REFUSED, () -> a.migrate(Try.GUEST, b, PLAIN));
            onlyAtTheSource(State.RUNNING);
        }
    }

    @Test
    void refusedArrivalDoesNotTouchAnotherArrivalOfTheSameGuest() throws Exception {
        HostSession c = Try.open(driver, "kvm3");
        c.defineGuest(Try.guest().replace("type='network'", "type='user'"));
        c.startGuest(Try.GUEST);
        Hang hang = driver.host("kvm2").faults().hangNext(SimCall.MIGRATE_FINISH, Moment.BEFORE);
        CompletableFuture<Throwable> first = Try.later(() -> a.migrate(Try.GUEST, b, PLAIN));
        hang.awaitReached();

        Try.refused(Codes.GUEST_RUNNING, () -> c.migrate(Try.GUEST, b, PLAIN));
        assertThat(at("kvm2")).contains(State.ARRIVING);
        hang.release();
        assertThat(Try.failure(first)).isNull();
        assertThat(at("kvm2")).contains(State.RUNNING_MIGRATED);
    }

    @Test
    void documentOfAnotherGuestIsNoDestination() {
        String other = Try.guest().replace(Try.MAC.value(), "52:54:00:00:00:99");
        Migration changed = Migration.plain().with(new Migration.Resolved(other, Try.guest()));
        Try.refused(Codes.HOST_REFUSED, () -> a.migrate(Try.GUEST, b, changed));
        onlyAtTheSource(State.RUNNING);
    }

    @Test
    void guestDoesNotMigrateToItsOwnHost() throws GuestnetException {
        HostSession again = Try.open(driver, "kvm1");
        Try.refused(Codes.HOST_REFUSED, () -> a.migrate(Try.GUEST, again, PLAIN));
        assertThat(at("kvm1")).contains(State.RUNNING);
    }

    @Test
    void containersDoNotMigrate() throws GuestnetException {
        HostSession lxc = driver.open(Try.host("kvm1", Hypervisor.LXC), new Heard());
        HostSession there = driver.open(Try.host("kvm2", Hypervisor.LXC), new Heard());
        lxc.defineGuest(
                Try.guest().replace("'kvm'", "'lxc'").replace("<interface type='network'>", "<interface type='user'>"));
        lxc.startGuest(Try.GUEST);
        assertThat(lxc.facts().migrates()).isFalse();
        Try.refused(Codes.HYPERVISOR_CANNOT_MIGRATE, () -> lxc.migrate(Try.GUEST, there, PLAIN));
        Try.refused(Codes.HOST_REFUSED, () -> lxc.saveGuest(Try.GUEST));
        assertThat(lxc.guest(Try.GUEST).orElseThrow().state()).isEqualTo(State.RUNNING);
    }
}
