/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.api.Candidate;
import org.guestnet.api.DrainOptions;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.drain.Moved.End;
import org.guestnet.core.guest.Candidates;
import org.guestnet.core.guest.GuestFinder;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.guest.GuestMigrator;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.Draining;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves one guest of a host that is drained: to where it was planned, or, if that is full or gone by now, to the next best. */
@Component(service = GuestMover.class)
public final class GuestMover {

    private static final Logger LOG = LoggerFactory.getLogger(GuestMover.class);

    private final Fleet fleet;
    private final GuestFinder finder;
    private final Candidates candidates;
    private final Draining draining;
    private final GuestMigrator migrator;

    /** Its parts. */
    @Activate
    public GuestMover(
            @Reference Fleet fleet,
            @Reference GuestFinder finder,
            @Reference Candidates candidates,
            @Reference Draining draining,
            @Reference GuestMigrator migrator) {
        this.fleet = fleet;
        this.finder = finder;
        this.candidates = candidates;
        this.draining = draining;
        this.migrator = migrator;
    }

    /** Moves it, and waits for that. */
    Moved move(GuestName guest, HostName from, HostName planned, DrainOptions options) {
        Attempts attempts = new Attempts(guest, from, planned, options);
        Optional<Moved> end = attempts.next();
        while (end.isEmpty()) { // a host that is tried is never tried again
            end = attempts.next();
        }
        return end.get();
    }

    /** What is tried to move one guest. Used by one thread. */
    private final class Attempts {

        private final GuestName guest;
        private final HostName from;
        private final HostName planned;
        private final DrainOptions options;
        private final Set<HostName> tried = new HashSet<>();
        private HostName last;
        private List<Finding> failure = List.of();

        Attempts(GuestName guest, HostName from, HostName planned, DrainOptions options) {
            this.guest = guest;
            this.from = from;
            this.planned = planned;
            this.options = options;
            this.last = planned;
        }

        /** One more; empty if another host may be tried. */
        Optional<Moved> next() {
            try {
                Found found = finder.find(guest, Optional.of(from));
                if (!found.report().state().isActive() && !options.offline()) {
                    return Optional.of(gone("no longer runs"));
                }
                Optional<HostName> destination = destination(found);
                return destination.isEmpty()
                        ? Optional.of(stays(failure.isEmpty() ? stuck(found, options) : failure))
                        : migrate(destination.get());
            } catch (GuestnetException e) {
                return ended(e).or(() -> Optional.of(stays(e.findings())));
            }
        }

        /** The planned host or the best; after a failure another one only if those that were tried cannot take it any more. */
        private Optional<HostName> destination(Found found) throws GuestnetException {
            List<HostName> able = draining.marked(candidates.of(found)).stream()
                    .filter(c -> MoveJudge.open(c, options.accepted()).isEmpty())
                    .map(Candidate::host)
                    .toList();
            if (able.stream().anyMatch(tried::contains)) {
                return Optional.empty();
            }
            return able.contains(planned) ? Optional.of(planned) : able.stream().findFirst();
        }

        private Optional<Moved> migrate(HostName destination) {
            last = destination;
            tried.add(destination);
            MigrateOptions how = MigrateOptions.defaults()
                    .from(from)
                    .accepting(options.accepted())
                    .withOffline(options.offline());
            try {
                migrator.migrate(guest, destination, how);
                return Optional.of(arrived());
            } catch (GuestnetException e) {
                failure = e.findings();
                return ended(e);
            }
        }

        /** Whether a failure is the end for this guest. */
        private Optional<Moved> ended(GuestnetException e) {
            Set<String> codes = e.findings().stream().map(Finding::code).collect(Collectors.toSet());
            if (codes.contains(Codes.MANAGER_FENCED) || codes.contains(Codes.STORE_FAILED) || !answers(from)) {
                return Optional.of(new Moved(End.HALTED, last, List.of()));
            }
            if (codes.contains(Codes.UNCERTAIN)) {
                return Optional.of(new Moved(End.UNCERTAIN, last, List.of()));
            }
            if (codes.contains(Codes.GUEST_UNKNOWN)) {
                return Optional.of(gone("is no longer there"));
            }
            return codes.contains(Codes.BUSY) || codes.contains(Codes.GUEST_NOT_RUNNING)
                    ? Optional.of(stays(e.findings()))
                    : Optional.empty();
        }

        private Moved arrived() {
            Finding changed = Finding.notice(
                            Codes.DESTINATION_CHANGED,
                            "guest '" + guest + "' went to host " + last + ", for host " + planned
                                    + " could not take it any more",
                            "")
                    .on(last);
            return new Moved(End.GONE, last, last.equals(planned) ? List.of() : List.of(changed));
        }

        private Moved gone(String what) {
            Finding notice = Finding.notice(
                    Codes.GUEST_NOT_RUNNING, "guest '" + guest + "' " + what + ", and was not moved", "");
            return new Moved(End.GONE, last, List.of(notice.on(from)));
        }

        private Moved stays(List<Finding> why) {
            return new Moved(
                    End.STAYS,
                    last,
                    why.stream()
                            .filter(f -> !f.code().equals(Codes.GUEST_RUNS_ON))
                            .map(f -> DrainText.stays(guest, f))
                            .toList());
        }
    }

    private List<Finding> stuck(Found guest, DrainOptions options) throws GuestnetException {
        return draining.marked(candidates.of(guest)).stream()
                .flatMap(c -> MoveJudge.open(c, options.accepted()).stream())
                .toList();
    }

    /** Asked, for the last look may be older than what failed. */
    private boolean answers(HostName host) {
        try {
            fleet.session(host).facts();
            return true;
        } catch (GuestnetException silent) {
            LOG.debug("Host {} does not answer: {}", host, silent.getMessage());
            return false;
        }
    }
}
