/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guestnet.api.WhatIf.Need;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.placement.Room;
import org.guestnet.model.Finding;
import org.guestnet.model.NetworkName;

/**
 * What guests need of networks and what hosts have of them.
 *
 * @param all by network
 */
record Needs(List<Need> all) {

    Needs {
        all = List.copyOf(all);
    }

    static Needs of(List<Found> guests, List<Vacancy> vacancies, NetworkReader networks) {
        Map<NetworkName, Long> needed = guests.stream()
                .flatMap(g -> g.report().live().stream())
                .flatMap(n -> n.network().stream())
                .collect(Collectors.groupingBy(n -> n, TreeMap::new, Collectors.counting()));
        return new Needs(needed.entrySet().stream()
                .map(e -> need(e.getKey(), e.getValue().intValue(), vacancies, networks))
                .toList());
    }

    private static Need need(NetworkName name, int needed, List<Vacancy> vacancies, NetworkReader networks) {
        List<Room> rooms = vacancies.stream()
                .flatMap(vacancy -> networks.read(vacancy.host(), name).stream()
                        .filter(n -> n.blockers().isEmpty())
                        .map(n -> Room.of(n, vacancy.host(), vacancy.taken())))
                .toList();
        return new Need(name, needed, sum(rooms, Room::free), sum(rooms, Room::capacity));
    }

    private static OptionalInt sum(List<Room> rooms, Function<Room, OptionalInt> amount) {
        List<OptionalInt> amounts = rooms.stream().map(amount).toList();
        return amounts.stream().anyMatch(OptionalInt::isEmpty)
                ? OptionalInt.empty()
                : OptionalInt.of(
                        amounts.stream().mapToInt(OptionalInt::getAsInt).sum());
    }

    /** The network that keeps most guests without a place; if all have one, that of which the least would be left. */
    Optional<NetworkName> bottleneck(Seating seating) {
        return blamed(seating)
                .or(() -> all.stream()
                        .filter(n -> n.free().isPresent())
                        .min(Comparator.comparingInt(n -> n.free().getAsInt() - n.needed()))
                        .map(Need::network));
    }

    private static Optional<NetworkName> blamed(Seating seating) {
        Map<NetworkName, Long> guests = seating.unplaced().stream()
                .flatMap(u -> u.blockers().stream()
                        .map(Finding::network)
                        .flatMap(Optional::stream)
                        .distinct())
                .collect(Collectors.groupingBy(n -> n, TreeMap::new, Collectors.counting()));
        return guests.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }
}
