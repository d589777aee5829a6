/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.driver.contract.Documents.Guest;
import org.guestnet.driver.contract.Documents.Network;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.junit.jupiter.api.Test;

/** What a session promises about moving the configuration of a guest that does not run. */
abstract class OfflineMigrationContract extends PeerMigrationContract {

    @Test
    void configurationMovesAndNothingOfItStays() throws GuestnetException {
        NetworkName nowhere = make.network().name();
        Guest guest = make.guest();
        a.defineGuest(make.onNetwork(guest, nowhere));
        a.setGuestAutostart(guest.uuid(), true);

        a.moveConfiguration(guest.uuid(), b);

        assertThat(a.guest(guest.uuid())).isEmpty();
        assertThat(a.observe().guests()).extracting(GuestReport::uuid).doesNotContain(guest.uuid());
        GuestReport there = report(b, guest);
        assertThat(there.name()).isEqualTo(guest.name());
        assertThat(there.state()).isEqualTo(State.SHUT_OFF);
        assertThat(there.persistent()).isTrue();
        assertThat(there.autostart()).isFalse();
        assertThat(there.interfaces()).hasSize(1);
        assertThat(there.interfaces().get(0).mac()).isEqualTo(guest.mac());
        assertThat(there.interfaces().get(0).network()).contains(nowhere);
        assertThat(b.guestXml(guest.uuid(), GuestView.PERSISTENT)).contains(Documents.SECRET);
    }

    @Test
    void movedConfigurationStartsThere() throws GuestnetException {
        Network red = make.network();
        b.defineNetwork(make.isolated(red));
        b.startNetwork(red.name());
        Guest guest = make.guest();
        a.defineGuest(make.onNetwork(guest, red.name()));

        a.moveConfiguration(guest.uuid(), b);
        b.startGuest(guest.uuid());

        assertThat(live(b, guest).plug().orElseThrow().device()).contains(make.bridgeOf(red));
    }

    @Test
    void configurationOfARunningGuestDoesNotMove() throws GuestnetException {
        Guest guest = started(pool("bridge", 1).name());

        refused(Codes.GUEST_RUNNING, () -> a.moveConfiguration(guest.uuid(), b));
        assertThat(report(a, guest).state()).isEqualTo(State.RUNNING);
        assertThat(report(a, guest).persistent()).isTrue();
        assertThat(b.guest(guest.uuid())).isEmpty();
    }

    @Test
    void savedGuestDoesNotMoveWithoutItsImage() throws GuestnetException {
        Guest guest = started(pool("bridge", 1).name());
        a.saveGuest(guest.uuid());

        refused(Codes.HOST_REFUSED, () -> a.moveConfiguration(guest.uuid(), b));
        assertThat(report(a, guest).saved()).isTrue();
        assertThat(report(a, guest).persistent()).isTrue();
        assertThat(b.guest(guest.uuid())).isEmpty();
    }

    @Test
    void anotherGuestOfThatNameThereKeepsAConfigurationHere() throws GuestnetException {
        Guest guest = make.guest();
        Guest other = new Guest(guest.name(), UUID.randomUUID(), make.mac());
        a.defineGuest(make.domain(guest, ""));
        b.defineGuest(make.domain(other, ""));

        refused(Codes.HOST_REFUSED, () -> a.moveConfiguration(guest.uuid(), b));
        assertThat(report(a, guest).persistent()).isTrue();
        assertThat(b.guest(guest.uuid())).isEmpty();
    }

    @Test
    void configurationThatIsNotThereDoesNotMove() {
        refused(Codes.GUEST_UNKNOWN, () -> a.moveConfiguration(UUID.randomUUID(), b));
    }
}
