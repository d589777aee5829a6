/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import org.guestnet.core.host.Fleet;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;

/** Whether a guest can be moved in the way that was asked for, apart from its networks. */
final class Movable {

    private final Fleet fleet;

    Movable(Fleet fleet) {
        this.fleet = fleet;
    }

    /** The guest as the source has it now. @throws GuestnetException why it cannot be moved so */
    GuestReport require(HostName from, HostName to, GuestReport known, boolean offline) throws GuestnetException {
        GuestName name = known.name();
        GuestReport now = fleet.session(from)
                .guest(known.uuid())
                .orElseThrow(() -> new GuestnetException(Finding.blocker(
                                Codes.GUEST_UNKNOWN,
                                "the host no longer has guest '" + name + "'",
                                "guest:list shows all")
                        .on(from)));
        if (offline) {
            requireStopped(from, to, now);
        } else if (!now.state().isActive()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.GUEST_NOT_RUNNING,
                            "guest '" + name + "' does not run; only running guests migrate live",
                            "start it: guest:start " + name + ", or move its configuration: guest:migrate " + name + " "
                                    + to + " --offline")
                    .on(from));
        } else {
            requireWhole(from, now);
            requireNoCopy(to, now);
        }
        return now;
    }

    /** One that others migrate, or whose migration they left unfinished: its other copy may run. */
    private static void requireWhole(HostName from, GuestReport guest) throws GuestnetException {
        if (!guest.state().isWhole()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.GUEST_PAUSED,
                            "guest '" + guest.name()
                                    + "' stands still for a migration that others make or did not end: it may "
                                    + "run elsewhere",
                            "look at the other host, and resume it here, or end the copy that is not wanted, by virsh")
                    .on(from));
        }
    }

    /** Hosts that are one machine by two names, or a copy that somebody else made: what is there is not of this move. */
    private void requireNoCopy(HostName to, GuestReport guest) throws GuestnetException {
        if (fleet.session(to)
                .guest(guest.uuid())
                .filter(g -> g.state().isActive())
                .isPresent()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.GUEST_RUNNING,
                            "host " + to + " has a copy of guest '" + guest.name() + "' that is active",
                            "see whether it is the same machine as the guest's host, or who started the copy")
                    .on(to));
        }
    }

    private void requireStopped(HostName from, HostName to, GuestReport guest) throws GuestnetException {
        GuestName name = guest.name();
        if (guest.state().isActive()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.GUEST_RUNNING,
                            "guest '" + name + "' runs; only the configuration of a stopped guest moves offline",
                            "migrate it live, without --offline, or stop it: guest:stop " + name)
                    .on(from));
        }
        if (guest.saved()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.GUEST_SAVED,
                            "guest '" + name + "' has a managed-save image, which would stay behind",
                            "resume it: guest:start " + name + ", then migrate it live or stop it")
                    .on(from));
        }
        new Whereabouts(fleet).requireNotElsewhere(guest.uuid(), name, from);
        if (fleet.session(to).guest(guest.uuid()).isPresent()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.GUEST_AMBIGUOUS,
                            "host " + to + " has a configuration of guest '" + name + "' already",
                            "undefine the one that is not wanted")
                    .on(to));
        }
    }
}
