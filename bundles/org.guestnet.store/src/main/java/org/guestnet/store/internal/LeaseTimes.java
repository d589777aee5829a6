/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.time.Duration;

/**
 * How long things around a lease take, all derived from its length.
 *
 * @param lease until others take over
 */
record LeaseTimes(Duration lease) {

    private static final int SHORTEST = 3;

    /** @throws IllegalArgumentException if it is shorter than 3 s */
    LeaseTimes {
        if (lease.toSeconds() < SHORTEST) {
            throw new IllegalArgumentException(
                    "leaseSeconds must be at least " + SHORTEST + " but is " + lease.toSeconds());
        }
    }

    static LeaseTimes ofSeconds(int seconds) {
        return new LeaseTimes(Duration.ofSeconds(seconds));
    }

    /** How long after its renewal was sent this manager relies on it: a little less than the others wait. */
    Duration reliable() {
        return lease.multipliedBy(19).dividedBy(20);
    }

    /** How often it is renewed. */
    Duration beat() {
        return lease.dividedBy(9);
    }

    /** How often this manager looks at its clock. */
    Duration tick() {
        return lease.dividedBy(45);
    }

    /** How long a statement may wait: several fit into a lease. */
    Duration patience() {
        return Duration.ofSeconds(Math.max(1, lease.toSeconds() / 5));
    }
}
