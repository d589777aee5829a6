/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.move;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.core.host.Fleet;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;

/**
 * Ends a move that nobody watches any more, after reading both ends. libvirt leaves states that need a hand when the client of a
 * migration dies: a source that stays paused with nothing at the destination, a destination that runs with a paused copy at the source,
 * and a configuration that both hosts have.
 */
public final class Ends {

    /** What people can do where we cannot judge. */
    public static final String REMEDY =
            "look at both hosts: let the right copy run by virsh resume, or end the one that is not wanted by virsh destroy; then it is "
                    + "settled";

    private final Fleet fleet;

    /** @param fleet the hosts */
    public Ends(Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * What became of a move.
     *
     * @param state done or undone; uncertain if nothing goes on and what is there is not ours to judge: then nothing was touched
     * @param detail where the guest is, for people
     */
    public record Outcome(Operation.State state, String detail) {

        /** Whether it is known what became of it. */
        public boolean isKnown() {
            return state != Operation.State.UNCERTAIN;
        }

        /** Whether the guest is at the destination. */
        public boolean arrived() {
            return state == Operation.State.DONE;
        }
    }

    /** A guest on both hosts, as it was read just now. */
    private record Look(
            HostName from,
            HostName to,
            HostSession source,
            HostSession destination,
            Optional<GuestReport> here,
            Optional<GuestReport> there) {

        boolean runsHere() {
            return here.filter(g -> g.state().isActive()).isPresent();
        }

        boolean runsThere() {
            return there.filter(g -> g.state().isActive()).isPresent();
        }

        /** Whether it is not there any more: between two questions it may have got to the other host. */
        boolean hasLeft() throws GuestnetException {
            return source.guest(here.orElseThrow().uuid())
                    .filter(g -> g.state().isActive())
                    .isEmpty();
        }

        boolean hasJob() throws GuestnetException {
            UUID guest = here.or(() -> there).orElseThrow().uuid();
            return source.migrationProgress(guest).isPresent();
        }
    }

    /**
     * Brings a move to its end if libvirt does not.
     *
     * @param offline whether it was the move of a configuration
     * @return empty while libvirt goes on with it: then nothing was touched
     * @throws GuestnetException if a host does not answer: nothing was touched
     */
    public Optional<Outcome> settle(UUID guest, HostName from, HostName to, boolean offline) throws GuestnetException {
        HostSession source = fleet.session(from);
        HostSession destination = fleet.session(to);
        Look look = new Look(from, to, source, destination, source.guest(guest), destination.guest(guest));
        if (offline) {
            return Optional.of(moved(look));
        }
        if (!look.runsHere() && !look.runsThere()) {
            return neither(look);
        }
        if (!look.runsThere()) {
            return stayed(look);
        }
        return look.runsHere() ? both(look) : arrived(look);
    }

    /** A configuration leaves the source with the guest: one that is only at the destination has been there, and ended. */
    private static Optional<Outcome> neither(Look look) {
        String nowhere = "the guest runs on neither host";
        if (look.here().isPresent()) {
            return undone(nowhere + "; its configuration is on host " + look.from());
        }
        return look.there().isPresent()
                ? done(nowhere + "; its configuration is on host " + look.to())
                : undone(nowhere);
    }

    private static Optional<Outcome> stayed(Look look) throws GuestnetException {
        GuestReport here = look.here().orElseThrow();
        if (here.state() == State.POSTCOPY_FAILED) {
            return unclear(look);
        }
        if (look.hasJob() || look.hasLeft()) {
            return Optional.empty(); // libvirt goes on without its client
        }
        // Its configuration comes to the destination when it runs there: it may have written to its disks since, and
        // ended.
        if (here.state() == State.PAUSED_POSTCOPY
                || here.state() == State.PAUSED_MIGRATING && look.there().isPresent()) {
            return unclear(look);
        }
        if (here.state() == State.PAUSED_MIGRATING) {
            look.source().resumeGuest(here.uuid());
        }
        return undone("the guest runs on host " + look.from());
    }

    private static Optional<Outcome> arrived(Look look) throws GuestnetException {
        GuestReport there = look.there().orElseThrow();
        if (there.state() == State.ARRIVING) {
            return Optional.empty();
        }
        if (!there.state().isWhole()) {
            return unclear(look);
        }
        Optional<GuestReport> left = look.here().filter(g -> there.persistent() && g.persistent() && !g.saved());
        if (left.isPresent()) {
            look.source().undefineGuest(there.uuid()); // the source was not told any more that the guest has left
        }
        return done("the guest runs on host " + look.to());
    }

    private static Optional<Outcome> both(Look look) throws GuestnetException {
        GuestReport here = look.here().orElseThrow();
        GuestReport there = look.there().orElseThrow();
        boolean failed = here.state() == State.POSTCOPY_FAILED || there.state() == State.POSTCOPY_FAILED;
        if (!failed && look.hasJob()) {
            return Optional.empty();
        }
        if (!isLeftBehind(here.state(), there.state())) {
            return unclear(look);
        }
        look.source().destroyGuest(here.uuid());
        if (there.persistent() && here.persistent()) {
            look.source().undefineGuest(here.uuid());
        }
        return done("the guest runs on host " + look.to() + ", its paused copy on " + look.from() + " was ended");
    }

    /** A guest that was paused before stands still at both ends; what has arrived does so no longer. */
    private static boolean isLeftBehind(State here, State there) {
        boolean stands = here == State.PAUSED_MIGRATING || here == State.PAUSED && there == State.PAUSED;
        return stands && (there == State.RUNNING_MIGRATED || there == State.PAUSED);
    }

    private static Outcome moved(Look look) throws GuestnetException {
        if (look.here().isEmpty() || look.there().isEmpty()) {
            return look.there().isPresent()
                    ? new Outcome(Operation.State.DONE, "the guest's configuration is on host " + look.to())
                    : new Outcome(
                            Operation.State.UNDONE,
                            look.here().isPresent()
                                    ? "the guest's configuration is on host " + look.from()
                                    : "neither host has the guest");
        }
        return new Outcome(Operation.State.UNDONE, withoutCopy(look));
    }

    private static String withoutCopy(Look look) throws GuestnetException {
        UUID guest = look.here().orElseThrow().uuid();
        GuestReport there = look.there().orElseThrow();
        String both = "hosts " + look.from() + " and " + look.to() + " both have a configuration of the guest, and ";
        if (there.state().isActive() || there.saved()) {
            return both + "on " + look.to() + " it " + (there.state().isActive() ? "runs" : "has a saved image")
                    + ": undefine the one that is not wanted";
        }
        if (!look.destination()
                .guestXml(guest, GuestView.PERSISTENT)
                .equals(look.source().guestXml(guest, GuestView.PERSISTENT))) {
            return both + "they are not the same: undefine the one that is wrong";
        }
        look.destination().undefineGuest(guest);
        return "the guest's configuration is on host " + look.from() + ", its copy on " + look.to() + " was removed";
    }

    private static Optional<Outcome> unclear(Look look) {
        return Optional.of(new Outcome(
                Operation.State.UNCERTAIN,
                "no migration goes on, and which copy of the guest is the right one is not ours to judge: it is "
                        + words(look.here()) + " on host " + look.from() + " and " + words(look.there()) + " on host "
                        + look.to()));
    }

    private static String words(Optional<GuestReport> guest) {
        return guest.map(g -> g.state().toString().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse("absent");
    }

    private static Optional<Outcome> undone(String detail) {
        return Optional.of(new Outcome(Operation.State.UNDONE, detail));
    }

    private static Optional<Outcome> done(String detail) {
        return Optional.of(new Outcome(Operation.State.DONE, detail));
    }
}
