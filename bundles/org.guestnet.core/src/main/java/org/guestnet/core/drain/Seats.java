/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.guestnet.core.drain.Seating.Seat;
import org.guestnet.core.drain.Seating.Unplaced;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;

/**
 * Places guests one after the other, each beside those that were placed before: first the guest that the fewest hosts can take, of those the
 * one whose best place is the scarcest. A guest goes where its scarcest network is freest, then where the fewest guests are. Asks no
 * host. Used once, by one thread.
 */
final class Seats {

    private final SeatJudge judge;
    private final Map<HostName, Vacancy> vacancies = new TreeMap<>();
    private final Map<Found, Map<HostName, Verdict>> waiting = new IdentityHashMap<>(); // a hash would read whole hosts
    private final List<Seat> seats = new ArrayList<>();
    private final List<Unplaced> unplaced = new ArrayList<>();

    private Seats(SeatJudge judge, List<Vacancy> hosts) {
        this.judge = judge;
        hosts.forEach(r -> vacancies.put(r.name(), r));
    }

    /** Places them all, or as many as find a place. */
    static Seating of(List<Found> guests, List<Vacancy> hosts, SeatJudge judge) {
        Seats places = new Seats(judge, hosts);
        guests.forEach(places::add);
        while (!places.waiting.isEmpty()) {
            places.placeNext();
        }
        return new Seating(places.seats, places.unplaced);
    }

    private void add(Found guest) {
        Map<HostName, Verdict> verdicts = new TreeMap<>();
        vacancies.forEach((name, vacancy) -> verdicts.put(name, judge.of(guest, vacancy)));
        waiting.put(guest, verdicts);
    }

    private void placeNext() {
        Found next = waiting.keySet().stream()
                .min(Comparator.<Found>comparingInt(g -> open(g).size())
                        .thenComparingInt(g ->
                                best(g).map(h -> verdict(g, h).freePercent()).orElse(0))
                        .thenComparing(g -> g.report().name())
                        .thenComparing(g -> g.host().name()))
                .orElseThrow();
        best(next).ifPresentOrElse(host -> place(next, host), () -> unplaced.add(new Unplaced(next, blockers(next))));
        waiting.remove(next);
    }

    private Verdict verdict(Found guest, HostName host) {
        return waiting.get(guest).get(host);
    }

    private List<HostName> open(Found guest) {
        return vacancies.keySet().stream().filter(h -> verdict(guest, h).fits()).toList();
    }

    private Optional<HostName> best(Found guest) {
        return open(guest).stream()
                .min(Comparator.<HostName>comparingInt(h -> -verdict(guest, h).freePercent())
                        .thenComparingInt(h -> vacancies.get(h).guests()));
    }

    private List<Finding> blockers(Found guest) {
        return waiting.get(guest).values().stream()
                .flatMap(v -> v.blockers().stream())
                .distinct()
                .toList();
    }

    private void place(Found guest, HostName host) {
        seats.add(new Seat(guest, host, reason(guest, host)));
        Vacancy vacancy = vacancies.get(host).with(verdict(guest, host).claims());
        vacancies.put(host, vacancy);
        waiting.forEach((other, verdicts) -> {
            if (other != guest && verdicts.get(host).fits()) { // one that could not take it cannot now
                verdicts.put(host, judge.of(other, vacancy));
            }
        });
    }

    private String reason(Found guest, HostName host) {
        int hosts = open(guest).size();
        String free = verdict(guest, host).freePercent() + " % of its scarcest network is free there";
        return hosts == 1 ? "the only host that can take it: " + free : "the best of " + hosts + " hosts: " + free;
    }
}
