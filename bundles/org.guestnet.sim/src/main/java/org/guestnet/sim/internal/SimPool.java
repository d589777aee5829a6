/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.model.DeviceName;

/** The members of a live network's pool with libvirt's counters: its choice, and its mistakes. Guarded by the host's lock. */
final class SimPool {

    private final boolean exclusive;
    private final Map<DeviceName, Integer> connections = new LinkedHashMap<>();

    SimPool(boolean exclusive, List<DeviceName> members) {
        this.exclusive = exclusive;
        members.forEach(m -> connections.put(m, 0));
    }

    List<DeviceName> members() {
        return new ArrayList<>(connections.keySet());
    }

    boolean has(DeviceName member) {
        return connections.containsKey(member);
    }

    int connections(DeviceName member) {
        return connections.get(member);
    }

    /** The member for a new port: an unused one if members are exclusive, else the least used; the first listed of equals. */
    Optional<DeviceName> choose() {
        DeviceName best = null;
        for (Map.Entry<DeviceName, Integer> member : connections.entrySet()) {
            boolean better = exclusive
                    ? best == null && member.getValue() == 0
                    : best == null || member.getValue() < connections.get(best);
            best = better ? member.getKey() : best;
        }
        return Optional.ofNullable(best);
    }

    boolean isTaken(DeviceName member) {
        return exclusive && connections.get(member) > 0;
    }

    void take(DeviceName member) {
        connections.merge(member, 1, Integer::sum);
    }

    /** May go below zero after a reset: as with libvirt, an exclusive member then is never chosen again. */
    void release(DeviceName member) {
        connections.merge(member, -1, Integer::sum);
    }

    void add(DeviceName member) {
        connections.put(member, 0);
        reset();
    }

    void remove(DeviceName member) {
        connections.remove(member);
        reset();
    }

    /** libvirt forgets the counters of all members whenever a live network is changed. */
    void reset() {
        connections.replaceAll((member, count) -> 0);
    }
}
