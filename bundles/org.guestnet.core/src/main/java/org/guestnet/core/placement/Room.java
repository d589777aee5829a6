/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.List;
import java.util.OptionalInt;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.spi.AttachmentPoint;

/**
 * How much of a pool is left.
 *
 * @param free how many more guests fit; empty if any number
 * @param capacity how many fit in all: those that are there and those that can still come; empty if any number
 */
record Room(OptionalInt free, OptionalInt capacity) {

    private static final Room UNLIMITED = new Room(OptionalInt.empty(), OptionalInt.empty());

    static Room of(NetworkOnHost network, Occupancy occupancy) {
        List<AttachmentPoint> points = network.attachmentPoints();
        if (!network.hasPool()
                || points.stream()
                        .anyMatch(p -> p.limit().isEmpty() && p.unusable().isEmpty())) {
            return UNLIMITED;
        }
        int free = 0;
        int capacity = 0;
        for (AttachmentPoint point : points) {
            int used = occupancy.portsAt(point);
            int most = point.unusable().isPresent()
                    ? used
                    : Math.max(used, point.limit().orElse(0));
            free += most - used;
            capacity += most;
        }
        return new Room(OptionalInt.of(free), OptionalInt.of(capacity));
    }

    /** From 0, full, to 1, all free. */
    double share() {
        return free.isEmpty() ? 1 : free.getAsInt() / (double) Math.max(1, capacity.getAsInt());
    }
}
