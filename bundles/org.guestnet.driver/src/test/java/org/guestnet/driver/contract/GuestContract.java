/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.driver.contract.Documents.Guest;
import org.guestnet.driver.contract.Documents.Network;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.junit.jupiter.api.Test;

/** What a session promises about the life of guests. */
abstract class GuestContract extends PortContract {

    /** A guest on that network, defined on the first host and started plainly. */
    final Guest started(NetworkName network) throws GuestnetException {
        Guest guest = make.guest();
        a.defineGuest(make.onNetwork(guest, network));
        a.startGuest(guest.uuid());
        return guest;
    }

    /** What that host says of the guest. */
    static GuestReport report(HostSession session, Guest guest) throws GuestnetException {
        return session.guest(guest.uuid()).orElseThrow();
    }

    /** The only connection of a guest that runs. */
    static GuestInterface live(HostSession session, Guest guest) throws GuestnetException {
        assertThat(report(session, guest).live()).hasSize(1);
        return report(session, guest).live().get(0);
    }

    /** A pool on the first host, running. */
    final Network pool(String mode, int members) throws GuestnetException {
        Network network = make.network();
        running(
                network,
                make.pool(
                        network,
                        mode,
                        nics(hostA()).subList(0, members).toArray(new org.guestnet.model.DeviceName[0])));
        return network;
    }

    @Test
    void definedGuestIsShutOffAndPersistent() throws GuestnetException {
        Guest guest = make.guest();
        NetworkName red = make.network().name();
        a.defineGuest(make.onNetwork(guest, red));

        GuestReport report = report(a, guest);
        assertThat(report.name()).isEqualTo(guest.name());
        assertThat(report.state()).isEqualTo(State.SHUT_OFF);
        assertThat(report.persistent()).isTrue();
        assertThat(report.autostart()).isFalse();
        assertThat(report.saved()).isFalse();
        assertThat(report.live()).isEmpty();
        assertThat(report.interfaces()).hasSize(1);
        GuestInterface nic = report.interfaces().get(0);
        assertThat(nic.mac()).isEqualTo(guest.mac());
        assertThat(nic.type()).isEqualTo("network");
        assertThat(nic.network()).contains(red);
        assertThat(nic.plug()).isEmpty();
        assertThat(nic.portId()).isEmpty();
        assertThat(a.observe().guests()).contains(report);
    }

    @Test
    void guestIsRedefinedUnderItsNameAndUuid() throws GuestnetException {
        Guest guest = make.guest();
        a.defineGuest(make.onNetwork(guest, make.network().name()));
        NetworkName blue = make.network().name();

        a.defineGuest(make.onNetwork(guest, blue));
        assertThat(report(a, guest).interfaces().get(0).network()).contains(blue);

        Guest stranger = new Guest(guest.name(), UUID.randomUUID(), make.mac());
        refused(Codes.HOST_REFUSED, () -> a.defineGuest(make.onNetwork(stranger, blue)));
        assertThat(a.guest(stranger.uuid())).isEmpty();
    }

    @Test
    void documentThatIsNoGuestDefinesNothing() throws GuestnetException {
        Guest guest = make.guest();
        String noType = make.domain(guest, "").replace("<domain type='" + domainType() + "'>", "<domain>");
        refused(Codes.HOST_REFUSED, () -> a.defineGuest(noType));
        refused(Codes.HOST_REFUSED, () -> a.defineGuest("<domain><name>contract-broken</name>"));
        assertThat(a.guest(guest.uuid())).isEmpty();
        assertThat(a.observe().guests()).extracting(GuestReport::name).doesNotContain(new GuestName("contract-broken"));
    }

    @Test
    void plainStartResolvesTheNetworkAndKeepsTheConfiguration() throws GuestnetException {
        Network red = pool("bridge", 2);
        Guest guest = make.guest();
        a.defineGuest(make.onNetwork(guest, red.name()));
        String before = a.guestXml(guest.uuid(), GuestView.PERSISTENT);

        a.startGuest(guest.uuid());

        assertThat(report(a, guest).state()).isEqualTo(State.RUNNING);
        assertThat(report(a, guest).interfaces().get(0).network()).contains(red.name());
        GuestInterface nic = live(a, guest);
        assertThat(nic.network()).contains(red.name());
        assertThat(nic.plug()).contains(Plug.direct(nicOfA(0), "bridge"));
        Port port = a.network(red.name()).ports().get(0);
        assertThat(nic.portId()).contains(port.id());
        assertThat(port.ownerId()).isEqualTo(guest.uuid());
        assertThat(port.ownerName()).isEqualTo(guest.name().value());
        assertThat(port.mac()).isEqualTo(guest.mac());
        assertThat(a.guestXml(guest.uuid(), GuestView.PERSISTENT)).isEqualTo(before);
    }

