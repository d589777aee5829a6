/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How time passes for simulated hosts. */
@FunctionalInterface
public interface SimTime {

    /**
     * Blocks until that much of the hosts' time has passed.
     *
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void pass(Duration duration) throws InterruptedException;

    /**
     * Does something once that much of the hosts' time has passed, and returns at once. By default it is done before this returns: where
     * time passes as soon as somebody waits for it, nobody has to.
     *
     * @param act is short and does not throw; done on some thread, without a lock of the time
     */
    default void later(Duration duration, Runnable act) {
        act.run();
    }

    /** Time that passes at once: nothing takes any. */
    static SimTime instant() {
        return duration -> {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        };
    }

    /** The time of this machine. */
    static SimTime real() {
        return new SimTime() {
            @Override
            public void pass(Duration duration) throws InterruptedException {
                Thread.sleep(duration.toMillis());
            }

            @Override
            public void later(Duration duration, Runnable act) {
                CompletableFuture.delayedExecutor(duration.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(act);
            }
        };
    }
}
