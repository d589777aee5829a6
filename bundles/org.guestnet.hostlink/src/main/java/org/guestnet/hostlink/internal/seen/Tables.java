/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.link.ArrivalGuard;

/**
 * A host's tables of nftables that are ours.
 *
 * @param all of them
 * @param guards those that are guards, by their VXLAN devices: with whatever parameters, by rules of whatever version
 * @param silence why they could not be listed; then none is known, and none counts as there
 */
public record Tables(Set<Table> all, Map<DeviceName, Set<Table>> guards, Optional<Finding> silence) {

    static Tables of(Set<Table> all) {
        Map<DeviceName, Set<Table>> guards = all.stream()
                .filter(t -> t.guard().isPresent())
                .collect(groupingBy(t -> t.guard().orElseThrow().vxlan(), toUnmodifiableSet()));
        return new Tables(all, guards, Optional.empty());
    }

    static Tables unknown(Finding why) {
        return new Tables(Set.of(), Map.of(), Optional.of(why));
    }

    /** All guards of that device. */
    public Set<Table> guardsOf(DeviceName vxlan) {
        return guards.getOrDefault(vxlan, Set.of());
    }

    /** Whether it alone is there; another one would drop what it lets pass. */
    boolean has(ArrivalGuard guard) {
        return guardsOf(guard.vxlan()).equals(Set.of(Table.of(guard)));
    }

    /** Whether the same frames are guarded, if only by rules of another version or for another encryption. */
    public boolean guards(ArrivalGuard guard) {
        return guardsOf(guard.vxlan()).stream()
                .map(t -> t.guard().orElseThrow())
                .anyMatch(g -> g.id() == guard.id() && g.port() == guard.port());
    }
}
