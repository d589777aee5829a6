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
    private final List<Later> appointments = new ArrayList<>(); // in order of their making; guarded by this
    private Duration now = Duration.ZERO; // guarded by this

    private record Later(Duration when, Runnable act) {}

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

    @Override
    public synchronized void later(Duration duration, Runnable act) {
        appointments.add(new Later(now.plus(duration), act));
    }

    /**
     * Lets that much time pass, and does what was to be done until then. Who waited for no more than that no longer counts as
     * waiting.
     */
    public void advance(Duration duration) {
        due(duration).forEach(later -> later.act().run());
    }

    private synchronized List<Later> due(Duration duration) {
        now = now.plus(duration);
        waiting.removeIf(until -> until.compareTo(now) <= 0);
        List<Later> due =
                appointments.stream().filter(l -> l.when().compareTo(now) <= 0).toList();
        appointments.removeAll(due);
        notifyAll();
        return due;
    }

    /** Blocks until that many threads wait for time to pass. */
    public synchronized void awaitWaiting(int threads) throws InterruptedException {
        while (waiting.size() < threads) {
            wait();
        }
    }
}
