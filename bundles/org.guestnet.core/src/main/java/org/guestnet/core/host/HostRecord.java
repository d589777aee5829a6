/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.guestnet.api.HostInfo;
import org.guestnet.driver.HostFacts;
import org.guestnet.driver.HostReport;

/**
 * What is known of one host, and what its watch has to know: shared by the watch, by the driver's events, and by everybody who reads
 * or patches. Nothing foreign is called under its lock.
 */
final class HostRecord {

    private final GuestIndex<HostRecord> index;
    private final Set<HostRecord> self = Set.of(this);
    private volatile HostState state; // set with this locked; read by all, and never waited for

    // All guarded by this, and waited on for every change.
    private Optional<String> lost = Optional.empty();
    private boolean dirty;
    private boolean looking;
    private boolean closed;
    private long patches;
    private long begun; // the youngest look, by number; an attempt that does not come to look is one, too
    private long ended; // the youngest that has ended
    private long asked; // the youngest that somebody waits for

    /**
     * The record of a host.
     *
     * @param known of the host at first
     * @param index kept up with the host's guests, until the record is closed
     */
    HostRecord(HostState known, GuestIndex<HostRecord> index) {
        this.index = index;
        this.state = known;
        index.coming(self, Guests.NONE, known.guests());
    }

    HostState state() {
        return state;
    }

    private void set(HostState now) {
        if (closed) {
            return; // the host is gone, or has another record
        }
        Guests before = state.guests();
        index.coming(self, before, now.guests());
        state = now;
        index.gone(self, before, now.guests());
    }

    /** Takes over what was just read of a part of the host; a look that is under way is older and will be repeated. */
    synchronized void patch(UnaryOperator<HostState> change) {
        patches++;
        set(change.apply(state));
    }

    synchronized void markDirty() {
        dirty = true;
        notifyAll();
    }

    synchronized void sessionBegins() {
        lost = Optional.empty();
        dirty = false;
    }

    synchronized void sessionLost(String reason) {
        lost = Optional.of(reason);
        notifyAll();
    }

    /** Why the session is over; empty if it is not. */
    synchronized Optional<String> lost() {
        return lost;
    }

    /** A look begins. @return what {@link #lookEnds} wants to have */
    synchronized long lookBegins() {
        dirty = false;
        looking = true;
        begun++;
        return patches;
    }

    /**
     * A look has ended.
     *
     * @param begun what {@link #lookBegins} gave
     * @param anyway whether to take the report even if something newer was patched in meanwhile
     * @return the state now; empty if the look has to be repeated
     */
    synchronized Optional<HostState> lookEnds(HostFacts facts, HostReport report, long begun, boolean anyway) {
        if (patches != begun && !anyway) {
            return Optional.empty();
        }
        set(state.up(facts, report));
        return Optional.of(state);
    }

    /** The host does not answer. @return whether that is news */
    synchronized boolean down(String reason) {
        boolean news = state.status() != HostInfo.State.DOWN;
        set(state.down(reason));
        if (!looking) {
            begun++;
        }
        return news;
    }

    /** The look is known to all who count hosts: whoever waited for it goes on. */
    synchronized void looked() {
        looking = false;
        ended = begun;
        notifyAll();
    }

    /** Waits until the host was looked at anew, or found down. @return the state then */
    synchronized HostState awaitLook(Duration patience) {
        long wanted = begun + 1; // a look that is under way began before this call
        asked = wanted;
        notifyAll();
        long deadline = System.nanoTime() + patience.toNanos();
        while (ended < wanted && !closed && pause(deadline)) {
            // woken for another reason
        }
        return state;
    }

    /** Waits until somebody asks for a look, the session is lost, or the time is over. */
    synchronized void rest(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!dirty && asked <= ended && !closed && lost.isEmpty() && pause(deadline)) {
            // woken for another reason
        }
    }

    /** Waits before the next attempt to reach the host, whatever events are still under way, unless somebody waits for it. */
    synchronized void restBeforeRetry(Duration atMost) {
        sessionBegins(); // of events only those from here on shorten the wait
        rest(atMost);
    }

    private boolean pause(long deadline) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    synchronized void close() {
        closed = true;
        index.gone(self, state.guests(), Guests.NONE);
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
