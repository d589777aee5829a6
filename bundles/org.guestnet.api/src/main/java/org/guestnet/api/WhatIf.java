/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;

/**
 * Whether the other hosts have room, on their networks, for the running guests of hosts that are gone. By what was seen last, and
 * placed as in a {@link DrainPlan}. CPU, memory and storage are not judged.
 *
 * @param without the hosts that are gone
 * @param guests how many guests ran there
 * @param stuck those that would find no place
 * @param networks the networks that they use, by name
 * @param bottleneck the network that is short, or would be first; empty if none of them has a limit anywhere
 */
public record WhatIf(
        SortedSet<HostName> without,
        int guests,
        List<Stranded> stuck,
        List<Need> networks,
        Optional<NetworkName> bottleneck) {

    /** Copies the collections. */
    public WhatIf {
        without = Collections.unmodifiableSortedSet(new TreeSet<>(without));
        stuck = List.copyOf(stuck);
        networks = List.copyOf(networks);
        requireNonNull(bottleneck, "bottleneck");
    }

    /** Whether every guest would find a place. */
    public boolean possible() {
        return stuck.isEmpty();
    }

    /**
     * A guest that would find no place.
     *
     * @param guest the guest
     * @param host where it ran
     * @param blockers why no other host takes it, each with its host, and with its network if one is to blame
     */
    public record Stranded(GuestName guest, HostName host, List<Finding> blockers) {

        /** Copies the list. */
        public Stranded {
            requireNonNull(guest, "guest");
            requireNonNull(host, "host");
            blockers = List.copyOf(blockers);
        }
    }

    /**
     * What the guests need of a network, and what the other hosts that answer have of it. A device that several networks share counts in
     * each of them.
     *
     * @param network the network
     * @param needed interfaces of the guests
     * @param free how many more fit; empty if there is no limit
     * @param capacity how many fit in all; empty if there is no limit
     */
    public record Need(NetworkName network, int needed, OptionalInt free, OptionalInt capacity) {

        /** @throws NullPointerException if a part is null */
        public Need {
            requireNonNull(network, "network");
            requireNonNull(free, "free");
            requireNonNull(capacity, "capacity");
        }

        /** Whether there is room for all of them. */
        public boolean enough() {
            return free.isEmpty() || free.getAsInt() >= needed;
        }
    }
}
