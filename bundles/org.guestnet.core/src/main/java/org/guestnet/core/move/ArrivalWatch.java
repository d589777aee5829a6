/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.move;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.guestnet.core.operation.PlannedStep.Action;
import org.guestnet.model.GuestnetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks on a thread of its own, so that a host that is slow to answer delays nothing else, whether a guest has got its place at the
 * destination, long before all of its memory is there, and does what is then to be done.
 */
public final class ArrivalWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ArrivalWatch.class);
    private static final long EVERY_MS = 200;

    private final String step;
    private final Look look;
    private final Action release;
    private final Action unsteer;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private boolean plugged; // guarded by this
    private boolean closed; // guarded by this

    /** Looks whether the guest has its place. */
    @FunctionalInterface
    public interface Look {

        /** Whether it has. */
        boolean isPlugged() throws GuestnetException;
    }

    /**
     * Begins at once.
     *
     * @param step what is told of
     * @param unsteer may call hosts; done when the guest has been seen to have its place, and again if a host did not do it
     * @param release calls no host; done once after that, and not any more once this is closed
     */
    public ArrivalWatch(String step, Look look, Action unsteer, Action release) {
        this.step = step;
        this.look = look;
        this.unsteer = unsteer;
        this.release = release;
        this.thread = new Thread(this::watch, "guestnet-arrival");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            boolean done = false;
            while (!done && !over.await(EVERY_MS, TimeUnit.MILLISECONDS)) {
                done = isDone();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; if somebody did, the watch would be over
        } catch (RuntimeException e) {
            LOG.error("Looking whether '{}' has got to the destination failed", step, e);
        }
    }

    private boolean isDone() {
        try {
            if (!look.isPlugged() || !goesOn()) {
                return false;
            }
            unsteer.run();
            releaseUnlessClosed();
            return true;
        } catch (GuestnetException e) {
            LOG.debug("Whether '{}' has got to the destination cannot be told now: {}", step, e.getMessage());
            return false;
        }
    }

    /** What is seen when it is over does not count. */
    private synchronized boolean goesOn() {
        plugged |= !closed;
        return !closed;
    }

    private synchronized void releaseUnlessClosed() throws GuestnetException {
        if (!closed) {
            release.run();
        }
    }

    /** Whether the guest has been seen to have its place: what was held for it there may be let go of since. */
    public synchronized boolean wasPlugged() {
        return plugged;
    }

    /** Waits for a look that is under way: whoever closes it holds the guest, and the look counts on that. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        over.countDown();
        try {
            thread.join(); // each call to a host has a deadline
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
