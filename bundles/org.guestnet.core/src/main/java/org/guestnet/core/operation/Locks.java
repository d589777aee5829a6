/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.operation;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;

/**
 * Who works on what: at most one operation a guest, and at most one that steers or changes a network of a host. A hold is of an
 * operation, not of a thread: a prepared start keeps it until it is committed or cancelled.
 */
public final class Locks {

    /** How long to wait for an operation that is about to end, before a person is told that it is busy. */
    public static final Duration SHORTLY = Duration.ofSeconds(2);

    private final Map<String, OperationId> holders = new HashMap<>(); // guarded by this

    /** The key of a guest. */
    public static String guest(UUID guest) {
        return "guest " + guest;
    }

    /** The key of a network on a host. */
    public static String network(HostName host, NetworkName network) {
        return "network " + network + " of host " + host;
    }

    /**
     * Takes all keys or none.
     *
     * @param keys what to work on
     * @param by the operation; what it holds already stays its own
     * @param patience how long to wait for others
     * @throws GuestnetException {@code BUSY} if another operation holds one of them for longer
     */
    public synchronized void take(Collection<String> keys, OperationId by, Duration patience) throws GuestnetException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Optional<String> taken = taken(keys, by); taken.isPresent(); taken = taken(keys, by)) {
            Finding busy = busy(taken.get());
            long left = deadline - System.nanoTime();
            if (left <= 0 || !pause(left)) {
                throw new GuestnetException(busy);
            }
        }
        keys.forEach(k -> holders.put(k, by));
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

    private Finding busy(String key) {
        return Finding.blocker(
                Codes.BUSY,
                "operation " + holders.get(key).shortForm() + " works on " + key,
                "wait until it has ended: op:show " + holders.get(key).shortForm());
    }

    /** Gives back all that an operation holds. */
    public synchronized void release(OperationId by) {
        holders.values().removeIf(by::equals);
        notifyAll();
    }

    /** Gives back these keys of an operation. */
    public synchronized void release(Collection<String> keys, OperationId by) {
        keys.forEach(k -> holders.remove(k, by));
        notifyAll();
    }

    /** Whether an operation of this process holds anything: it is being worked on. */
    public synchronized boolean isWorkedOn(OperationId operation) {
        return holders.containsValue(operation);
    }
}
