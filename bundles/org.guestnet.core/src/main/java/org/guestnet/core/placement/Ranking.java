/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.guestnet.model.HostName;

/**
 * Hosts by what they can offer at most, the best first; a heap, for only the first are wanted of many. Not for several threads.
 */
public final class Ranking {

    private static final int RUNNING_BITS = 24;
    private static final int RANK_BITS = 24;
    private static final long LOW = (1L << RANK_BITS) - 1;

    private final HostName[] byRank;
    /** A heap: none is less than that at {@code (place - 1) / 2}. A queue would box each of them for every search. */
    private final long[] keys;

    private final Map<String, Integer> excluded;
    private int left;

    private Ranking(HostName[] byRank, long[] keys, int size, Map<String, Integer> excluded) {
        this.byRank = byRank;
        this.keys = keys;
        this.excluded = excluded;
        this.left = size;
        for (int place = size / 2 - 1; place >= 0; place--) {
            sink(place);
        }
    }

    /** Moves a key down until none below it is less. */
    private void sink(int from) {
        long key = keys[from];
        int place = from;
        for (int child = lesserChild(place); child < left && keys[child] < key; child = lesserChild(place)) {
            keys[place] = keys[child];
            place = child;
        }
        keys[place] = key;
    }

    private int lesserChild(int place) {
        int first = 2 * place + 1;
        return first + 1 < left && keys[first + 1] < keys[first] ? first + 1 : first;
    }

    /**
     * What a host can offer at most.
     *
     * @param points no score of it is higher
     * @param running how many guests run there
     */
    public record Offer(HostName host, int points, int running) {}

    /** Gathers hosts. */
    static final class Builder {

        private final HostName[] byRank;
        private final long[] keys;
        private final Map<String, Integer> excluded = new HashMap<>();
        private int size;

        /** @param byRank all hosts by name, each at its rank; not changed any more */
        Builder(HostName[] byRank) {
            this.byRank = byRank;
            this.keys = new long[byRank.length];
        }

        void add(int rank, int points, int running) {
            keys[size++] =
                    ((long) (Score.MOST - points) << RUNNING_BITS | running) << RANK_BITS | rank; // less is better
        }

        void exclude(JudgedCode why) {
            excluded.merge(why.name(), 1, Integer::sum);
        }

        Ranking build() {
            return new Ranking(byRank, keys, size, excluded);
        }
    }

    /** How many hosts are excluded for sure, by the code that says why. */
    public Map<String, Integer> excluded() {
        return Map.copyOf(excluded);
    }

    /** How many are left. */
    public int left() {
        return left;
    }

    /** The best that is left. @throws NoSuchElementException if none is */
    public Offer peek() {
        if (left == 0) {
            throw new NoSuchElementException("no host is left");
        }
        long key = keys[0];
        int points = Score.MOST - (int) (key >>> RUNNING_BITS + RANK_BITS);
        int running = (int) (key >>> RANK_BITS & LOW);
        return new Offer(byRank[(int) (key & LOW)], points, running);
    }

    /** The same, which is then no longer left. */
    public Offer next() {
        Offer next = peek();
        left--;
        keys[0] = keys[left];
        sink(0);
        return next;
    }
}
