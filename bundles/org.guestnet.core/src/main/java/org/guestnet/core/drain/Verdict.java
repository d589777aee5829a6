/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.List;
import org.guestnet.core.placement.Placement;
import org.guestnet.core.placement.Room;
import org.guestnet.model.Claim;
import org.guestnet.model.Finding;
import org.guestnet.model.OperationId;

/**
 * Whether a host can take a guest beside what is planned there.
 *
 * @param blockers why not
 * @param claims the slots that it would have there
 * @param freePercent how much of its scarcest network would be free there before it came; 100 without a limit
 */
record Verdict(List<Finding> blockers, List<Claim> claims, int freePercent) {

    private static final int ALL = 100;

    Verdict {
        blockers = List.copyOf(blockers);
        claims = List.copyOf(claims);
    }

    boolean fits() {
        return blockers.isEmpty();
    }

    static Verdict no(List<Finding> blockers) {
        return new Verdict(blockers, List.of(), 0);
    }

    /** By where its interfaces would be. */
    static Verdict of(Placement placement, Vacancy vacancy) {
        List<Finding> blockers = placement.blockers();
        return blockers.isEmpty()
                ? new Verdict(List.of(), placement.claims(OperationId.random()), freePercent(placement, vacancy))
                : no(blockers);
    }

    private static int freePercent(Placement placement, Vacancy vacancy) {
        return placement.networks().stream()
                .map(n -> Room.of(n, vacancy.host(), vacancy.taken()))
                .mapToInt(Verdict::freePercent)
                .min()
                .orElse(ALL);
    }

    private static int freePercent(Room room) {
        return room.capacity().isEmpty() || room.free().isEmpty()
                ? ALL
                : ALL * room.free().getAsInt() / Math.max(1, room.capacity().getAsInt());
    }
}
