/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.Optional;
import java.util.UUID;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.move.Ends;
import org.guestnet.core.move.MoveSteps;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;

/** The step that moves the configuration of a guest that does not run. It holds no slots: there is nothing to claim. */
final class OfflineMove {

    private final Fleet fleet;
    private final Ends ends;
    private final Move move;
    private final MoveEnd end;

    OfflineMove(Fleet fleet, Ends ends, Move move, MoveEnd end) {
        this.fleet = fleet;
        this.ends = ends;
        this.move = move;
        this.end = end;
    }

    PlannedStep step() {
        return new PlannedStep(
                MoveSteps.configuration(move.guest(), move.from(), move.destination()),
                () -> end.moved(() -> fleet.session(move.from())
                        .moveConfiguration(move.guest().uuid(), fleet.session(move.destination()))),
                "remove the copy at the destination while the source has the guest",
                this::undo);
    }

    private void undo() throws GuestnetException {
        end.requireNotMoved();
        UUID guest = move.guest().uuid();
        Optional<Ends.Outcome> end = ends.settle(guest, move.from(), move.destination(), true);
        if (fleet.session(move.destination()).guest(guest).isPresent()) {
            throw new GuestnetException(
                    Finding.blocker(Codes.NOT_AS_ASKED, end.orElseThrow().detail(), "look at both hosts")
                            .on(move.destination()));
        }
    }

    static void requireMoved(Move move, Optional<GuestReport> here, Optional<GuestReport> there)
            throws GuestnetException {
        if (here.isPresent() || there.isEmpty()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.NOT_AS_ASKED,
                            "the move ended without an error, but host "
                                    + (there.isEmpty()
                                            ? move.destination() + " does not have the guest"
                                            : move.from() + " has it still"),
                            "look at both hosts before anything else is done with it")
                    .on(move.destination()));
        }
    }
}
