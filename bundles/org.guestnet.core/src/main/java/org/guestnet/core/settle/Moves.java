/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.settle;

import java.util.Optional;
import java.util.UUID;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.settle.Settler.Outcome;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;

/**
 * Ends migrations that nobody watches any more, after reading both ends. libvirt leaves two states that need a hand when the client of
 * a migration dies: a source that stays paused with nothing at the destination, and a destination that runs with a paused copy at the
 * source.
 */
final class Moves {

    private final Fleet fleet;

    Moves(Fleet fleet) {
        this.fleet = fleet;
    }

    /** What became of a migration; empty while it still goes on. */
    Optional<Outcome> settle(Operation operation) throws GuestnetException {
        UUID guest = operation.guest().orElseThrow();
        HostName from = operation.host();
        HostName to = operation.destination().orElseThrow();
        HostSession source = fleet.session(from);
        HostSession destination = fleet.session(to);
        Optional<GuestReport> here = source.guest(guest).filter(g -> g.state().isActive());
        Optional<GuestReport> there =
                destination.guest(guest).filter(g -> g.state().isActive());
        if (here.isEmpty() && there.isEmpty()) {
            return undone("settled: the guest runs on neither host");
        }
        if (there.isEmpty()) {
            return stayed(source, here.get(), from);
        }
        return here.isEmpty() ? arrived(there.get(), to) : both(source, here.get(), there.get(), from, to);
    }

    private static Optional<Outcome> stayed(HostSession source, GuestReport here, HostName from)
            throws GuestnetException {
        if (source.migrationProgress(here.uuid()).isPresent()) {
            return Optional.empty(); // libvirt goes on without its client, and has not reached the destination yet
        }
        if (here.state() == GuestReport.State.PAUSED_MIGRATING) {
            source.resumeGuest(here.uuid());
        }
        return undone("settled: the guest runs on host " + from);
    }

    private static Optional<Outcome> arrived(GuestReport there, HostName to) {
        return there.state() == GuestReport.State.ARRIVING
                ? Optional.empty()
                : Optional.of(new Outcome(State.DONE, "settled: the guest runs on host " + to));
    }

    private static Optional<Outcome> both(
            HostSession source, GuestReport here, GuestReport there, HostName from, HostName to)
            throws GuestnetException {
        boolean leftBehind = here.state() == GuestReport.State.PAUSED_MIGRATING
                && there.state() == GuestReport.State.RUNNING_MIGRATED
                && source.migrationProgress(here.uuid()).isEmpty();
        if (!leftBehind) {
            return Optional.empty(); // it goes on, or it is not ours to judge: nothing is touched
        }
        source.destroyGuest(here.uuid());
        if (there.persistent() && here.persistent()) {
            source.undefineGuest(here.uuid());
        }
        return Optional.of(new Outcome(
                State.DONE, "settled: the guest runs on host " + to + ", its paused copy on " + from + " was ended"));
    }

    private static Optional<Outcome> undone(String detail) {
        return Optional.of(new Outcome(State.UNDONE, detail));
    }
}
