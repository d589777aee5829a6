/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.settle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.ledger.Ledger;
import org.guestnet.core.lifecycle.NeededNetworks;
import org.guestnet.core.move.Ends;
import org.guestnet.core.move.LostConnections;
import org.guestnet.core.move.MoveSteps;
import org.guestnet.core.move.StrandedMoves;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.settle.Settler.Outcome;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.InterfaceReport;
import org.guestnet.model.OperationId;

/** Ends moves that nobody works on any more: brings the guest to one host, and does or takes back what belongs to the move there. */
final class Moves {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<OperationId, Doubt> doubts = new ConcurrentHashMap<>(); // of moves that have not ended
    private final Ends ends;
    private final MoveSteps steps;
    private final NeededNetworks needed;
    private final LostConnections lost;
    private final StrandedMoves stranded;

    /** What could not be judged, and since when it is seen so. */
    private record Doubt(String detail, long since) {}

    Moves(Fleet fleet, Ledger ledger, OperationEngine engine) {
        this.ends = new Ends(fleet);
        this.steps = new MoveSteps(fleet);
        this.needed = new NeededNetworks(fleet);
        this.lost = new LostConnections(fleet, ledger, engine.locks());
        this.stranded = new StrandedMoves(fleet, engine);
    }

    /** What became of a move; empty while it still goes on: then it goes on for as long as it may. */
    Optional<Ends.Outcome> end(Operation operation) throws GuestnetException {
        Optional<Ends.Outcome> end = ends.settle(
                operation.guest().orElseThrow(),
                operation.host(),
                operation.destination().orElseThrow(),
                MoveSteps.isOffline(operation));
        if (end.isEmpty()) {
            stranded.limit(operation);
        }
        return end;
    }

    /** Whether what we cannot judge is as it was a while ago: between two steps of libvirt it is so for a moment only. */
    boolean isStill(Operation operation, Ends.Outcome unclear) {
        Doubt now = new Doubt(unclear.detail(), System.nanoTime());
        Doubt first =
                doubts.merge(operation.id(), now, (old, young) -> old.detail().equals(young.detail()) ? old : young);
        return now.since() - first.since() > PATIENCE.toNanos();
    }

    /**
     * What is left to do when its blockers and claims have been set right.
     *
     * @param worker holds the locks of what has to be touched
     */
    Outcome finish(Operation operation, Ends.Outcome end, OperationId worker) throws GuestnetException {
        doubts.remove(operation.id());
        UUID guest = operation.guest().orElseThrow();
        HostName to = operation.destination().orElseThrow();
        List<Finding> more = new ArrayList<>();
        if (end.arrived()) {
            more.addAll(steps.complete(operation));
        } else {
            needed.stopStarted(operation, to);
        }
        if (!MoveSteps.isOffline(operation)) {
            more.addAll(lost.restore(end.arrived() ? to : operation.host(), guest, hadNetwork(operation), worker));
        }
        return new Outcome(end.state(), "settled: " + end.detail(), more);
    }

    /** What was on its network when the operation began: only that can have lost it by the operation. */
    private static Set<MacAddress> hadNetwork(Operation operation) {
        return operation.interfaces().stream().map(InterfaceReport::mac).collect(Collectors.toSet());
    }
}
