/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.HostName;

/**
 * Where the guests of a host would go, by what was seen last. Guests are placed one after the other, each beside those that were placed
 * before, so no slot is planned twice. It is a good plan and not every possible one: with guests on several networks another
 * order may find room for one more.
 *
 * @param host the host that is to be drained
 * @param moves in the order in which they are begun
 * @param stuck guests that no other host can take
 */
public record DrainPlan(HostName host, List<Move> moves, List<Stuck> stuck) {

    /** Copies the lists. */
    public DrainPlan {
        requireNonNull(host, "host");
        moves = List.copyOf(moves);
        stuck = List.copyOf(stuck);
    }

    /**
     * A guest that can go.
     *
     * @param guest the guest
     * @param destination where to
     * @param order from 1
     * @param reason why there, for people
     */
    public record Move(GuestName guest, HostName destination, int order, String reason) {

        /** @throws NullPointerException if a part is null */
        public Move {
            requireNonNull(guest, "guest");
            requireNonNull(destination, "destination");
            requireNonNull(reason, "reason");
        }
    }

    /**
     * A guest that cannot go.
     *
     * @param guest the guest
     * @param blockers why not, each with its host, and with its network if one is to blame
     */
    public record Stuck(GuestName guest, List<Finding> blockers) {

        /** Copies the list. */
        public Stuck {
            requireNonNull(guest, "guest");
            blockers = List.copyOf(blockers);
        }
    }
}
