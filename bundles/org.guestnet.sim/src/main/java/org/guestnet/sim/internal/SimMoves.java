/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.model.GuestnetException;

/** Guests of a host that come from other hosts and leave for them. Guarded by the host's lock. */
final class SimMoves {

    private final SimGuests guests;
    private final Refusals refusals;

    SimMoves(SimHost host) {
        this.guests = host.guests();
        this.refusals = host.refusals();
    }

    /** Guests can go from here to there. */
    static void requirePath(SimHost source, SimHost destination) throws GuestnetException {
        if (!source.facts().migrates() || !destination.facts().migrates()) {
            throw source.refusals().cannotMigrate();
        }
        if (source == destination) {
            throw source.refusals().refused("Attempt to migrate guest to the same host %s", source.name());
        }
    }

    /** A guest that comes from another host: its connections are made, and it does not run yet. */
    void arrive(GuestText.Read read) throws GuestnetException {
        guests.run(read, State.ARRIVING);
    }

    /** A guest that was arriving and will not come. */
    void giveUpArrival(UUID uuid) {
        guests.find(uuid).filter(g -> g.state() == State.ARRIVING).ifPresent(guests::end);
    }

    /**
     * A guest that has come.
     *
     * @param configuration its configuration from now on; empty if it stays as persistent as it is here
     * @param paused whether it stands still
     */
    void arrived(UUID uuid, Optional<String> configuration, boolean paused) throws GuestnetException {
        SimGuest guest = guests.get(uuid);
        if (configuration.isPresent()) {
            guest.setPersistent(configuration.get());
        }
        guest.setState(paused ? State.PAUSED : State.RUNNING_MIGRATED);
    }

    /** A guest that runs elsewhere now: nothing of it is left. */
    void left(UUID uuid) throws GuestnetException {
        SimGuest guest = guests.get(uuid);
        guest.setPersistent(null);
        guest.setSaved(null);
        guests.end(guest);
    }

    /** The configuration of a guest that another host can take over. */
    String movable(UUID uuid) throws GuestnetException {
        SimGuest guest = guests.get(uuid);
        if (guest.isActive()) {
            throw refusals.running(guest.name());
        }
        if (guest.saved().isPresent()) {
            throw refusals.refused("domain '%s' has a managed save image, which would stay behind", guest.name());
        }
        return guest.configuration();
    }

    /** The configuration of a guest comes from another host. */
    void moveIn(String text) throws GuestnetException {
        Optional<SimGuest> known = guests.find(guests.read(text).identity().uuid());
        if (known.filter(SimGuest::isActive).isPresent()) {
            throw refusals.refused("domain '%s' is already active", known.get().name());
        }
        guests.define(text);
    }

    /** The configuration of a guest is on another host now. One that was started meanwhile goes on. */
    void movedOut(UUID uuid) throws GuestnetException {
        Optional<SimGuest> known = guests.find(uuid);
        if (known.isPresent()) {
            guests.forgetConfiguration(known.get());
        }
    }
}
