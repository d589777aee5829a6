/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CompletableFuture;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Hypervisor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigurationMoveTest {

    private final SimDriver driver = new SimDriver(SimOptions.forTests());
    private final SimHost source = driver.host("kvm1");
    private final SimHost destination = driver.host("kvm2");
    private HostSession a;
    private HostSession b;

    @BeforeEach
    void defineGuest() throws GuestnetException {
        a = Try.open(driver, "kvm1");
        b = Try.open(driver, "kvm2");
        a.defineGuest(Try.guest());
    }

    private static boolean isAt(SimHost host) {
        return !host.report().guests().isEmpty();
    }

    private void unreachable() {
        assertThat(catchThrowable(() -> a.moveConfiguration(Try.GUEST, b)))
                .isInstanceOf(HostUnreachableException.class);
    }

    @Test
    void refusedStepLeavesTheGuestHere() {
        source.faults().failNext(SimCall.MOVE_CONFIGURATION);
        Try.refused(Codes.HOST_REFUSED, () -> a.moveConfiguration(Try.GUEST, b));
        destination.faults().failNext(SimCall.MOVE_ARRIVE);
        Try.refused(Codes.HOST_REFUSED, () -> a.moveConfiguration(Try.GUEST, b));
        assertThat(isAt(source)).isTrue();
        assertThat(isAt(destination)).isFalse();
    }

    @Test
    void destinationThatDiesBeforeItDefinesTheGuestDoesNotHaveIt() {
        destination.faults().dieNext(SimCall.MOVE_ARRIVE, Moment.BEFORE);
        unreachable();
        assertThat(isAt(source)).isTrue();
        assertThat(isAt(destination)).isFalse();
    }

    @Test
    void guestIsOnBothHostsIfOneDiesBetweenTheSteps() throws GuestnetException {
        destination.faults().dieNext(SimCall.MOVE_ARRIVE, Moment.AFTER);
        unreachable();
        assertThat(isAt(source)).isTrue();
        assertThat(isAt(destination)).isTrue();

        destination.revive();
        b = Try.open(driver, "kvm2");
        source.faults().dieNext(SimCall.MOVE_LEAVE, Moment.BEFORE);
        unreachable();
        assertThat(isAt(source)).isTrue();
        assertThat(isAt(destination)).isTrue();
    }

    @Test
    void refusalOfTheLastStepIsNotKnownToHaveDoneNothing() {
        source.faults().failNext(SimCall.MOVE_LEAVE);
        unreachable();
        assertThat(isAt(destination)).isTrue();
    }

    @Test
    void guestThatRunsThereKeepsItsConfigurationHere() throws GuestnetException {
        b.defineGuest(Try.guest().replace("type='network'", "type='user'"));
        b.startGuest(Try.GUEST);
        Try.refused(Codes.HOST_REFUSED, () -> a.moveConfiguration(Try.GUEST, b));
        assertThat(isAt(source)).isTrue();
    }

    @Test
    void guestThatIsStartedMeanwhileGoesOnWithoutAConfiguration() throws Exception {
        Try.running(a, Try.pool("passthrough", "ens1f0"));
        HostSession other = Try.open(driver, "kvm1");
        Hang hang = source.faults().hangNext(SimCall.MOVE_LEAVE, Moment.BEFORE);
        CompletableFuture<Throwable> move = Try.later(() -> a.moveConfiguration(Try.GUEST, b));
        hang.awaitReached();
        other.startGuest(Try.GUEST);
        hang.release();
        assertThat(Try.failure(move)).isNull();
        assertThat(other.guest(Try.GUEST).orElseThrow().state()).isEqualTo(State.RUNNING);
        assertThat(other.guest(Try.GUEST).orElseThrow().persistent()).isFalse();
    }

    @Test
    void containersDoNotMoveAndNoGuestMovesToItsOwnHost() throws GuestnetException {
        HostSession again = Try.open(driver, "kvm1");
        HostSession lxc = driver.open(Try.host("kvm2", Hypervisor.LXC), new Heard());
        Try.refused(Codes.HOST_REFUSED, () -> a.moveConfiguration(Try.GUEST, again));
        Try.refused(Codes.HYPERVISOR_CANNOT_MIGRATE, () -> a.moveConfiguration(Try.GUEST, lxc));
        assertThat(isAt(source)).isTrue();
    }
}
