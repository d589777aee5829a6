/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** What a {@link LinkKeeper} is to do and has not done. Any thread may ask; the keeper's own takes. */
final class Agenda {

    private static final int JITTER_MS = 500;

    private final Set<Part> dirty = new LinkedHashSet<>(); // guarded by this, as is all else
    private final List<CompletableFuture<LinkState>> asked = new ArrayList<>();
    private final List<Renewal> renewals = new ArrayList<>();
    private long nextLook = System.nanoTime();
    private boolean closed;

    /**
     * What comes next.
     *
     * @param parts that changed; none for a look at the whole host
     * @param answers who waits for that look
     */
    record Item(Set<Part> parts, List<CompletableFuture<LinkState>> answers) {}

    synchronized void changed(Set<Part> parts) {
        dirty.addAll(parts);
        notifyAll();
    }

    /** Asks for a look. @return what it found and put right, when it has ended */
    synchronized CompletableFuture<LinkState> lookNow() {
        CompletableFuture<LinkState> answer = new CompletableFuture<>();
        if (closed) {
            answer.cancel(false);
            return answer;
        }
        asked.add(answer);
        notifyAll();
        return answer;
    }

    /** The same; then the ends of some tunnels convince each other anew, now or when the host answers. */
    synchronized CompletableFuture<LinkState> renew(Renewal renewal) {
        renewals.add(renewal);
        return lookNow();
    }

    synchronized List<Renewal> renewals() {
        return List.copyOf(renewals);
    }

    synchronized void renewed(List<Renewal> done) {
        renewals.removeAll(done);
    }

    /** The next look is due then, unless somebody asks for one before; somewhat later, so that not all hosts are looked at together. */
    synchronized void lookAgain(Duration in) {
        long jitter = in.isZero() ? 0 : ThreadLocalRandom.current().nextLong(JITTER_MS);
        nextLook = System.nanoTime() + in.plusMillis(jitter).toNanos();
    }

    /** Waits for something to do. @param idle whether looks are needless unless they are asked for */
    synchronized Item take(BooleanSupplier idle) {
        while (!closed && dirty.isEmpty() && !isLookDue(idle)) {
            sleep(idle.getAsBoolean());
        }
        boolean look = isLookDue(idle);
        Item item = new Item(look ? Set.of() : new LinkedHashSet<>(dirty), look ? List.copyOf(asked) : List.of());
        dirty.clear();
        if (look) {
            asked.clear();
        }
        return item;
    }

    private boolean isLookDue(BooleanSupplier idle) {
        return !asked.isEmpty() || !idle.getAsBoolean() && nextLook - System.nanoTime() <= 0;
    }

    private void sleep(boolean forLong) {
        try {
            wait(forLong ? 0 : Math.max(1, (nextLook - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** After a failure: all is looked at when the next look is due, or somebody asks for anything. */
    synchronized void rest() {
        dirty.clear();
        while (!closed && asked.isEmpty() && dirty.isEmpty() && nextLook - System.nanoTime() > 0) {
            sleep(false);
        }
        dirty.clear();
        asked.add(new CompletableFuture<>()); // a look
    }

    synchronized boolean isOpen() {
        return !closed;
    }

    /** Wakes whoever waits here. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Nobody waits for what will not come. */
    synchronized void cancel() {
        asked.forEach(a -> a.cancel(false));
    }
}
