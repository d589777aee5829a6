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
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostAddress;
import org.guestnet.model.MigrationSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PeerMigrationTest {

    private static final Duration ROUND = Duration.ofMillis(300);
    private static final Migration AMONG_PEERS = to("sim:kvm2");

    private final ManualTime time = new ManualTime();
    private final SimDriver driver =
            new SimDriver(SimOptions.forTests().with(time).withRound(ROUND));
    private final SimHost source = driver.host("kvm1");
    private final SimHost destination = driver.host("kvm2");
    private HostSession a;
    private HostSession b;

    private static Migration to(String address) {
        return new Migration(
                Optional.empty(),
                MigrationSettings.defaults(),
                Optional.of(HostAddress.parse(address)),
                Optional.empty());
    }

    @BeforeEach
    void startGuest() throws GuestnetException {
        a = Try.open(driver, "kvm1");
        b = Try.open(driver, "kvm2");
        Try.running(a, Try.pool("passthrough", "ens1f0"));
        Try.running(b, Try.network("<forward mode='bridge'/><bridge name='br0'/>"));
        a.defineGuest(Try.guest());
        a.startGuest(Try.GUEST);
    }

    private CompletableFuture<Throwable> begun() {
        return Try.later(() -> a.migrate(Try.GUEST, b, AMONG_PEERS));
    }

    private static Optional<State> at(SimHost host) {
        return host.report().guests().stream().map(GuestReport::state).findFirst();
    }

    private static int portsAt(SimHost host) {
        return host.report().networks().get(0).ports().size();
    }

    private void onlyAtTheSource(State state) {
        assertThat(at(source)).contains(state);
        assertThat(at(destination)).isEmpty();
        assertThat(portsAt(source)).isEqualTo(1);
        assertThat(portsAt(destination)).isZero();
    }

    private static boolean isOver(HostSession session) throws GuestnetException {
        return session.migrationProgress(Try.GUEST).isEmpty();
    }

    @Test
    void itGoesOnAfterTheManagersSessionsAreLost() throws Exception {
        CompletableFuture<Throwable> call = begun();
        time.awaitWaiting(1);

        source.dropSessions();
        destination.dropSessions();

        assertThat(Try.failure(call)).isInstanceOf(HostUnreachableException.class);
        assertThat(at(destination)).contains(State.ARRIVING);
        HostSession later = Try.open(driver, "kvm1");
        assertThat(later.migrationProgress(Try.GUEST)).isPresent();
        while (at(source).isPresent()) {
            time.advance(ROUND);
            Thread.onSpinWait();
        }
        assertThat(at(destination)).contains(State.RUNNING_MIGRATED);
        assertThat(portsAt(source)).isZero();
        assertThat(portsAt(destination)).isEqualTo(1);
    }

    @Test
    void itNeedsNoSessionOfTheManagerWithTheDestination() throws Exception {
        CompletableFuture<Throwable> call = begun();
        time.awaitWaiting(1);
        b.close();
        while (!call.isDone()) {
            time.advance(ROUND);
            Thread.onSpinWait();
        }
        assertThat(Try.failure(call)).isNull();
        assertThat(at(destination)).contains(State.RUNNING_MIGRATED);
    }

    @Test
    void anotherSessionAbortsIt() throws Exception {
        source.setBusy(Try.GUEST, true);
        CompletableFuture<Throwable> call = begun();
        time.awaitWaiting(1);
        a.close();
        assertThat(Try.failure(call)).isInstanceOf(HostUnreachableException.class);

        HostSession later = Try.open(driver, "kvm1");
        later.abortMigration(Try.GUEST);
        while (!isOver(later)) {
            time.advance(ROUND);
            Thread.onSpinWait();
        }
        onlyAtTheSource(State.RUNNING);
    }

    @Test
    void itEndsWithItsSource() throws Exception {
        CompletableFuture<Throwable> call = begun();
        time.awaitWaiting(1);
        source.die();
        assertThat(Try.failure(call)).isInstanceOf(HostUnreachableException.class);
        source.revive();
        while (at(destination).isPresent()) {
            time.advance(ROUND);
            Thread.onSpinWait();
        }
        onlyAtTheSource(State.RUNNING);
    }

    @Test
    void destinationThatDiesBeforeItFinishesLeavesAPausedGuest() throws Exception {
        destination.faults().dieNext(SimCall.MIGRATE_FINISH, Moment.BEFORE);
        CompletableFuture<Throwable> call = begun();
        while (!call.isDone()) {
            time.advance(ROUND);
            Thread.onSpinWait();
        }
        assertThat(Try.failure(call)).isInstanceOf(HostUnreachableException.class);
        destination.revive();
        onlyAtTheSource(State.PAUSED_MIGRATING);
    }

    @Test
    void peerThatDoesNotAnswerIsToldAndNothingHasHappened() throws GuestnetException {
        unreachable("ssh://kvm2");
        unreachable("sim:kvm3");

        destination.setReached(false);
        unreachable("sim:kvm2");
        destination.setReached(true);

        destination.faults().hangNext(SimCall.MIGRATE_PEER, Moment.BEFORE);
        unreachable("sim:kvm2");

        destination.faults().dieNext(SimCall.MIGRATE_PEER, Moment.BEFORE);
        unreachable("sim:kvm2");
        destination.revive();
        assertThat(isOver(a)).isTrue();
    }

    private void unreachable(String address) {
        Try.refused(Codes.PEER_UNREACHABLE, () -> a.migrate(Try.GUEST, b, to(address)));
        onlyAtTheSource(State.RUNNING);
    }

    @Test
    void sourceThatDiesBeforeItBeginsIsNotAnUnreachedPeer() {
        source.faults().dieNext(SimCall.MIGRATE, Moment.AFTER);
        Try.refused(Codes.HOST_DOWN, () -> a.migrate(Try.GUEST, b, AMONG_PEERS));
    }
}
