/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.api.Candidate;
import org.guestnet.api.GuestInfo;
import org.guestnet.api.Guests;
import org.guestnet.api.MigrateOptions;
import org.guestnet.api.ProgressListener.Progress;
import org.guestnet.api.ResolvedInterface;
import org.guestnet.api.Shortlist;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;

record TestGuests(TestFleet fleet) implements Guests {

    @Override
    public List<GuestInfo> list() {
        return List.copyOf(fleet.guests);
    }

    @Override
    public Operation start(GuestName guest, Optional<HostName> host, boolean dryRun) {
        return done(Operation.Kind.GUEST_START, guest, host, dryRun, "");
    }

    @Override
    public Operation stop(GuestName guest, Optional<HostName> host, StopMode how, boolean dryRun) {
        return done(Operation.Kind.GUEST_STOP, guest, host, dryRun, how.toString());
    }

    private Operation done(Operation.Kind kind, GuestName guest, Optional<HostName> host, boolean dryRun, String more) {
        fleet.called = (kind + " " + guest + host.map(h -> " on " + h).orElse("") + " " + more).strip()
                + (dryRun ? " dry" : "");
        return fleet.operation(kind, guest.value(), host.orElse(TestFleet.KVM1), dryRun);
    }

    @Override
    public List<ResolvedInterface> resolve(GuestName guest, HostName on) {
        fleet.called = "resolve " + guest + " on " + on;
        return List.copyOf(fleet.resolved);
    }

    @Override
    public Shortlist candidates(GuestName guest, int limit) {
        List<Candidate> best = fleet.candidates.stream()
                .filter(Candidate::eligible)
                .limit(limit)
                .toList();
        return new Shortlist(best, Map.of("NETWORK_MISSING", 1, "HOST_DOWN", 2), 40);
    }

    @Override
    public List<Candidate> candidates(GuestName guest) {
        return List.copyOf(fleet.candidates);
    }

    @Override
    public Operation migrate(GuestName guest, HostName destination, MigrateOptions options) throws GuestnetException {
        if (fleet.refusal != null) {
            throw new GuestnetException(fleet.refusal);
        }
        fleet.called = "migrate " + guest + " to " + destination
                + options.source().map(from -> " from " + from).orElse("")
                + " accepting " + options.accepted().stream().sorted().toList()
                + (options.dryRun() ? " dry" : "");
        options.progress().progressed(new Progress("copy memory", 100L << 20, 40L << 20));
        fleet.whileMigrating.run();
        return fleet.operations.get(0);
    }

    @Override
    public PreparedStart prepare(HostName host, String domainXml, Duration holdFor) {
        throw new UnsupportedOperationException("the shell does not prepare");
    }

    @Override
    public Operation commit(OperationId prepared) {
        throw new UnsupportedOperationException("the shell does not commit");
    }

    @Override
    public Operation cancel(OperationId prepared) {
        throw new UnsupportedOperationException("the shell does not cancel");
    }
}
