/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.SplittableRandom;
import org.guestnet.driver.MigrationProgress;

/** The memory of a guest on its way: rounds that each leave less, unless the guest is busy. Guarded by the source's lock. */
final class MigrationJob {

    private static final int ENOUGH = 50; // the guest is stopped for the last fiftieth
    private static final int PERCENT = 100;

    private final long total;
    private final boolean busy;
    private final SplittableRandom random;
    private long remaining;
    private boolean moving;
    private boolean aborted;

    MigrationJob(long total, boolean busy, long seed) {
        this.total = total;
        this.busy = busy;
        this.random = new SplittableRandom(seed);
        this.remaining = total;
    }

    /** Nothing is known of the guest's memory before the destination is ready for it. */
    MigrationProgress progress() {
        return moving ? new MigrationProgress(total, remaining) : new MigrationProgress(0, 0);
    }

    /** The destination is ready. */
    void move() {
        moving = true;
    }

    void abort() {
        aborted = true;
    }

    boolean isAborted() {
        return aborted;
    }

    /** One round is over. */
    void round() {
        long left = random.nextInt(30, 60);
        remaining = busy ? total * left / PERCENT : remaining * left / PERCENT;
    }

    /** Whether so little is left that the guest can be stopped for it. */
    boolean isNearlyDone() {
        return remaining <= total / ENOUGH;
    }

    void done() {
        remaining = 0;
    }
}
