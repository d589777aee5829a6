/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.Extent;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.Migration;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimInterfacesTest {

    private static final MacAddress SECOND = new MacAddress("52:54:00:00:00:02");
    private static final UUID OTHER = new UUID(4, 4);
    private static final Duration MOMENT = Duration.ofMillis(200);

    private final ManualTime time = new ManualTime();
    private final SimDriver driver = new SimDriver(SimOptions.forTests().with(time));
    private final SimHost host = driver.host("kvm1");
    private HostSession session;

    @BeforeEach
    void startGuest() throws GuestnetException {
        session = Try.open(driver, "kvm1");
        Try.running(session, Try.pool("passthrough", "ens1f0", "ens1f1"));
        session.defineGuest(Try.guest());
        session.startGuest(Try.GUEST);
    }

    private static String nic(MacAddress mac, String type, String source) {
        return "<interface type='" + type + "'><mac address='" + mac + "'/><source " + source + "/></interface>";
    }

    private void attach() throws GuestnetException {
        session.attachInterface(Try.GUEST, nic(SECOND, "network", "network='red'"), Extent.LIVE);
    }

    private void attachAndDetach() throws GuestnetException {
        attach();
        session.detachInterface(Try.GUEST, SECOND, Extent.LIVE);
    }

    private GuestReport guest() {
        return host.report().guests().get(0);
    }

    private List<MacAddress> connected() {
        return guest().live().stream().map(GuestInterface::mac).toList();
    }

    private int ports() {
        return host.report().networks().get(0).ports().size();
    }

    @Test
    void guestLetsGoAfterAMomentAndItsPortIsFree() throws GuestnetException {
        attachAndDetach();
        time.advance(MOMENT.minusMillis(1));
        assertThat(connected()).containsExactly(Try.MAC, SECOND);
        assertThat(ports()).isEqualTo(2);

        session.detachInterface(Try.GUEST, SECOND, Extent.LIVE);
        time.advance(Duration.ofMillis(1));
        assertThat(connected()).containsExactly(Try.MAC);
        assertThat(ports()).isEqualTo(1);
        time.advance(MOMENT);
        Try.refused(Codes.HOST_REFUSED, () -> session.detachInterface(Try.GUEST, SECOND, Extent.LIVE));
    }

    @Test
    void whereTimePassesAtOnceTheGuestHasLetGoWhenItWasAsked() throws GuestnetException {
        SimDriver quick = new SimDriver(SimOptions.forTests());
        HostSession a = Try.open(quick, "kvm1");
        Try.running(a, Try.pool("passthrough", "ens1f0"));
        a.defineGuest(Try.guest());
        a.startGuest(Try.GUEST);
        a.detachInterface(Try.GUEST, Try.MAC, Extent.LIVE);
        assertThat(a.guest(Try.GUEST).orElseThrow().live()).isEmpty();
        assertThat(a.network(Try.RED).ports()).isEmpty();
    }

    @Test
    void clingingGuestNeverLetsGo() throws GuestnetException {
        host.setClinging(Try.GUEST, true);
        attachAndDetach();
        time.advance(Duration.ofDays(1));
        assertThat(connected()).contains(SECOND);
        assertThat(ports()).isEqualTo(2);
    }

    @Test
    void pausedGuestLetsGoWhenItRunsAgain() throws GuestnetException {
        attach();
        host.pauseGuest(Try.GUEST);
        session.detachInterface(Try.GUEST, SECOND, Extent.LIVE);
        time.advance(MOMENT);
        assertThat(connected()).contains(SECOND);

        session.resumeGuest(Try.GUEST);
        assertThat(connected()).containsExactly(Try.MAC);
    }

    @Test
    void guestThatWasStartedAnewIsNotAskedAnyMore() throws GuestnetException {
        session.detachInterface(Try.GUEST, Try.MAC, Extent.LIVE);
        session.destroyGuest(Try.GUEST);
        session.startGuest(Try.GUEST);
        time.advance(MOMENT);
        assertThat(connected()).containsExactly(Try.MAC);
    }

    @Test
    void interfaceThatIsAttachedAgainIsNotAskedForAnyMore() throws GuestnetException {
        attachAndDetach();
        time.advance(MOMENT.dividedBy(2));
        session.detachInterface(Try.GUEST, SECOND, Extent.LIVE);
        time.advance(MOMENT.dividedBy(2));
        attach();
        time.advance(MOMENT);
        assertThat(connected()).contains(SECOND);
    }

    @Test
    void guestOnItsWayHasItsInterfacesLeftAlone() throws Exception {
        HostSession b = Try.open(driver, "kvm2");
        Try.running(b, Try.network("<forward mode='bridge'/><bridge name='br0'/>"));
        attachAndDetach();
        CompletableFuture<Throwable> migration = Try.later(() -> session.migrate(Try.GUEST, b, Migration.plain()));
        time.awaitWaiting(1);
        time.advance(MOMENT);
        assertThat(connected()).contains(SECOND);
        Try.refused(Codes.HOST_REFUSED, this::attach);
        Try.refused(Codes.HOST_REFUSED, () -> session.detachInterface(Try.GUEST, Try.MAC, Extent.PERSISTENT));
        while (!migration.isDone()) {
            time.advance(Duration.ofSeconds(1));
            Thread.onSpinWait();
        }
        assertThat(Try.failure(migration)).isNull();
        assertThat(b.guest(Try.GUEST).orElseThrow().live()).hasSize(2);
    }

    @Test
    void deviceThatAnotherGuestHasForItselfRefusesAnInterface() throws GuestnetException {
        String other = Try.guest().replace(Try.GUEST.toString(), OTHER.toString());
        session.defineGuest(other.replace("<name>web", "<name>db").replace("00:01'", "00:09'"));
        session.startGuest(OTHER);
        Try.refused(
                Codes.HOST_REFUSED,
                () -> session.attachInterface(
                        Try.GUEST, nic(SECOND, "direct", "dev='ens1f1' mode='bridge'"), Extent.LIVE));
        assertThat(connected()).containsExactly(Try.MAC);
    }

    @Test
    void exclusivePoolHasNothingToUpdateAnInterfaceWith() throws GuestnetException {
        attach();
        session.attachInterface(Try.GUEST, nic(new MacAddress("52:54:00:00:00:03"), "user", ""), Extent.LIVE);
        String onto = nic(new MacAddress("52:54:00:00:00:03"), "network", "network='red'");
        Try.refused(Codes.POOL_EXHAUSTED, () -> session.updateInterface(Try.GUEST, onto, Extent.LIVE));
        assertThat(ports()).isEqualTo(2);
        assertThat(guest().live().get(2).type()).isEqualTo("user");
    }

    @Test
    void updateThatNamesTheSameNetworkSucceedsAndDoesNothing() throws GuestnetException {
        GuestInterface before = guest().live().get(0);
        session.updateInterface(Try.GUEST, nic(Try.MAC, "network", "network='red'"), Extent.LIVE);
        assertThat(guest().live().get(0).plug()).isEqualTo(before.plug());
        assertThat(guest().live().get(0).portId()).isEqualTo(before.portId());
    }

    @Test
    void textThatIsNoInterfaceIsRefused() {
        for (String text : List.of("<interface", "<disk/>", "<interface type='user'/>")) {
            Try.refused(Codes.HOST_REFUSED, () -> session.updateInterface(Try.GUEST, text, Extent.PERSISTENT));
        }
        for (String text : List.of("<interface", "<disk/>", "<interface type='user'><mac address='x'/></interface>")) {
            Try.refused(Codes.HOST_REFUSED, () -> session.attachInterface(Try.GUEST, text, Extent.LIVE));
        }
        assertThat(connected()).containsExactly(Try.MAC);
    }

    @Test
    void hostThatDiesAfterItAttachedAnInterfaceHasIt() {
        host.faults().dieNext(SimCall.ATTACH_INTERFACE, Moment.AFTER);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(this::attach))
                .isInstanceOf(HostUnreachableException.class);
        assertThat(connected()).contains(SECOND);
        assertThat(ports()).isEqualTo(2);
    }

    @Test
    void orderedFaultsStrikeEachOfTheCalls() {
        for (SimCall call : List.of(
                SimCall.ATTACH_INTERFACE,
                SimCall.DETACH_INTERFACE,
                SimCall.UPDATE_INTERFACE,
                SimCall.AUTOSTART_GUEST)) {
            host.faults().failNext(call, Codes.POOL_EXHAUSTED);
        }
        Try.refused(Codes.POOL_EXHAUSTED, this::attach);
        Try.refused(Codes.POOL_EXHAUSTED, () -> session.detachInterface(Try.GUEST, Try.MAC, Extent.LIVE));
        Try.refused(
                Codes.POOL_EXHAUSTED,
                () -> session.updateInterface(Try.GUEST, nic(Try.MAC, "user", ""), Extent.PERSISTENT));
        Try.refused(Codes.POOL_EXHAUSTED, () -> session.setGuestAutostart(Try.GUEST, true));
        assertThat(connected()).containsExactly(Try.MAC);
        assertThat(guest().autostart()).isFalse();
    }
}
