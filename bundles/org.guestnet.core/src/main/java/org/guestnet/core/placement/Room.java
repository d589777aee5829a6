/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.model.Claim;
import org.guestnet.spi.AttachmentPoint;

/**
 * How much of a pool is left. Members that leave the definition take nobody, and are not counted; members that the running network does
 * not have yet are.
 *
 * @param free how many more guests fit; empty if any number
 * @param capacity how many fit in all: those that are there and those that can still come; empty if any number
 */
public record Room(OptionalInt free, OptionalInt capacity) {

    private static final Room UNLIMITED = new Room(OptionalInt.empty(), OptionalInt.empty());

    /** What is left of a network's pool on a host: the placer gives guests no other members than these. */
    public static Room of(NetworkOnHost network, HostState host, Collection<Claim> claims) {
        return of(network, Occupancy.of(host, claims));
    }

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
