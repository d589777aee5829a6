/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.GuestnetException;

/**
 * The lease as this process knows it, by its own clock, which runs on while the process is frozen. Asks nobody, so it cannot hang.
 */
final class LeaseClock {

    private final UUID manager;
    private final long reliable; // nanoseconds

    // All guarded by this.
    private long epoch;
    private boolean held;
    private long deadline;
    private int works;
    private String reason = "this manager has not had a lease yet";

    LeaseClock(UUID manager, LeaseTimes times) {
        this.manager = manager;
        this.reliable = times.reliable().toNanos();
    }

    /** @param sent when the renewal was asked for, before it was */
    synchronized void taken(long newEpoch, long sent) {
        epoch = newEpoch;
        held = true;
        deadline = sent + reliable;
    }

    synchronized void renewed(long sent) {
        deadline = sent + reliable;
    }

    /** @return whether that is news */
    synchronized boolean lose(String why) {
        boolean news = held;
        held = false;
        reason = why;
        return news;
    }

    /** Whether it is held and can be relied on. */
    private boolean isGood() {
        return held && System.nanoTime() - deadline < 0;
    }

    synchronized boolean isHeld() {
        return held;
    }

    synchronized boolean isOverdue() {
        return held && !isGood();
    }

    synchronized long epoch() {
        return epoch;
    }

    synchronized String reason() {
        return held && !isGood() ? "this manager did not renew its lease in time" : reason;
    }

    /** Empty if it cannot be relied on. */
    synchronized Optional<LeaseId> current() {
        return isGood() ? Optional.of(new LeaseId(manager, epoch)) : Optional.empty();
    }

    /** Whether all work has ended. */
    synchronized boolean isIdle() {
        return works == 0;
    }

    synchronized Work begin() throws GuestnetException {
        require();
        works++;
        return new Working();
    }

    private void require() throws GuestnetException {
        if (!isGood()) {
            throw Failures.fenced(reason(), null);
        }
    }

    /** There is no new lease before this has ended, so the one that is held is the one it began under. */
    private final class Working implements Work {

        private boolean over; // guarded by the clock

        @Override
        public void check() throws GuestnetException {
            synchronized (LeaseClock.this) {
                require();
            }
        }

        @Override
        public void close() {
            synchronized (LeaseClock.this) {
                works -= over ? 0 : 1;
                over = true;
            }
        }
    }
}
