/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Lets one thread go on at a time, from gate to gate, in an order that follows from a seed. The next one is chosen when all threads of
 * the manager, of the hosts and of the actors rest, be it at the gate or because they wait for something else.
 */
final class Turns implements Gate {

    private static final long GLANCE_NANOS = 60_000;
    private static final int GLANCES = Tasks.isKnown() ? 1 : 4;
    private static final int BLOCKED = 30;
    private static final int SPARE = 16;
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final SplittableRandom random;
    private final Tasks tasks = new Tasks();
    private final List<Waiting> queue = new ArrayList<>(); // guarded by this
    private final List<String> order = new ArrayList<>(); // guarded by this
    private boolean strict; // guarded by this

    Turns(SplittableRandom random) {
        this.random = random;
    }

    /** A thread at the gate. */
    private static final class Waiting {
        private final String what;
        private boolean goes; // guarded by the gate

        Waiting(String what) {
            this.what = what;
        }
    }

    @Override
    public synchronized void pass(String what) {
        if (!strict) {
            return;
        }
        Waiting me = new Waiting(Thread.currentThread().getName() + ": " + what);
        queue.add(me);
        boolean interrupted = false;
        while (strict && !me.goes) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        queue.remove(me);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Gives turns until the actors have ended.
     *
     * @param idle called when all wait for something else than a turn
     */
    void play(List<Thread> actors, Runnable idle) {
        open(true);
        exhaust();
        actors.forEach(Thread::start);
        long deadline = System.nanoTime() + LONGEST_NANOS;
        awaitRest();
        while (actors.stream().anyMatch(Thread::isAlive) && System.nanoTime() < deadline) {
            if (!next()) {
                idle.run();
            }
            awaitRest();
        }
        open(false);
    }

    /** What is still under way comes to its end, so that every play of a seed begins alike. */
    private void exhaust() {
        do {
            awaitRest();
        } while (first());
    }

    private synchronized void open(boolean value) {
        strict = value;
        notifyAll();
    }

    private synchronized boolean next() {
        if (queue.isEmpty()) {
            return false;
        }
        List<Waiting> sorted =
                queue.stream().sorted(Comparator.comparing(w -> w.what)).toList();
        Waiting chosen = sorted.get(random.nextInt(sorted.size()));
        order.add(chosen.what);
        go(chosen);
        return true;
    }

    /** Lets one go on that is no turn of the play. @return whether there was one */
    private synchronized boolean first() {
        queue.stream().findFirst().ifPresent(this::go);
        return !queue.isEmpty();
    }

    private synchronized void go(Waiting chosen) {
        chosen.goes = true;
        notifyAll();
    }

    private void awaitRest() {
        int blocked = 0;
        for (int glances = 0; glances < GLANCES && blocked < BLOCKED; ) {
            LockSupport.parkNanos(GLANCE_NANOS);
            Set<Thread.State> states = states();
            boolean rest = !states.contains(Thread.State.RUNNABLE)
                    && !goes()
                    && !(Tasks.isKnown() && tasks.isAnyAwake())
                    && !goes();
            glances = rest && !states.contains(Thread.State.BLOCKED) ? glances + 1 : 0;
            blocked = rest ? blocked + 1 : 0; // by one that waits at the gate
        }
    }

    /** Whether one that may go is still to wake up. */
    private synchronized boolean goes() {
        return queue.stream().anyMatch(w -> w.goes);
    }

    private static Set<Thread.State> states() {
        Thread[] threads = new Thread[Thread.activeCount() + SPARE];
        int count = Thread.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(t -> t.getName().startsWith("guestnet-") || t.getName().startsWith("actor-"))
                .map(Thread::getState)
                .collect(Collectors.toSet());
    }

    /** Who went on, in this order. */
    synchronized List<String> order() {
        return List.copyOf(order);
    }
}
