/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.guestnet.api.Candidate;
import org.guestnet.api.DrainOptions;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.drain.Moved.End;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MigrationSettings;
import org.guestnet.model.Operation;

/** What is tried to move one guest. Used once, by one thread. */
final class Attempts {

    private static final int BUSY_ATTEMPTS = 20;

    private final GuestMover mover;
    private final GuestName guest;
    private final HostName from;
    private final HostName planned;
    private final DrainOptions options;
    private final BooleanSupplier wanted;
    private final Set<HostName> tried = new HashSet<>();
    private final Set<HostName> silent = new HashSet<>();
    private final Set<HostName> again = new HashSet<>();
    private int busy;
    private HostName last;
    private List<Finding> failure = List.of();

    Attempts(
            GuestMover mover,
            GuestName guest,
            HostName from,
            HostName planned,
            DrainOptions options,
            BooleanSupplier wanted) {
        this.mover = mover;
        this.guest = guest;
        this.from = from;
        this.planned = planned;
        this.options = options;
        this.wanted = wanted;
        this.last = planned;
    }

    /** How it ended. A host that refused the guest is never tried again. */
    Moved end() {
        Optional<Moved> end = next();
        while (end.isEmpty()) {
            end = next();
        }
        return end.get();
    }

    /** One more; empty if another host may be tried. */
    private Optional<Moved> next() {
        try {
            Found found = mover.find(guest, from);
            if (!found.report().state().isActive() && !options.offline()) {
                return Optional.of(gone("no longer runs"));
            }
            Optional<HostName> destination = destination(found);
            return destination.isEmpty()
                    ? Optional.of(stays(failure.isEmpty() ? stuck(found) : failure))
                    : migrate(destination.get(), !found.report().state().isActive());
        } catch (GuestnetException e) {
            return ended(e).or(() -> Optional.of(stays(e.findings())));
        }
    }

    /** The planned host or the best; after a failure another one only if those that were tried cannot take it any more. */
    private Optional<HostName> destination(Found found) throws GuestnetException {
        if (!failure.isEmpty() && !silent.contains(last)) {
            mover.look(last); // what the attempt had there may be seen until then, and be in its own way
        }
        List<HostName> able = mover.candidates(found).stream()
                .filter(c -> MoveJudge.open(c, options.accepted()).isEmpty() && !silent.contains(c.host()))
                .map(Candidate::host)
                .toList();
        if (able.stream().anyMatch(tried::contains)) {
            return Optional.empty();
        }
        return able.contains(planned) ? Optional.of(planned) : able.stream().findFirst();
    }

    private Optional<Moved> migrate(HostName destination, boolean offline) {
        last = destination;
        tried.add(destination);
        MigrateOptions how = MigrateOptions.defaults()
                .from(from)
                .accepting(options.accepted())
                .with(MigrationSettings.defaults().withTls(options.tls()))
                .withOffline(offline);
        try {
            return Optional.of(arrived(mover.migrate(guest, destination, how)));
        } catch (GuestnetException e) {
            failure = e.findings();
            return ended(e);
        }
    }

    /** Whether a failure is the end for this guest. */
    private Optional<Moved> ended(GuestnetException e) {
        Set<String> codes = e.findings().stream().map(Finding::code).collect(Collectors.toSet());
        if (codes.contains(Codes.MANAGER_FENCED) || codes.contains(Codes.STORE_FAILED) || !mover.answers(from)) {
            return Optional.of(new Moved(End.HALTED, last, List.of()));
        }
        if (codes.contains(Codes.UNCERTAIN)) {
            return Optional.of(new Moved(End.UNCERTAIN, last, List.of()));
        }
        if (codes.contains(Codes.GUEST_UNKNOWN)) {
            return Optional.of(gone("is no longer there"));
        }
        if (codes.contains(Codes.HOST_DOWN) || codes.contains(Codes.HOST_TIMEOUT)) {
            silent.add(last); // it was not seen to be down when it was chosen
            tried.remove(last);
        }
        boolean ofPeers = codes.contains(Codes.PEER_SILENT) || codes.contains(Codes.PEER_UNREACHABLE);
        if (ofPeers && again.add(last)) {
            tried.remove(last); // the next attempt goes another way, and is told why not
        }
        if (codes.contains(Codes.BUSY)) {
            return busy(e.findings());
        }
        return codes.contains(Codes.GUEST_NOT_RUNNING) ? Optional.of(stopped(e.findings())) : Optional.empty();
    }

    /** It may have left the host since it was looked at. */
    private Moved stopped(List<Finding> why) {
        try {
            return options.offline() && mover.isThere(guest, from) ? stays(why) : gone("no longer runs there");
        } catch (GuestnetException e) {
            return stays(e.findings());
        }
    }

    /** Each attempt waited by itself for whoever works on the guest, or brings another one to the same pool. */
    private Optional<Moved> busy(List<Finding> why) {
        if (!wanted.getAsBoolean()) {
            return Optional.of(new Moved(End.LATER, planned, List.of()));
        }
        tried.remove(last);
        busy++;
        return busy < BUSY_ATTEMPTS ? Optional.empty() : Optional.of(stays(why));
    }

    private Moved arrived(Operation migration) {
        Finding changed = Finding.notice(
                        Codes.DESTINATION_CHANGED,
                        "guest '" + guest + "' went to host " + last + ", for host " + planned
                                + " could not take it any more",
                        "")
                .on(last);
        List<Finding> told = new ArrayList<>(last.equals(planned) ? List.of() : List.of(changed));
        migration.findings().stream()
                .filter(f -> f.code().equals(Codes.HOST_REFUSED)) // what a host would not do once the guest had arrived
                .forEach(told::add);
        return new Moved(End.GONE, last, told);
    }

    private Moved gone(String what) {
        Finding notice =
                Finding.notice(Codes.GUEST_NOT_RUNNING, "guest '" + guest + "' " + what + ", and was not moved", "");
        return new Moved(End.GONE, last, List.of(notice.on(from)));
    }

    private Moved stays(List<Finding> why) {
        List<Finding> reasons =
                why.stream().filter(f -> !f.code().equals(Codes.GUEST_RUNS_ON)).toList();
        return new Moved(End.STAYS, last, DrainText.stays(guest, reasons));
    }

    private List<Finding> stuck(Found found) throws GuestnetException {
        return mover.candidates(found).stream()
                .flatMap(c -> MoveJudge.open(c, options.accepted()).stream())
                .toList();
    }
}