    @Test
    void virtualNetworkPlugsAGuestIntoItsBridge() throws GuestnetException {
        Network red = make.network();
        running(red, make.isolated(red));
        Guest guest = started(red.name());

        assertThat(live(a, guest).network()).contains(red.name());
        assertThat(live(a, guest).plug().orElseThrow().device()).contains(make.bridgeOf(red));
        assertThat(live(a, guest).portId())
                .contains(a.network(red.name()).ports().get(0).id());
    }

    @Test
    void destroyedGuestKeepsItsConfigurationAndGivesItsPortBack() throws GuestnetException {
        Network red = pool("passthrough", 1);
        Guest guest = make.guest();
        a.defineGuest(make.onNetwork(guest, red.name()));
        String before = a.guestXml(guest.uuid(), GuestView.PERSISTENT);
        a.startGuest(guest.uuid());

        a.destroyGuest(guest.uuid());

        assertThat(report(a, guest).state()).isEqualTo(State.SHUT_OFF);
        assertThat(report(a, guest).live()).isEmpty();
        assertThat(a.network(red.name()).ports()).isEmpty();
        assertThat(a.guestXml(guest.uuid(), GuestView.PERSISTENT)).isEqualTo(before);
        refused(Codes.GUEST_NOT_RUNNING, () -> a.destroyGuest(guest.uuid()));
    }

    @Test
    void guestStartsOnce() throws GuestnetException {
        Guest guest = started(pool("bridge", 1).name());
        refused(Codes.GUEST_RUNNING, () -> a.startGuest(guest.uuid()));
        refused(Codes.GUEST_RUNNING, () -> a.startGuestAs(a.guestXml(guest.uuid(), GuestView.PERSISTENT)));
    }

    @Test
    void everyCallNamesAGuestThatIsNotThere() throws GuestnetException {
        UUID nobody = UUID.randomUUID();
        assertThat(a.guest(nobody)).isEmpty();
        refused(Codes.GUEST_UNKNOWN, () -> a.guestXml(nobody, GuestView.PERSISTENT));
        refused(Codes.GUEST_UNKNOWN, () -> a.guestXml(nobody, GuestView.LIVE));
        refused(Codes.GUEST_UNKNOWN, () -> a.undefineGuest(nobody));
        refused(Codes.GUEST_UNKNOWN, () -> a.startGuest(nobody));
        refused(Codes.GUEST_UNKNOWN, () -> a.saveGuest(nobody));
        refused(Codes.GUEST_UNKNOWN, () -> a.shutdownGuest(nobody));
        refused(Codes.GUEST_UNKNOWN, () -> a.destroyGuest(nobody));
        refused(Codes.GUEST_UNKNOWN, () -> a.resumeGuest(nobody));
        refused(Codes.GUEST_UNKNOWN, () -> a.redefineSavedGuest(nobody, make.domain(make.guest(), "")));
    }

    @Test
    void callsForARunningGuestRefuseOneThatIsShutOff() throws GuestnetException {
        Guest guest = make.guest();
        a.defineGuest(make.domain(guest, ""));
        refused(Codes.GUEST_NOT_RUNNING, () -> a.guestXml(guest.uuid(), GuestView.LIVE));
        refused(Codes.GUEST_NOT_RUNNING, () -> a.guestXml(guest.uuid(), GuestView.MIGRATABLE));
        refused(Codes.GUEST_NOT_RUNNING, () -> a.saveGuest(guest.uuid()));
        refused(Codes.GUEST_NOT_RUNNING, () -> a.shutdownGuest(guest.uuid()));
        refused(Codes.GUEST_NOT_RUNNING, () -> a.destroyGuest(guest.uuid()));
        refused(Codes.GUEST_NOT_RUNNING, () -> a.resumeGuest(guest.uuid()));
    }

    @Test
    void shutdownOfARunningGuestOnlyAsks() throws GuestnetException {
        Guest guest = started(pool("bridge", 1).name());
        a.shutdownGuest(guest.uuid());
        assertThat(a.guest(guest.uuid())).isPresent();
    }

