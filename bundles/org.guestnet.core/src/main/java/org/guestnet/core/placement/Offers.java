/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;

/**
 * What each host can offer at most, kept up with every change of a host, so that a search in a large fleet judges the best hosts first and
 * most of them not at all. A byte for each host and network. Claims, options and wires only make less of an offer: they are for the judge.
 * Safe for any thread.
 */
public final class Offers {

    private static final int NOT_UP = -1;
    private static final int GONE = -2;
    private static final int ROOM = 16; // for hosts, at first

    private static final Column NOBODY = new Column();

    /** A host as it was counted. */
    private record Row(int number, HostState counted, long generation) {}

    private final Fleet fleet;
    private final NetworkReader networks;
    private final Map<HostName, Row> rows = new ConcurrentHashMap<>(); // changed with this locked

    // All guarded by this; arrays by the hosts' numbers. The number of a host that is gone is free for another one.
    private final List<HostName> hosts = new ArrayList<>(); // null where a number is free
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Map<NetworkName, Column> columns = new HashMap<>();
    private int[] running = new int[ROOM];
    private long[] generations = new long[ROOM];
    private HostName[] byRank = {}; // null after a host came or went
    private int[] ranks = {};

    /** Counts all hosts now, and each again when it changes. */
    public Offers(Fleet fleet, NetworkReader networks) {
        this.fleet = fleet;
        this.networks = networks;
        fleet.observeChanges(this::changed);
        fleet.states().forEach(h -> changed(h.name()));
    }

    /** A host came, changed, or is gone. Providers are asked without a lock; whoever changed meanwhile is counted once more. */
    private void changed(HostName name) {
        boolean noted = false;
        while (!noted) {
            Row before = rows.get(name);
            HostState now = fleet.find(name).orElse(null);
            long generation = networks.generation();
            boolean known =
                    now != null && before != null && before.generation() == generation && isSame(before.counted(), now);
            noted = known || note(name, before, now, now == null ? Map.of() : count(now), generation);
        }
    }

    /** @return false if something else is known by now */
    private synchronized boolean note(
            HostName name, Row before, HostState now, Map<NetworkName, Byte> counted, long generation) {
        if (rows.get(name) != before || fleet.find(name).orElse(null) != now) {
            return false;
        }
        if (now == null) {
            forget(name, before);
            return true;
        }
        int number = before == null ? number(name) : before.number();
        clear(before);
        counted.forEach((network, points) ->
                columns.computeIfAbsent(network, n -> new Column()).set(number, points, running.length));
        rows.put(name, new Row(number, now, generation));
        running[number] = now.isUp() ? now.running() : NOT_UP;
        generations[number] = generation;
        return true;
    }

    private void forget(HostName name, Row row) {
        if (row != null) {
            clear(row);
            rows.remove(name);
            hosts.set(row.number(), null);
            running[row.number()] = GONE;
            free.push(row.number());
            byRank = null;
        }
    }

    private void clear(Row row) {
        if (row != null) {
            row.counted()
                    .networks()
                    .keySet()
                    .forEach(n -> columns.computeIfPresent(n, (name, c) -> c.clear(row.number()) ? null : c));
        }
    }

    private int number(HostName name) {
        byRank = null;
        if (!free.isEmpty()) {
            hosts.set(free.peek(), name);
            return free.pop();
        }
        hosts.add(name);
        if (hosts.size() > running.length) {
            running = Arrays.copyOf(running, 2 * hosts.size());
            generations = Arrays.copyOf(generations, 2 * hosts.size());
        }
        return hosts.size() - 1;
    }

    private static boolean isSame(HostState one, HostState other) {
        return one.isUp() == other.isUp()
                && one.networks() == other.networks()
                && one.guests() == other.guests()
                && one.deviceIndex() == other.deviceIndex()
                && one.facts().equals(other.facts());
    }

    private Map<NetworkName, Byte> count(HostState host) {
        Occupancy occupancy = Occupancy.of(host, List.of());
        Map<NetworkName, Byte> counted = new HashMap<>();
        for (NetworkReport report : host.networks().values()) {
            double share = host.identities().anyRenamed()
                    ? 1 // who has which device is only told by claims
                    : Room.of(networks.read(host, report), occupancy).share();
            counted.put(report.name(), (byte) Score.shared(share));
        }
        return counted;
    }

    /** How many networks are known: those that a host has. */
    synchronized int networks() {
        return columns.size();
    }

    /**
     * All hosts by what they can offer at most to a guest.
     *
     * @param wanted the networks that it names
     * @param except the host that has it
     */
    public synchronized Ranking ranking(Set<NetworkName> wanted, HostName except) {
        rank();
        long generation = networks.generation();
        List<Column> offered =
                wanted.stream().map(n -> columns.getOrDefault(n, NOBODY)).toList();
        Row source = rows.get(except);
        Ranking.Builder ranking = new Ranking.Builder(byRank);
        for (int i = 0; i < hosts.size(); i++) {
            if (running[i] != GONE && (source == null || source.number() != i)) {
                add(ranking, i, offered, generations[i] == generation);
            }
        }
        return ranking.build();
    }

    private void add(Ranking.Builder ranking, int number, List<Column> offered, boolean current) {
        if (running[number] == NOT_UP) {
            ranking.exclude(JudgedCode.HOST_DOWN);
            return;
        }
        int least = Score.shared(1);
        for (Column column : offered) {
            byte points = column.get(number);
            if (points == Column.MISSING) {
                ranking.exclude(JudgedCode.NETWORK_MISSING);
                return;
            }
            least = current ? Math.min(least, points) : least; // a provider came or went: all is possible
        }
        ranking.add(ranks[number], least + Score.idle(running[number]), running[number]);
    }

    private void rank() {
        if (byRank == null) {
            int[] sorted = IntStream.range(0, hosts.size())
                    .filter(i -> hosts.get(i) != null)
                    .boxed()
                    .sorted((one, other) -> hosts.get(one).compareTo(hosts.get(other)))
                    .mapToInt(i -> i)
                    .toArray();
            byRank = new HostName[sorted.length];
            ranks = new int[hosts.size()];
            for (int rank = 0; rank < sorted.length; rank++) {
                byRank[rank] = hosts.get(sorted[rank]);
                ranks[sorted[rank]] = rank;
            }
        }
    }
}
