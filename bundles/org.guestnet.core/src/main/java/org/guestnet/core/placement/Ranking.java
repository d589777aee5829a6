/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.guestnet.model.HostName;

/**
 * Hosts by what they can offer at most, the best first; a heap, for only the first are wanted of many. Not for several threads.
 */
public final class Ranking {

    private static final int RUNNING_BITS = 24;
    private static final int RANK_BITS = 24;
    private static final long LOW = (1L << RANK_BITS) - 1;

    private final HostName[] byRank;
    private final PriorityQueue<Long> keys;
    private final Map<String, Integer> excluded;

    private Ranking(HostName[] byRank, PriorityQueue<Long> keys, Map<String, Integer> excluded) {
        this.byRank = byRank;
        this.keys = keys;
        this.excluded = excluded;
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
            return new Ranking(byRank, heap(), excluded);
        }

        private PriorityQueue<Long> heap() {
            return new PriorityQueue<>(Arrays.stream(keys, 0, size).boxed().toList());
        }
    }

    /** How many hosts are excluded for sure, by the code that says why. */
    public Map<String, Integer> excluded() {
        return Map.copyOf(excluded);
    }

    /** How many are left. */
    public int left() {
        return keys.size();
    }

    /** The best that is left. @throws NoSuchElementException if none is */
    public Offer peek() {
        Long key = keys.peek();
        if (key == null) {
            throw new NoSuchElementException("no host is left");
        }
        int points = Score.MOST - (int) (key >>> RUNNING_BITS + RANK_BITS);
        int running = (int) (key >>> RANK_BITS & LOW);
        return new Offer(byRank[(int) (key & LOW)], points, running);
    }

    /** The same, which is then no longer left. */
    public Offer next() {
        Offer next = peek();
        keys.remove();
        return next;
    }
}
