/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.guestnet.api.Candidate;
import org.guestnet.api.Shortlist;
import org.guestnet.core.placement.Ranking;
import org.guestnet.core.placement.Ranking.Offer;
import org.guestnet.model.HostName;

/** Keeps the best of the hosts that are judged one after the other, and counts the others. */
final class Podium {

    private record Place(int points, int running, HostName host, Candidate candidate) {}

    private static final Comparator<Place> ORDER = Comparator.comparing(Place::points, Comparator.reverseOrder())
            .thenComparing(Place::running)
            .thenComparing(Place::host);

    private static final int FEWEST_AT_ONCE = 8;
    private static final int MOST_AT_ONCE = 64;

    private final int limit;
    private final TreeSet<Place> best = new TreeSet<>(ORDER);
    private final Map<String, Integer> cannot;
    private int beaten;

    Podium(int limit, Map<String, Integer> excluded) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit must be at least 1 but is " + limit);
        }
        this.limit = limit;
        this.cannot = new TreeMap<>(excluded);
    }

    /** Whether a host that offers at most that much may be among the best. */
    boolean mayTake(Offer offer) {
        return best.size() < limit
                || ORDER.compare(new Place(offer.points(), offer.running(), offer.host(), null), best.last()) < 0;
    }

    /** Those that are judged next, some at once: their claims are asked for by one question. Empty if no other can be among the best. */
    List<Offer> next(Ranking ranking) {
        List<Offer> some = new ArrayList<>();
        int most = Math.min(Math.max(limit, FEWEST_AT_ONCE), MOST_AT_ONCE);
        while (some.size() < most && ranking.left() > 0 && mayTake(ranking.peek())) {
            some.add(ranking.next());
        }
        return some;
    }

    /** One is not judged, for it cannot be among the best any more. */
    void pass() {
        beaten++;
    }

    void put(Candidate candidate, int running) {
        if (!candidate.eligible()) {
            cannot.merge(candidate.blockers().get(0).code(), 1, Integer::sum);
            return;
        }
        best.add(new Place(candidate.score(), running, candidate.host(), candidate));
        if (best.size() > limit) {
            best.pollLast();
            beaten++;
        }
    }

    /** @param notJudged how many hosts were not */
    Shortlist shortlist(int notJudged) {
        return new Shortlist(best.stream().map(Place::candidate).toList(), cannot, beaten + notJudged);
    }
}
