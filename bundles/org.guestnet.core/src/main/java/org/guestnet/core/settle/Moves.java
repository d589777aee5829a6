/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.settle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.ledger.Ledger;
import org.guestnet.core.lifecycle.NeededNetworks;
import org.guestnet.core.move.Ends;
import org.guestnet.core.move.LostConnections;
import org.guestnet.core.move.MoveSteps;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.settle.Settler.Outcome;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;

/** Ends moves that nobody works on any more: brings the guest to one host, and does or takes back what belongs to the move there. */
final class Moves {

    private final Ends ends;
    private final MoveSteps steps;
    private final NeededNetworks needed;
    private final LostConnections lost;

    Moves(Fleet fleet, Ledger ledger, Locks locks) {
        this.ends = new Ends(fleet);
        this.steps = new MoveSteps(fleet);
        this.needed = new NeededNetworks(fleet);
        this.lost = new LostConnections(fleet, ledger, locks);
    }

    /** What became of a move; empty while it still goes on. */
    Optional<Ends.Outcome> end(Operation operation) throws GuestnetException {
        return ends.settle(
                operation.guest().orElseThrow(),
                operation.host(),
                operation.destination().orElseThrow(),
                MoveSteps.isOffline(operation));
    }

    /**
     * What is left to do when its blockers and claims have been set right.
     *
     * @param worker holds the locks of what has to be touched
     */
    Outcome finish(Operation operation, Ends.Outcome end, OperationId worker) throws GuestnetException {
        UUID guest = operation.guest().orElseThrow();
        HostName to = operation.destination().orElseThrow();
        List<Finding> more = new ArrayList<>();
        if (end.arrived()) {
            more.addAll(steps.complete(operation));
        } else {
            needed.stopStarted(operation, to);
        }
        if (!MoveSteps.isOffline(operation)) {
            more.addAll(lost.restore(end.arrived() ? to : operation.host(), guest, worker));
        }
        return new Outcome(end.state(), "settled: " + end.detail(), more);
    }
}
