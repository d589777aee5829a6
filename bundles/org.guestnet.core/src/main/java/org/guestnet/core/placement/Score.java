/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.core.network.NetworkOnHost;

/**
 * How well a host would take a guest. It depends on that host alone, so scores of one moment can be compared.
 *
 * @param points 0 to 100, more is better
 * @param reason why, in a sentence without a full stop
 */
public record Score(int points, String reason) {

    private static final int NETWORK_POINTS = 90;
    private static final int LOAD_POINTS = 10;

    /** The highest points that can be reached. */
    static final int MOST = NETWORK_POINTS + LOAD_POINTS;

    /** The free share of the scarcest network counts most, then how few guests run there. */
    public static Score of(Placement placement, Occupancy occupancy) {
        Optional<Map.Entry<NetworkOnHost, Room>> scarcest = placement.networks().stream()
                .map(n -> Map.entry(n, Room.of(n, occupancy)))
                .min(Comparator.comparingDouble(e -> e.getValue().share()));
        int running = placement.host().running();
        int points = shared(scarcest.map(e -> e.getValue().share()).orElse(1.0)) + idle(running);
        return new Score(points, reason(placement.networks(), scarcest, running));
    }

    /** What a free share of a network is worth at most: any other of the guest's networks may be scarcer. */
    static int shared(double share) {
        return (int) Math.round(NETWORK_POINTS * share);
    }

    /** What it is worth that so many guests run on a host. */
    static int idle(int running) {
        return (int) Math.round(LOAD_POINTS / (1.0 + running));
    }

    private static String reason(
            List<NetworkOnHost> networks, Optional<Map.Entry<NetworkOnHost, Room>> scarcest, int running) {
        String load = running == 1 ? "1 guest runs there" : running + " guests run there";
        return scarcest.filter(e -> e.getValue().free().isPresent())
                .map(e -> (networks.size() == 1 ? "" : "scarcest is ")
                        + e.getKey().name() + " with "
                        + e.getValue().free().getAsInt() + " of "
                        + e.getValue().capacity().getAsInt() + " free, and " + load)
                .orElse((networks.isEmpty() ? "it names no network" : "no network of it is limited") + ", and " + load);
    }
}
