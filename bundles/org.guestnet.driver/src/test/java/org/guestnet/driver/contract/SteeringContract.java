/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.driver.contract.Documents.Guest;
import org.guestnet.driver.contract.Documents.Network;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.junit.jupiter.api.Test;

/** What a session promises to whoever chooses a guest's connection, and about its documents and managed-save images. */
abstract class SteeringContract extends GuestContract {

    /** Blocks the first members of a pool, starts a guest plainly, takes the blockers away. */
    private Guest startedPast(Network network, String mode, int blocked) throws GuestnetException {
        List<Port> blockers = new ArrayList<>();
        for (int i = 0; i < blocked; i++) {
            blockers.add(a.createPort(make.booking(network, nicOfA(i), mode)));
        }
        Guest guest = started(network.name());
        for (Port blocker : blockers) {
            a.deletePort(network.name(), blocker.id());
        }
        return guest;
    }

    @Test
    void blockersSteerAPlainStartToAnExclusiveMember() throws GuestnetException {
        Network red = pool("passthrough", 3);
        Guest guest = startedPast(red, "passthrough", 2);

        assertThat(live(a, guest).plug()).contains(Plug.direct(nicOfA(2), "passthrough"));
        assertThat(a.network(red.name()).ports()).extracting(Port::ownerId).containsExactly(guest.uuid());
        assertThat(live(a, guest).portId())
                .contains(a.network(red.name()).ports().get(0).id());
        a.destroyGuest(guest.uuid());
        assertThat(a.network(red.name()).ports()).isEmpty();
    }

    @Test
    void blockersSteerAPlainStartToASharedMember() throws GuestnetException {
        Network red = pool("bridge", 3);
        Guest guest = startedPast(red, "bridge", 2);

        assertThat(live(a, guest).plug()).contains(Plug.direct(nicOfA(2), "bridge"));
        assertThat(a.network(red.name()).ports()).extracting(Port::ownerId).containsExactly(guest.uuid());
        assertThat(Documents.connections(liveXml(red), nicOfA(0))).isZero();
        assertThat(Documents.connections(liveXml(red), nicOfA(2))).isEqualTo(1);
    }

    @Test
    void resolvedDocumentRunsOverTheConfiguration() throws GuestnetException {
        Guest guest = make.guest();
        a.defineGuest(make.onNetwork(guest, make.network().name()));
        String before = a.guestXml(guest.uuid(), GuestView.PERSISTENT);

        a.startGuestAs(make.domain(guest, Documents.nic(guest.mac(), "user", "")));

        assertThat(report(a, guest).state()).isEqualTo(State.RUNNING);
        assertThat(report(a, guest).persistent()).isTrue();
        assertThat(report(a, guest).interfaces().get(0).type()).isEqualTo("network");
        assertThat(live(a, guest).type()).isEqualTo("user");
        assertThat(live(a, guest).portId()).isEmpty();
        assertThat(a.guestXml(guest.uuid(), GuestView.PERSISTENT)).isEqualTo(before);

        a.destroyGuest(guest.uuid());
        assertThat(report(a, guest).state()).isEqualTo(State.SHUT_OFF);
        assertThat(a.guestXml(guest.uuid(), GuestView.PERSISTENT)).isEqualTo(before);
    }

    @Test
    void resolvedDocumentThatCannotRunLeavesTheGuestShutOff() throws GuestnetException {
        Guest guest = make.guest();
        a.defineGuest(make.domain(guest, ""));
        String before = a.guestXml(guest.uuid(), GuestView.PERSISTENT);

        refused(
                Codes.NETWORK_MISSING,
                () -> a.startGuestAs(make.onNetwork(guest, make.network().name())));
        assertThat(report(a, guest).state()).isEqualTo(State.SHUT_OFF);
        assertThat(a.guestXml(guest.uuid(), GuestView.PERSISTENT)).isEqualTo(before);
    }

