/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.guestnet.libvirt.internal.Line.LostException;

/**
 * A session's connections for one purpose: one is kept, more are opened while several calls are in flight at once, four at most.
 * Whoever wants a line first takes a slot, and gives back line and slot after the call.
 */
final class Lines {

    /** Calls in flight. */
    static final int SLOTS = 4;

    /** Migrations in flight: they last, and must leave a slot for what is short. */
    static final int MIGRATIONS = 3;

    private final Function<String, Line> maker;
    private final String name;
    private final Line kept;
    private final AtomicInteger count = new AtomicInteger(1);
    private final Semaphore slots = new Semaphore(SLOTS, true);
    private final Semaphore migrations = new Semaphore(MIGRATIONS, true);
    private final Deque<Line> idle = new ArrayDeque<>(); // guarded by this
    private final Set<Line> all = new HashSet<>(); // guarded by this
    private boolean closed; // guarded by this

    /** @param name of its lines @param maker makes a line of that name, which is not open yet */
    Lines(String name, Function<String, Line> maker) {
        this.name = name;
        this.maker = maker;
        this.kept = maker.apply(name);
        idle.add(kept);
        all.add(kept);
    }

    /** The one that is always there. */
    Line kept() {
        return kept;
    }

    boolean takeSlot(long nanos) throws InterruptedException {
        return slots.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    void giveSlot() {
        slots.release();
    }

    boolean takeMigrationSlot(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        if (!migrations.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            return false;
        }
        boolean taken = false;
        try {
            taken = takeSlot(end - System.nanoTime());
            return taken;
        } finally {
            if (!taken) {
                migrations.release();
            }
        }
    }

    void giveMigrationSlot() {
        slots.release();
        migrations.release();
    }

    boolean isIdle() {
        return slots.availablePermits() == SLOTS;
    }

    /** A line for the caller alone, who has a slot. It may have to be opened first. */
    Line take() throws LostException {
        Line line = next();
        while (!line.isUsable()) { // it ended while nobody used it
            forget(line);
            line = next();
        }
        return line;
    }

    private synchronized Line next() throws LostException {
        if (closed) {
            throw new LostException(kept, "the session is closed");
        }
        Line line = idle.pollFirst();
        if (line == null) {
            line = maker.apply(name + "-" + count.incrementAndGet());
            all.add(line);
        }
        return line;
    }

    /** Takes a line back; one that ended or is one too many is closed. */
    void give(Line line) {
        if (!keep(line)) {
            forget(line);
        }
    }

    private synchronized boolean keep(Line line) {
        boolean wanted = line == kept || idle.stream().allMatch(other -> other == kept);
        if (!wanted || !line.isUsable()) {
            return false;
        }
        if (line == kept) {
            idle.addFirst(line);
        } else {
            idle.addLast(line);
        }
        return true;
    }

    private void forget(Line line) {
        synchronized (this) {
            all.remove(line);
        }
        line.close();
    }

    /** Whether it is one of these, or was. */
    boolean has(Line line) {
        return line.isOf(name);
    }

    private synchronized List<Line> every() {
        return List.copyOf(all);
    }

    /** Ends all of them; does not block. */
    void cut() {
        every().forEach(Line::cut);
    }

    String lastWords() {
        return kept.lastWords();
    }

    /** Closes all of them; waits for calls in flight, which {@link #cut} ends. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        every().forEach(Line::close);
    }
}
