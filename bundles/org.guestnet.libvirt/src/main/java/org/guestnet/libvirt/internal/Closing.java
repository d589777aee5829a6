/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a session: politely if the host answers and nothing is in flight, else by cutting the connections first, which ends the
 * calls in flight and keeps the library from waiting for the host.
 */
final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
    private static final long POLITE_MILLIS = 1_000;
    private static final long CUT_MILLIS = 6_000;

    private final SessionParts parts;
    private final Runnable afterwards;
    private final AtomicBoolean begun = new AtomicBoolean();

    Closing(SessionParts parts, Runnable afterwards) {
        this.parts = parts;
        this.afterwards = afterwards;
    }

    void close() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        boolean alive = parts.lifeline().closing();
        if (!alive || !parts.control().isIdle() || !parts.work().isIdle()) {
            cut();
        }
        try {
            Future<?> disposal = parts.threads().submit(this::dispose);
            await(disposal);
        } finally {
            parts.threads().shutdown();
            afterwards.run();
        }
    }

    private void dispose() {
        parts.control().close();
        parts.work().close();
    }

    private void cut() {
        parts.control().cut();
        parts.work().cut();
    }

    private void await(Future<?> disposal) {
        if (!ended(disposal, POLITE_MILLIS)) {
            cut();
            if (!ended(disposal, CUT_MILLIS)) {
                LOG.warn(
                        "{}: the session's connections are not given back yet",
                        parts.host().name());
            }
        }
    }

    private boolean ended(Future<?> disposal, long millis) {
        try {
            disposal.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            LOG.error("{}: closing failed", parts.host().name(), e.getCause());
            return true;
        }
    }
}
