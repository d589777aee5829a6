/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final byte MISSING = -1;
    private static final int NOT_UP = -1;
    private static final int GONE = -2;
    private static final int ROOM = 16; // for hosts, at first

    /** A host as it was counted. */
    private static final class Row {
        private final int number;
        private HostState counted; // guarded by the row; null before the first time
        private long generation; // guarded by the row

        Row(int number) {
            this.number = number;
        }
    }

    private final Fleet fleet;
    private final NetworkReader networks;
    private final Map<HostName, Row> rows = new ConcurrentHashMap<>();

    // All guarded by this; arrays by the hosts' numbers. A name keeps its number.
    private final List<HostName> hosts = new ArrayList<>();
    private final Map<NetworkName, byte[]> shares = new HashMap<>();
    private int[] running = new int[ROOM];
    private long[] generations = new long[ROOM];
    private HostName[] byRank = {}; // null after a host came
    private int[] ranks = {};

    /** Counts all hosts now, and each again when it changes. */
    public Offers(Fleet fleet, NetworkReader networks) {
        this.fleet = fleet;
        this.networks = networks;
        fleet.observeChanges(this::changed);
        fleet.states().forEach(h -> changed(h.name()));
    }

    /** A host came, changed, or is gone. */
    private void changed(HostName name) {
        Row row = rows.computeIfAbsent(name, this::number);
        synchronized (row) {
            Optional<HostState> state = fleet.find(name);
            long generation = networks.generation();
            if (state.isEmpty()) {
                setRunning(row, GONE, generation);
            } else if (row.counted == null || row.generation != generation || !isSame(row.counted, state.get())) {
                count(row, state.get(), generation);
            } else {
                setRunning(row, running(state.get()), generation);
                row.counted = state.get();
            }
        }
    }

    private synchronized Row number(HostName name) {
        hosts.add(name);
        int size = hosts.size();
        if (size > running.length) {
            running = Arrays.copyOf(running, 2 * size);
            generations = Arrays.copyOf(generations, 2 * size);
        }
        running[size - 1] = NOT_UP;
        byRank = null;
        return new Row(size - 1);
    }

    private static boolean isSame(HostState one, HostState other) {
        return one.networks() == other.networks()
                && one.guests() == other.guests()
                && one.deviceIndex() == other.deviceIndex()
                && one.facts().equals(other.facts());
    }

    private static int running(HostState host) {
        return host.isUp() ? host.running() : NOT_UP;
    }

    private synchronized void setRunning(Row row, int guests, long generation) {
        running[row.number] = guests;
        generations[row.number] = generation;
    }

    private void count(Row row, HostState host, long generation) {
        Occupancy occupancy = Occupancy.of(host, List.of());
        Map<NetworkName, Byte> counted = new HashMap<>();
        for (NetworkReport report : host.networks().values()) {
            double share = host.identities().anyRenamed()
                    ? 1 // who has which device is only told by claims
                    : Room.of(networks.read(host, report), occupancy).share();
            counted.put(report.name(), (byte) Score.shared(share));
        }
        synchronized (this) {
            if (row.counted != null) {
                row.counted.networks().keySet().forEach(n -> share(n)[row.number] = MISSING);
            }
            counted.forEach((name, points) -> share(name)[row.number] = points);
            setRunning(row, running(host), generation);
        }
        row.counted = host;
        row.generation = generation;
    }

    /** Called with this locked. */
    private byte[] share(NetworkName network) {
        byte[] known = shares.getOrDefault(network, new byte[0]);
        if (known.length < running.length) {
            byte[] longer = Arrays.copyOf(known, running.length);
            Arrays.fill(longer, known.length, longer.length, MISSING);
            shares.put(network, longer);
            return longer;
        }
        return known;
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
        List<byte[]> columns = wanted.stream().map(this::share).toList();
        Ranking.Builder ranking = new Ranking.Builder(byRank);
        for (int i = 0; i < ranks.length; i++) {
            if (running[i] != GONE && !hosts.get(i).equals(except)) {
                add(ranking, i, columns, generations[i] == generation);
            }
        }
        return ranking.build();
    }

    private void add(Ranking.Builder ranking, int number, List<byte[]> columns, boolean current) {
        if (running[number] == NOT_UP) {
            ranking.exclude(JudgedCode.HOST_DOWN);
            return;
        }
        int least = Score.shared(1);
        for (byte[] column : columns) {
            if (column[number] == MISSING) {
                ranking.exclude(JudgedCode.NETWORK_MISSING);
                return;
            }
            least = current ? Math.min(least, column[number]) : least; // a provider came or went: all is possible
        }
        ranking.add(ranks[number], least + Score.idle(running[number]), running[number]);
    }

    private void rank() {
        if (byRank == null) {
            int[] sorted = IntStream.range(0, hosts.size())
                    .boxed()
                    .sorted((one, other) -> hosts.get(one).compareTo(hosts.get(other)))
                    .mapToInt(i -> i)
                    .toArray();
            byRank = new HostName[sorted.length];
            ranks = new int[sorted.length];
            for (int rank = 0; rank < sorted.length; rank++) {
                byRank[rank] = hosts.get(sorted[rank]);
                ranks[sorted[rank]] = rank;
            }
        }
    }
}
