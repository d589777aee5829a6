/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.List;
import java.util.Optional;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;

/**
 * How an action ended.
 *
 * @param state of its operation; empty if it was refused or failed
 * @param findings what was said
 */
record FleetOutcome(Optional<Operation.State> state, List<Finding> findings) {

    static FleetOutcome of(FleetAction action, FleetWorld world) {
        try {
            Operation operation = action.in(world);
            return new FleetOutcome(Optional.of(operation.state()), operation.findings());
        } catch (GuestnetException e) {
            return new FleetOutcome(Optional.empty(), e.findings());
        }
    }

    boolean isDone() {
        return state.filter(s -> s == Operation.State.DONE).isPresent();
    }

    List<String> codes() {
        return findings.stream().map(Finding::code).distinct().sorted().toList();
    }

    List<String> details() {
        return findings.stream().map(Finding::detail).toList();
    }

    /** Where the guest is, as the answer says; empty if it does not. */
    Optional<HostName> whereabouts() {
        return findings.stream()
                .filter(f -> f.code().equals(Codes.GUEST_RUNS_ON))
                .flatMap(f -> f.host().stream())
                .findFirst();
    }

    @Override
    public String toString() {
        return state.map(Operation.State::toString).orElse("refused") + " " + codes();
    }
}
