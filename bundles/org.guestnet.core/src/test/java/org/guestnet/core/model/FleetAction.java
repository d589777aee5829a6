/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.api.Candidate;
import org.guestnet.api.DrainOptions;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.model.World.Guest;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;

/**
 * What is done to the fleet.
 *
 * @param guest the guest; empty for a drain
 * @param from the host that has it, or is drained
 * @param to where to; for a drain a host to which a guest would go, if any
 * @param offline whether guests move that do not run
 * @param accepted the codes that are accepted
 */
record FleetAction(
        Kind kind, Optional<Guest> guest, HostName from, Optional<HostName> to, boolean offline, Set<String> accepted) {

    /** The kinds. */
    enum Kind {
        MIGRATE,
        DRAIN,
        START,
        STOP
    }

    /** Does it. @throws GuestnetException why not */
    Operation in(FleetWorld world) throws GuestnetException {
        return switch (kind) {
            case MIGRATE -> world.core().guests().migrate(guest.orElseThrow().name(), to.orElseThrow(), options());
            case DRAIN -> world.core().hosts().drain(from, drainOptions());
            case START -> world.core().guests().start(guest.orElseThrow().name(), Optional.of(from), false);
            case STOP ->
                world.core().guests().stop(guest.orElseThrow().name(), Optional.of(from), StopMode.DESTROY, false);
        };
    }

    private MigrateOptions options() {
        return MigrateOptions.defaults().accepting(accepted).withOffline(offline);
    }

    DrainOptions drainOptions() {
        return DrainOptions.defaults().accepting(accepted).withParallel(1).withOffline(offline);
    }

    /** What keeps the guest off its destination, as candidates show it before, or as what is asked for does not fit the guest. */
    List<String> blockers(FleetWorld world, FleetState now) throws GuestnetException {
        if (kind != Kind.MIGRATE || to.filter(from::equals).isPresent()) {
            return List.of(Codes.INVALID_ARGUMENT);
        }
        boolean active = now.of(guest.orElseThrow().uuid()).get(0).isActive();
        if (active == offline) {
            return List.of(active ? Codes.GUEST_RUNNING : Codes.GUEST_NOT_RUNNING);
        }
        Candidate candidate = world
                .core()
                .guests()
                .candidates(guest.orElseThrow().name())
                .stream()
                .filter(c -> to.filter(c.host()::equals).isPresent())
                .findFirst()
                .orElseThrow();
        List<Finding> said = new ArrayList<>(candidate.blockers());
        said.addAll(candidate.notices());
        return said.stream().filter(this::blocks).map(Finding::code).distinct().toList();
    }

    /** A guest that does not run needs no slot: that there is none is then to be accepted only. */
    private boolean blocks(Finding finding) {
        boolean consent = finding.severity() == Severity.CONSENT
                || offline && finding.code().equals(Codes.POOL_EXHAUSTED);
        return consent ? !accepted.contains(finding.code()) : finding.severity() == Severity.BLOCKER;
    }

    @Override
    public String toString() {
        return kind + guest.map(g -> " " + g.text()).orElse("") + " on " + from
                + to.filter(t -> kind == Kind.MIGRATE).map(t -> " to " + t).orElse("") + (offline ? " offline" : "")
                + (accepted.isEmpty()
                        ? ""
                        : " accepting " + accepted.stream().sorted().toList());
    }
}
