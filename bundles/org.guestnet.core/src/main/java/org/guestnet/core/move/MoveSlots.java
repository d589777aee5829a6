/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.move;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.guestnet.core.operation.Abort;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;

/**
 * How many guests move in or out of a host at once. Who came first goes first, wherever its hosts have room; so nobody waits for one that
 * waits for him. Safe for any thread.
 */
public final class MoveSlots {

    /** More than these share a host's network without being done sooner. */
    public static final int PER_HOST = 4;

    private static final long LOOK_MS = 100; // how soon a waiting move notices that it is to be given up

    private final Map<Slot, Set<HostName>> queue =
            new LinkedHashMap<>(); // moving and waiting, as they came; guarded by this

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
     * @param abort ends the wait
     * @param waits told once what is waited for, if it has to wait
     * @return to be closed after the move
     * @throws GuestnetException {@code ABORTED}; {@code BUSY} if the thread is interrupted
     */
    public Slot take(Set<HostName> hosts, Abort abort, Consumer<String> waits) throws GuestnetException {
        Slot slot = new Slot();
        boolean taken = false;
        try {
            if (!enter(slot, hosts)) {
                waits.accept("wait for other guests that move in or out of "
                        + hosts.stream().sorted().map(HostName::value).collect(Collectors.joining(" or ")));
                await(slot, abort);
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
        queue.put(slot, Set.copyOf(hosts));
        return hasRoom(slot);
    }

    private synchronized void await(Slot slot, Abort abort) throws GuestnetException {
        try {
            while (!hasRoom(slot)) {
                abort.check();
                TimeUnit.MILLISECONDS.timedWait(this, LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GuestnetException(
                    Finding.blocker(Codes.BUSY, "the wait for other moves was interrupted", "try again"), e);
        }
    }

    private boolean hasRoom(Slot slot) {
        return queue.get(slot).stream().allMatch(host -> before(slot, host) < PER_HOST);
    }

    private int before(Slot slot, HostName host) {
        int count = 0;
        for (Map.Entry<Slot, Set<HostName>> other : queue.entrySet()) {
            if (other.getKey() == slot) {
                return count;
            }
            count += other.getValue().contains(host) ? 1 : 0;
        }
        return count;
    }

    private synchronized void leave(Slot slot) {
        queue.remove(slot);
        notifyAll();
    }
}
