/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when a test says so. Safe for any thread. */
public final class ManualTime implements SimTime {

    private final List<Duration> waiting = new ArrayList<>(); // until when; guarded by this
    private Duration now = Duration.ZERO; // guarded by this

    @Override
    public synchronized void pass(Duration duration) throws InterruptedException {
        Duration until = now.plus(duration);
        if (duration.isZero()) {
            return;
        }
        waiting.add(until);
        notifyAll();
        try {
            while (now.compareTo(until) < 0) {
                wait();
            }
        } catch (InterruptedException e) {
            waiting.remove(until);
            throw e;
        }
    }

    /** Lets that much time pass. Who waited for no more than that no longer counts as waiting. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
        waiting.removeIf(until -> until.compareTo(now) <= 0);
        notifyAll();
    }

    /** Blocks until that many threads wait for time to pass. */
    public synchronized void awaitWaiting(int threads) throws InterruptedException {
        while (waiting.size() < threads) {
            wait();
        }
    }
}
