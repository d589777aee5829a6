/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.List;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;

/**
 * Where guests would go.
 *
 * @param seats in the order in which they were placed
 * @param unplaced those that no host can take
 */
record Seating(List<Seat> seats, List<Unplaced> unplaced) {

    /**
     * A guest that has a place.
     *
     * @param guest the guest
     * @param host where
     * @param reason why there, for people
     */
    record Seat(Found guest, HostName host, String reason) {}

    /**
     * A guest without a place.
     *
     * @param guest the guest
     * @param blockers why, of all hosts
     */
    record Unplaced(Found guest, List<Finding> blockers) {}

    Seating {
        seats = List.copyOf(seats);
        unplaced = List.copyOf(unplaced);
    }
}
