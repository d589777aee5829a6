/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.time.Duration;

/** How time passes for simulated hosts. */
@FunctionalInterface
public interface SimTime {

    /**
     * Blocks until that much of the hosts' time has passed.
     *
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    void pass(Duration duration) throws InterruptedException;

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
        return duration -> Thread.sleep(duration.toMillis());
    }
}
