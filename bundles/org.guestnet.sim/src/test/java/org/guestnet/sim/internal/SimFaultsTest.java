/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimFaultsTest {

    private static final DeviceName NIC = new DeviceName("ens1f0");

    private final SimDriver driver = new SimDriver(SimOptions.forTests().withDeadline(Duration.ofMillis(50)));
    private final SimHost host = driver.host("kvm1");
    private final Heard heard = new Heard();
    private HostSession session;

    @BeforeEach
    void openSession() throws GuestnetException {
        session = driver.open(Try.host("kvm1"), heard);
        Try.running(session, Try.pool("passthrough", "ens1f0", "ens1f1"));
    }

    private boolean active() {
        return host.report().networks().get(0).active();
    }

    @Test
    void failingCallDoesNothingAndTheNextOneWorks() throws GuestnetException {
        host.faults().failNext(SimCall.STOP_NETWORK);
        Try.refused(Codes.HOST_REFUSED, () -> session.stopNetwork(Try.RED));
        assertThat(active()).isTrue();

        session.stopNetwork(Try.RED);
        assertThat(active()).isFalse();
    }

    @Test
    void faultsOfOneKindStrikeOneAfterTheOther() throws GuestnetException {
        host.faults().failNext(SimCall.CREATE_PORT, Codes.POOL_EXHAUSTED);
        host.faults().failNext(SimCall.CREATE_PORT);
        Try.refused(Codes.POOL_EXHAUSTED, () -> session.createPort(Try.request(1)));
        Try.refused(Codes.HOST_REFUSED, () -> session.createPort(Try.request(1)));
        assertThat(session.createPort(Try.request(1)).plug()).isPresent();
    }

    @Test
    void clearedFaultDoesNotStrike() throws GuestnetException {
        host.faults().failNext(SimCall.OBSERVE);
        host.faults().clear();
        assertThat(session.observe().networks()).hasSize(1);
    }

    @Test
    void hangMissesTheDeadlineBeforeOrAfterTheEffect() {
        host.faults().hangNext(SimCall.CREATE_PORT, Moment.BEFORE);
        Try.refused(Codes.HOST_TIMEOUT, () -> session.createPort(Try.request(1)));
        assertThat(host.report().networks().get(0).ports()).isEmpty();

        host.faults().hangNext(SimCall.CREATE_PORT, Moment.AFTER);
        Try.refused(Codes.HOST_TIMEOUT, () -> session.createPort(Try.request(1)));
        assertThat(host.report().networks().get(0).ports()).hasSize(1);
    }

    @Test
    void releasedHangLetsTheCallGoOn() throws Exception {
        SimDriver patient = new SimDriver(SimOptions.forTests().withDeadline(Duration.ofSeconds(20)));
        HostSession a = Try.open(patient, "kvm1");
        Hang hang = patient.host("kvm1").faults().hangNext(SimCall.DEFINE_NETWORK, Moment.BEFORE);
        CompletableFuture<Throwable> call = Try.later(() -> a.defineNetwork(Try.pool("bridge", "ens1f0")));
        hang.awaitReached();
        assertThat(patient.host("kvm1").report().networks()).isEmpty();

        hang.release();

        assertThat(Try.failure(call)).isNull();
        assertThat(patient.host("kvm1").report().networks()).hasSize(1);
    }

    @Test
    void hungHostDelaysNobodyElse() throws GuestnetException {
        HostSession other = Try.open(driver, "kvm2");
        Hang hang = host.faults().hangAll();
        Try.refused(Codes.HOST_TIMEOUT, () -> session.observe());
        Try.refused(Codes.HOST_TIMEOUT, () -> Try.open(driver, "kvm1"));
        assertThat(other.observe().devices()).isNotEmpty();

        hang.release();
        assertThat(session.observe().networks()).hasSize(1);
    }

    @Test
    void closeEndsACallThatHangs() throws Exception {
        SimDriver patient = new SimDriver(SimOptions.forTests().withDeadline(Duration.ofHours(1)));
        HostSession a = Try.open(patient, "kvm1");
        Hang hang = patient.host("kvm1").faults().hangNext(SimCall.OBSERVE, Moment.BEFORE);
        CompletableFuture<Throwable> call = Try.later(a::observe);
        hang.awaitReached();

        a.close();

        assertThat(Try.failure(call)).isInstanceOf(HostUnreachableException.class);
    }

    @Test
    void interruptionEndsAWaitLikeAMissedDeadline() throws Exception {
        SimDriver patient = new SimDriver(SimOptions.forTests().withDeadline(Duration.ofHours(1)));
        HostSession a = Try.open(patient, "kvm1");
        Hang hang = patient.host("kvm1").faults().hangNext(SimCall.OBSERVE, Moment.BEFORE);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            Try.refused(Codes.HOST_TIMEOUT, a::observe);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        hang.awaitReached();

        caller.interrupt();

        assertThat(interrupted.get(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void deathBeforeTheEffectLeavesNothingBehind() throws Exception {
        host.faults().dieNext(SimCall.STOP_NETWORK, Moment.BEFORE);
        Try.refused(Codes.HOST_DOWN, () -> session.stopNetwork(Try.RED));
        assertThat(active()).isTrue();
        assertThat(Heard.soon(heard.loss)).isTrue();
        assertThat(heard.lost).hasSize(1);
    }

    @Test
    void deathAfterTheEffectDoesNotSayThatItHappened() {
        host.faults().dieNext(SimCall.STOP_NETWORK, Moment.AFTER);
        Try.refused(Codes.HOST_DOWN, () -> session.stopNetwork(Try.RED));
        assertThat(active()).isFalse();
    }

    @Test
    void deadHostAnswersNobodyUntilItIsBack() throws GuestnetException {
        session.createPort(Try.request(1));
        host.die();
        Try.refused(Codes.HOST_DOWN, () -> session.observe());
        Try.refused(Codes.HOST_DOWN, () -> Try.open(driver, "kvm1"));

        host.revive();
        Try.refused(Codes.HOST_DOWN, () -> session.observe());
        assertThat(Try.open(driver, "kvm1").network(Try.RED).ports()).hasSize(1);
    }

    @Test
    void brokenConnectionIsToldOnceAndTheHostGoesOn() throws Exception {
        host.dropSessions();
        host.dropSessions();
        assertThat(Heard.soon(heard.loss)).isTrue();
        Try.refused(Codes.HOST_DOWN, () -> session.observe());
        assertThat(Try.open(driver, "kvm1").observe().networks()).hasSize(1);
        assertThat(heard.lost).hasSize(1);
    }

    @Test
    void linkThatIsDownIsSeenAndChosenJustAsWell() throws GuestnetException {
        host.setLink(NIC, false);
        assertThat(session.observe().devices())
                .filteredOn(d -> d.name().equals(NIC))
                .extracting(HostDevice::linkUp)
                .containsExactly(java.util.Optional.of(false));
        assertThat(session.createPort(Try.request(1)).plug().orElseThrow().device())
                .contains(NIC);
    }

    @Test
    void vanishedDeviceFailsEveryStartAndLeavesNoPort() throws GuestnetException {
        session.defineGuest(Try.guest());
        host.removeDevice(NIC);
        assertThat(session.observe().devices()).extracting(HostDevice::name).doesNotContain(NIC);

        Try.refused(Codes.HOST_REFUSED, () -> session.startGuest(Try.GUEST));
        Try.refused(Codes.HOST_REFUSED, () -> session.startGuest(Try.GUEST));
        assertThat(session.network(Try.RED).ports()).isEmpty();

        session.createPort(Try.booking(9, "ens1f0", "passthrough"));
        session.startGuest(Try.GUEST);
        assertThat(session.guest(Try.GUEST)
                        .orElseThrow()
                        .live()
                        .get(0)
                        .plug()
                        .orElseThrow()
                        .device())
                .contains(new DeviceName("ens1f1"));
    }

    @Test
    void rebootEndsGuestsAndStartsWhatStartsWithTheHost() throws GuestnetException {
        session.defineGuest(Try.guest());
        session.startGuest(Try.GUEST);
        host.reboot();
        HostSession again = Try.open(driver, "kvm1");
        assertThat(again.network(Try.RED).active()).isFalse();
        assertThat(again.guest(Try.GUEST).orElseThrow().state()).isEqualTo(State.SHUT_OFF);

        again.setNetworkAutostart(Try.RED, true);
        host.setGuestAutostart(Try.GUEST, true);
        host.reboot();
        HostSession third = Try.open(driver, "kvm1");
        assertThat(third.network(Try.RED).ports()).hasSize(1);
        assertThat(third.guest(Try.GUEST).orElseThrow().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void guestWhoseNetworkIsNotThereDoesNotStartWithItsHost() throws GuestnetException {
        session.defineGuest(Try.guest());
        host.setGuestAutostart(Try.GUEST, true);
        host.reboot();
        assertThat(host.report().guests().get(0).state()).isEqualTo(State.SHUT_OFF);
    }

    @Test
    void changeIsToldAlsoToWhoMissedItsAnswer() throws Exception {
        Heard late = new Heard();
        HostSession other = driver.open(Try.host("kvm1"), late);
        host.faults().hangNext(SimCall.STOP_NETWORK, Moment.AFTER);
        Try.refused(Codes.HOST_TIMEOUT, () -> other.stopNetwork(Try.RED));
        assertThat(Heard.soon(late.change)).isTrue();
    }

    @Test
    void guestThatIgnoresShutdownRunsOn() throws GuestnetException {
        session.defineGuest(Try.guest());
        session.startGuest(Try.GUEST);
        host.setDeaf(Try.GUEST, true);
        session.shutdownGuest(Try.GUEST);
        assertThat(session.guest(Try.GUEST).orElseThrow().state()).isEqualTo(State.RUNNING);

        host.setDeaf(Try.GUEST, false);
        session.shutdownGuest(Try.GUEST);
        assertThat(session.guest(Try.GUEST).orElseThrow().state()).isEqualTo(State.SHUT_OFF);
    }
}
