/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.guestnet.model.GuestnetException;

/** A call, or all calls, that a host does not answer until it is released. Safe for any thread. */
public final class Hang {

    private static final long PATIENCE_SECONDS = 20;

    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final CountDownLatch reached = new CountDownLatch(1);

    Hang() {}

    /** Lets the calls that hang go on, those that were not given up meanwhile. Can be called again. */
    public void release() {
        released.complete(null);
    }

    /**
     * Blocks until a call hangs.
     *
     * @throws IllegalStateException if none does within 20 seconds
     */
    public void awaitReached() throws InterruptedException {
        if (!reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no call has come that was to hang");
        }
    }

    void hold(SimSession session, SimCall call) throws GuestnetException {
        reached.countDown();
        session.await(released, call.hasDeadline());
    }
}
