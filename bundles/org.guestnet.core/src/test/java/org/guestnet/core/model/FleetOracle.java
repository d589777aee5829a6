/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.core.model.FleetAction.Kind;
import org.guestnet.core.model.FleetState.Copy;
import org.guestnet.core.model.World.Guest;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.model.HostName;

/** What must hold of all guests during an action and after it. */
final class FleetOracle {

    private static final Set<State> RUNS = Set.of(State.RUNNING, State.RUNNING_MIGRATED, State.PAUSED);

    private final Truth truth;
    private final List<String> violations;

    FleetOracle(Truth truth, List<String> violations) {
        this.truth = truth;
        this.violations = violations;
    }

    /** Now, whatever is being done: a guest on its way runs on one of both hosts at most. One that was paused stands still on both. */
    void during(FleetAction action) {
        if (action.guest().isPresent()
                && action.to().filter(t -> !t.equals(action.from())).isPresent()) {
            UUID guest = action.guest().get().uuid();
            Optional<State> here = state(action.from(), guest);
            Optional<State> there = state(action.to().get(), guest);
            boolean stands =
                    here.equals(there) && here.filter(State.PAUSED::equals).isPresent();
            if (here.isPresent() && there.isPresent() && !stands && here.equals(state(action.from(), guest))) {
                violations.add("COPIES: " + action + ": " + here.get() + " here, " + there.get() + " there");
            }
        }
    }

    private Optional<State> state(HostName host, UUID guest) {
        return Truth.active(truth.of(host), guest).map(GuestReport::state).filter(RUNS::contains);
    }

    /** Afterwards, when all is settled. */
    void after(FleetAction action, FleetState before, FleetState after) {
        for (Guest guest : FleetPeople.guests()) {
            List<Copy> now = after.of(guest.uuid());
            if (now.size() != 1) {
                violations.add("COPIES: " + guest.text() + ": " + now);
                continue;
            }
            Copy was = before.of(guest.uuid()).get(0);
            wrong(action, guest, was, now.get(0))
                    .ifPresent(w -> violations.add(w + ": " + guest.text() + " was " + was + ", now " + now));
        }
    }

    private static Optional<String> wrong(FleetAction action, Guest guest, Copy was, Copy now) {
        if (!was.host().equals(now.host()) && !mayMove(action, guest, was, now)) {
            return Optional.of("MOVED");
        }
        if (!now.isConfiguredAs(was)) {
            return Optional.of("CONFIGURATION");
        }
        boolean switched = action.kind() == Kind.START || action.kind() == Kind.STOP;
        boolean subject = action.guest().filter(guest::equals).isPresent();
        return now.isAs(was) || switched && subject ? Optional.empty() : Optional.of("STATE");
    }

    private static boolean mayMove(FleetAction action, Guest guest, Copy was, Copy now) {
        return switch (action.kind()) {
            case MIGRATE ->
                action.guest().filter(guest::equals).isPresent()
                        && action.to().filter(now.host()::equals).isPresent();
            case DRAIN -> was.host().equals(action.from()) && (was.isActive() || action.offline());
            default -> false;
        };
    }

    /** Of a drain that nothing disturbed: who stays is named. */
    List<String> unnamed(FleetAction drain, FleetState after, List<String> findings) {
        List<String> unnamed = new ArrayList<>();
        for (Guest guest : FleetPeople.guests()) {
            for (Copy copy : after.of(guest.uuid())) {
                boolean stays = copy.host().equals(drain.from()) && (copy.isActive() || drain.offline());
                if (stays && findings.stream().noneMatch(f -> f.contains("'" + guest.text() + "'"))) {
                    unnamed.add("UNNAMED: " + guest.text() + " stays: " + copy);
                }
            }
        }
        return unnamed;
    }
}
