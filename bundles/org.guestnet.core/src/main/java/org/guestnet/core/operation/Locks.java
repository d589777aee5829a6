/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.operation;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.driver.store.ManagerStore.Holder;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;

/**
 * Who works on what: at most one operation a guest, and at most one that steers or changes a network of a host. A hold is of an
 * operation, not of a thread: a prepared start keeps it until it is committed or cancelled. With other managers on the same store a
 * key is taken there too, after it was taken here.
 */
public final class Locks {

    /** How long to wait for an operation that is about to end, before a person is told that it is busy. */
    public static final Duration SHORTLY = Duration.ofSeconds(2);

    private static final Duration ASK_OTHERS_EVERY = Duration.ofMillis(100);

    private final ManagerStore managers;
    private final Map<String, OperationId> holders = new HashMap<>(); // guarded by this

    /** Without other managers. */
    public Locks() {
        this(ManagerStore.alone());
    }

    /** @param managers who else works on the same hosts */
    public Locks(ManagerStore managers) {
        this.managers = managers;
    }

    /** The key of a guest. */
    public static String guest(UUID guest) {
        return "guest " + guest;
    }

    /** The key of a network on a host. */
    public static String network(HostName host, NetworkName network) {
        return "network " + network + " of host " + host;
    }

    /** The key of a host's drain. */
    public static String drain(HostName host) {
        return "the drain of host " + host;
    }

    /**
     * Takes all keys or none.
     *
     * @param keys what to work on
     * @param by the operation; what it holds already stays its own
     * @param patience how long to wait for others
     * @throws GuestnetException {@code BUSY} if another operation holds one of them for longer
     */
    public void take(Collection<String> keys, OperationId by, Duration patience) throws GuestnetException {
        long deadline = System.nanoTime() + patience.toNanos();
        Set<String> added = takeHere(keys, by, deadline);
        boolean taken = false;
        try {
            takeFromOthers(keys, by, deadline);
            taken = true;
        } finally {
            if (!taken) {
                releaseHere(added, by);
            }
        }
    }

    private void takeFromOthers(Collection<String> keys, OperationId by, long deadline) throws GuestnetException {
        for (Optional<Holder> other = managers.lock(keys, by); other.isPresent(); other = managers.lock(keys, by)) {
            long left = Math.min(deadline - System.nanoTime(), ASK_OTHERS_EVERY.toNanos());
            synchronized (this) {
                if (left <= 0 || !pause(left)) {
                    throw new GuestnetException(
                            busy(other.get().key(), other.get().operation()));
                }
            }
        }
    }

    private synchronized Set<String> takeHere(Collection<String> keys, OperationId by, long deadline)
            throws GuestnetException {
        for (Optional<String> taken = taken(keys, by); taken.isPresent(); taken = taken(keys, by)) {
            Finding busy = busy(taken.get(), holders.get(taken.get()));
            long left = deadline - System.nanoTime();
            if (left <= 0 || !pause(left)) {
                throw new GuestnetException(busy);
            }
        }
        Set<String> added = new HashSet<>(keys);
        added.removeIf(k -> by.equals(holders.put(k, by)));
        return added;
    }

    private Optional<String> taken(Collection<String> keys, OperationId by) {
        return new TreeSet<>(keys)
                .stream().filter(k -> !holders.getOrDefault(k, by).equals(by)).findFirst();
    }

    private boolean pause(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Finding busy(String key, OperationId holder) {
        return Finding.blocker(
                Codes.BUSY,
                "operation " + holder.shortForm() + " works on " + key,
                "wait until it has ended: op:show " + holder.shortForm());
    }

    /** Gives back all that an operation holds. */
    public void release(OperationId by) {
        managers.unlock(by);
        releaseHere(by);
    }

    private synchronized void releaseHere(OperationId by) {
        holders.values().removeIf(by::equals);
        notifyAll();
    }

    /** Gives back these keys of an operation. */
    public void release(Collection<String> keys, OperationId by) {
        managers.unlock(keys, by);
        releaseHere(keys, by);
    }

    private synchronized void releaseHere(Collection<String> keys, OperationId by) {
        keys.forEach(k -> holders.remove(k, by));
        notifyAll();
    }

    /** Whether an operation of this process holds anything: it is being worked on. */
    public synchronized boolean isWorkedOn(OperationId operation) {
        return holders.containsValue(operation);
    }
}