    @Test
    void documentsAreGivenWithTheirSecrets() throws GuestnetException {
        Network red = pool("bridge", 1);
        Guest guest = started(red.name());
        for (GuestView view : List.of(GuestView.PERSISTENT, GuestView.LIVE, GuestView.MIGRATABLE)) {
            assertThat(a.guestXml(guest.uuid(), view)).as("%s", view).contains(Documents.SECRET);
        }
    }

    @Test
    void onlyTheLiveDocumentShowsTheConnection() throws GuestnetException {
        Network red = pool("bridge", 1);
        Guest guest = started(red.name());
        String port = live(a, guest).portId().orElseThrow().toString();

        assertThat(a.guestXml(guest.uuid(), GuestView.LIVE))
                .contains(port, nicOfA(0).value());
        for (GuestView view : List.of(GuestView.PERSISTENT, GuestView.MIGRATABLE)) {
            assertThat(a.guestXml(guest.uuid(), view))
                    .as("%s", view)
                    .contains(red.name().value())
                    .doesNotContain(port, nicOfA(0).value());
        }
    }

    @Test
    void savedGuestIsResumedByItsNextPlainStart() throws GuestnetException {
        Network red = pool("passthrough", 1);
        Guest guest = started(red.name());

        a.saveGuest(guest.uuid());
        assertThat(report(a, guest).state()).isEqualTo(State.SHUT_OFF);
        assertThat(report(a, guest).saved()).isTrue();
        assertThat(a.network(red.name()).ports()).isEmpty();
        assertThat(a.guestXml(guest.uuid(), GuestView.SAVED))
                .contains(red.name().value(), Documents.SECRET);

        a.startGuest(guest.uuid());
        assertThat(report(a, guest).state()).isEqualTo(State.RUNNING);
        assertThat(report(a, guest).saved()).isFalse();
        assertThat(a.network(red.name()).ports()).hasSize(1);
    }

    @Test
    void imageIsKeptIfItsNetworkRefusesTheGuest() throws GuestnetException {
        Network red = pool("passthrough", 1);
        Guest guest = started(red.name());
        a.saveGuest(guest.uuid());
        a.createPort(make.request(red));

        refused(Codes.POOL_EXHAUSTED, () -> a.startGuest(guest.uuid()));
        assertThat(report(a, guest).saved()).isTrue();
        assertThat(report(a, guest).state()).isEqualTo(State.SHUT_OFF);
    }

    @Test
    void configurationInsideAnImageIsChanged() throws GuestnetException {
        Network red = pool("bridge", 1);
        Network blue = make.network();
        running(blue, make.isolated(blue));
        Guest guest = started(red.name());
        a.saveGuest(guest.uuid());
        String saved = a.guestXml(guest.uuid(), GuestView.SAVED);

        a.redefineSavedGuest(
                guest.uuid(), saved.replace(red.name().value(), blue.name().value()));
        assertThat(a.guestXml(guest.uuid(), GuestView.SAVED))
                .contains(blue.name().value());
        a.startGuest(guest.uuid());

        GuestInterface nic = live(a, guest);
        assertThat(nic.network()).contains(blue.name());
        assertThat(report(a, guest).interfaces().get(0).network()).contains(red.name());
    }

    @Test
    void guestWithoutAnImageHasNoneToShowOrChange() throws GuestnetException {
        Guest guest = make.guest();
        a.defineGuest(make.domain(guest, ""));
        refused(Codes.HOST_REFUSED, () -> a.guestXml(guest.uuid(), GuestView.SAVED));
        refused(Codes.HOST_REFUSED, () -> a.redefineSavedGuest(guest.uuid(), make.domain(guest, "")));
    }

    @Test
    void undefinedGuestTakesItsImageAlong() throws GuestnetException {
        Network red = pool("bridge", 1);
        Guest guest = started(red.name());
        a.saveGuest(guest.uuid());

        a.undefineGuest(guest.uuid());
        assertThat(a.guest(guest.uuid())).isEmpty();

        a.defineGuest(make.onNetwork(guest, red.name()));
        assertThat(report(a, guest).saved()).isFalse();
    }
}