    @Test
    void undefinedGuestGoesOnUntilItEnds() throws GuestnetException {
        Guest guest = started(pool("bridge", 1).name());

        a.undefineGuest(guest.uuid());
        assertThat(report(a, guest).state()).isEqualTo(State.RUNNING);
        assertThat(report(a, guest).persistent()).isFalse();
        assertThat(report(a, guest).interfaces()).hasSize(1);

        a.destroyGuest(guest.uuid());
        assertThat(a.guest(guest.uuid())).isEmpty();
    }

    @Test
    void pausedGuestKeepsItsConnectionAndIsResumed() throws Exception {
        Network red = pool("bridge", 1);
        Guest guest = started(red.name());

        pause(hostA(), guest.uuid());
        await("the guest is seen paused", () -> report(a, guest).state() == State.PAUSED);
        assertThat(a.network(red.name()).ports()).hasSize(1);

        a.resumeGuest(guest.uuid());
        assertThat(report(a, guest).state()).isEqualTo(State.RUNNING);
        refused(Codes.HOST_REFUSED, () -> a.resumeGuest(guest.uuid()));
    }

    @Test
    void guestIsSetToStartWithItsHost() throws GuestnetException {
        Guest guest = make.guest();
        a.defineGuest(make.domain(guest, ""));

        a.setGuestAutostart(guest.uuid(), true);
        a.setGuestAutostart(guest.uuid(), true);
        assertThat(report(a, guest).autostart()).isTrue();
        assertThat(a.observe().guests()).contains(report(a, guest));

        a.setGuestAutostart(guest.uuid(), false);
        assertThat(report(a, guest).autostart()).isFalse();
        refused(Codes.GUEST_UNKNOWN, () -> a.setGuestAutostart(UUID.randomUUID(), true));
    }

    @Test
    void transientGuestDoesNotStartWithItsHost() throws GuestnetException {
        Guest guest = started(pool("bridge", 1).name());
        a.undefineGuest(guest.uuid());
        refused(Codes.HOST_REFUSED, () -> a.setGuestAutostart(guest.uuid(), true));
    }

    @Test
    void exhaustedPoolRefusesAGuest() throws GuestnetException {
        Network red = pool("passthrough", 1);
        started(red.name());
        Guest late = make.guest();
        a.defineGuest(make.onNetwork(late, red.name()));

        refused(Codes.POOL_EXHAUSTED, () -> a.startGuest(late.uuid()));
        assertThat(report(a, late).state()).isEqualTo(State.SHUT_OFF);
        assertThat(a.network(red.name()).ports()).hasSize(1);
    }

    @Test
    void missingNetworkRefusesAGuest() throws GuestnetException {
        Guest guest = make.guest();
        a.defineGuest(make.onNetwork(guest, make.network().name()));

        refused(Codes.NETWORK_MISSING, () -> a.startGuest(guest.uuid()));
        assertThat(report(a, guest).state()).isEqualTo(State.SHUT_OFF);
    }

    @Test
    void inactiveNetworkRefusesAGuestAndNoPortOfItStays() throws GuestnetException {
        Network red = pool("bridge", 1);
        Network blue = make.network();
        a.defineNetwork(make.isolated(blue));
        Guest guest = make.guest();
        a.defineGuest(make.domain(
                guest,
                Documents.nic(guest.mac(), "network", "network='" + red.name() + "'")
                        + Documents.nic(make.mac(), "network", "network='" + blue.name() + "'")));

        refused(Codes.HOST_REFUSED, () -> a.startGuest(guest.uuid()));
        assertThat(report(a, guest).state()).isEqualTo(State.SHUT_OFF);
        assertThat(a.network(red.name()).ports()).isEmpty();
    }

    @Test
    void restartOfANetworkLeavesItsGuestRunningWithoutAPort() throws GuestnetException {
        Network red = pool("bridge", 1);
        Guest guest = started(red.name());

        a.stopNetwork(red.name());
        a.startNetwork(red.name());

        assertThat(report(a, guest).state()).isEqualTo(State.RUNNING);
        assertThat(a.network(red.name()).ports()).isEmpty();
        a.destroyGuest(guest.uuid());
        assertThat(report(a, guest).state()).isEqualTo(State.SHUT_OFF);
    }
}
