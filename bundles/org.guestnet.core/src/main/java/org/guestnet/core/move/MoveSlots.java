/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.move;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.guestnet.api.DrainOptions;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;

/**
 * How many guests this manager moves in or out of a host at once. Of those that could begin, who came first goes first; who waits for a busy
 * host is in nobody's way at another. Safe for any thread.
 */
public final class MoveSlots {

    /** More than these share a host's network without being done sooner, and a session with a libvirt host serves no more. */
    public static final int PER_HOST = DrainOptions.MOST_AT_ONCE;

    private static final long LOOK_MS = 100; // how soon a waiting move notices that it is to be given up

    private final Map<Slot, Set<HostName>> moving = new HashMap<>(); // guarded by this
    private final Map<Slot, Set<HostName>> waiting = new LinkedHashMap<>(); // as they came; guarded by this

    /** Who waits. */
    public interface Wait {

        /** It has to. @param what it waits for */
        void begins(String what) throws GuestnetException;

        /** Asked while it waits. @throws GuestnetException why it is not to go on */
        void check() throws GuestnetException;
    }

    /** A place in the queue. */
    public final class Slot implements AutoCloseable {

        /** Makes room for others. */
        @Override
        public void close() {
            leave(this);
        }
    }

    /**
     * Waits until both hosts have room.
     *
     * @param hosts source and destination
     * @param wait told once what is waited for, if it has to wait, and asked all the time whether it goes on
     * @return to be closed after the move
     * @throws GuestnetException what the wait ended with; {@code BUSY} if the thread is interrupted
     */
    public Slot take(Set<HostName> hosts, Wait wait) throws GuestnetException {
        Slot slot = new Slot();
        boolean taken = false;
        try {
            if (!enter(slot, hosts)) {
                wait.begins("wait for other guests that move in or out of "
                        + hosts.stream().sorted().map(HostName::value).collect(Collectors.joining(" or ")));
                await(slot, wait);
            }
            taken = true;
            return slot;
        } finally {
            if (!taken) {
                leave(slot);
            }
        }
    }

    private synchronized boolean enter(Slot slot, Set<HostName> hosts) {
        waiting.put(slot, Set.copyOf(hosts));
        return begins(slot);
    }

    /** Whether it may begin now; then it has. */
    private boolean begins(Slot slot) {
        Map<HostName, Integer> taken = new HashMap<>();
        moving.values().forEach(hosts -> take(taken, hosts));
        for (Map.Entry<Slot, Set<HostName>> next : waiting.entrySet()) {
            boolean room = next.getValue().stream().allMatch(h -> taken.getOrDefault(h, 0) < PER_HOST);
            if (next.getKey() == slot) {
                if (room) {
                    moving.put(slot, waiting.remove(slot));
                }
                return room;
            }
            if (room) {
                take(taken, next.getValue()); // it came earlier
            }
        }
        throw new IllegalStateException("a move that left does not begin");
    }

    private static void take(Map<HostName, Integer> taken, Set<HostName> hosts) {
        hosts.forEach(h -> taken.merge(h, 1, Integer::sum));
    }

    private synchronized void await(Slot slot, Wait wait) throws GuestnetException {
        try {
            while (!begins(slot)) {
                wait.check();
                TimeUnit.MILLISECONDS.timedWait(this, LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GuestnetException(
                    Finding.blocker(Codes.BUSY, "the wait for other moves was interrupted", "try again"), e);
        }
    }

    private synchronized void leave(Slot slot) {
        moving.remove(slot);
        waiting.remove(slot);
        notifyAll();
    }
}
