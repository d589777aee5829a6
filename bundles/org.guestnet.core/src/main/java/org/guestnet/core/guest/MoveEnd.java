/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.core.move.ArrivalWatch;
import org.guestnet.core.move.Ends;
import org.guestnet.core.move.Ends.Outcome;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestnetException;

/**
 * How one move ends: whether the guest has really moved when libvirt says that it failed, what it comes back with, and that what comes
 * after the move no longer undoes it. Used by one thread.
 */
final class MoveEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(5); // libvirt clears up after a migration within one
    private static final Duration POLL = Duration.ofMillis(100);

    private final Ends ends;
    private final Connector connector;
    private final Locks locks;
    private final Move move;
    private final boolean offline;
    private final List<Finding> notices = new ArrayList<>();
    private Where where = Where.AT_THE_SOURCE;

    /** What is known of the guest. */
    private enum Where {
        AT_THE_SOURCE,
        MOVED,
        UNKNOWN
    }

    MoveEnd(Ends ends, Connector connector, Locks locks, Move move) {
        this.ends = ends;
        this.connector = connector;
        this.locks = locks;
        this.move = move;
        this.offline = move.options().offline();
    }

    /** What was noticed on the way. */
    List<Finding> notices() {
        return notices;
    }

    void note(Finding notice) {
        notices.add(notice.as(Severity.NOTICE));
    }

    /**
     * Does it, and returns when the guest has moved.
     *
     * @throws GuestnetException why it did not move; it is where it was, unless that cannot be told: then {@link #requireNotMoved}
     *     throws too
     */
    void moved(PlannedStep.Action action) throws GuestnetException {
        where = Where.UNKNOWN; // whatever happens: among peers it goes on without us
        try {
            action.run();
        } catch (HostUnreachableException e) {
            throw e;
        } catch (GuestnetException e) {
            requireMoved(e);
        }
        move.abort().tooLate();
        where = Where.MOVED;
    }

    /** Watches for the arriving guest to be plugged: then libvirt is kept off other members no more, and its pools are for others too. */
    ArrivalWatch watch(String step) {
        return new ArrivalWatch(
                step,
                () -> connector.isPlugged(move.to()),
                () -> connector.unsteerPlugged(move.to(), move.id()),
                () -> connector.releasePools(move.to(), move.id(), locks));
    }

    private void requireMoved(GuestnetException why) throws GuestnetException {
        List<Finding> back;
        try {
            Outcome end = awaitEnd(why);
            if (end.arrived()) {
                note(arrived(why));
                return;
            }
            back = offline
                    ? List.of(Finding.notice(Codes.GUEST_NOT_RUNNING, end.detail(), "")
                            .on(move.from()))
                    : connector.reconnect(move.from(), move.guest(), move.id(), locks);
            where = Where.AT_THE_SOURCE; // not before: what it lost there is still to be connected by who settles it
        } catch (GuestnetException unknown) {
            throw unknown(why, unknown);
        }
        List<Finding> all = reasons(why);
        all.addAll(back);
        throw new GuestnetException(all, why);
    }

    /** Whoever wanted it given up was too late; libvirt, asked while a migration ends, may call it failed. */
    private Finding arrived(GuestnetException why) {
        String before = move.abort().reason().isPresent()
                ? "it was to be given up, and that came too late"
                : "it was said to have failed: " + why.findings().get(0).detail();
        return Finding.notice(Codes.SETTLED, before + "; the guest is on host " + move.destination(), "")
                .on(move.destination());
    }

    private static GuestnetException unknown(GuestnetException why, GuestnetException unknown) {
        List<Finding> all = new ArrayList<>(why.findings());
        all.addAll(unknown.findings());
        unknown.addSuppressed(why);
        return new GuestnetException(all.stream().distinct().toList(), unknown);
    }

    private Outcome awaitEnd(GuestnetException why) throws GuestnetException {
        UUID guest = move.guest().uuid();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<Outcome> end = ends.settle(guest, move.from(), move.destination(), offline);
        while (end.filter(Outcome::isKnown).isEmpty()) {
            if (System.nanoTime() > deadline || !Pause.of(POLL)) {
                throw new GuestnetException(
                        Finding.blocker(
                                Codes.UNCERTAIN,
                                end.map(Outcome::detail).orElse("the migration failed, and still goes on at the hosts"),
                                end.isEmpty() ? "wait until it ends" : Ends.REMEDY),
                        why);
            }
            end = ends.settle(guest, move.from(), move.destination(), offline);
        }
        return end.get();
    }

    /** libvirt's own words for a migration that was given up say less than who wanted it. */
    private List<Finding> reasons(GuestnetException why) {
        List<Finding> all = new ArrayList<>(move.abort().reason().stream().toList());
        why.findings().stream()
                .filter(f -> all.isEmpty() || !f.code().equals(Codes.ABORTED))
                .toList()
                .forEach(all::add);
        return all;
    }

    /** Nothing is undone for a guest that has moved, or may move still: its operation is settled by looking at both hosts. */
    void requireNotMoved() throws GuestnetException {
        if (where != Where.AT_THE_SOURCE) {
            String guest = "guest '" + move.name() + "' ";
            throw new GuestnetException(Finding.blocker(
                            Codes.UNCERTAIN,
                            where == Where.MOVED
                                    ? guest + "has moved to host " + move.destination() + " and stays there"
                                    : guest + "may still be on its way to host " + move.destination(),
                            "what is left to do is done as soon as the hosts answer")
                    .on(move.destination()));
        }
    }

    /** A step after the move: what a host refuses then is told, and does not undo the move. */
    PlannedStep afterwards(PlannedStep step) {
        return PlannedStep.of(step.what(), () -> {
            try {
                step.action().run();
            } catch (GuestnetException e) {
                if (!e.code().equals(Codes.HOST_REFUSED)) {
                    throw e;
                }
                e.findings().forEach(this::note);
            }
        });
    }
}
