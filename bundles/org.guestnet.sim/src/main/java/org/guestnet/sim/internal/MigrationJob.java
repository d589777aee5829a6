/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.time.Duration;
import java.util.SplittableRandom;
import org.guestnet.driver.MigrationProgress;
import org.guestnet.model.MigrationSettings;

/** The memory of a guest on its way: rounds that each leave less, unless the guest is busy. Guarded by the source's lock. */
final class MigrationJob {

    private static final int ENOUGH = 50; // the guest is stopped for the last fiftieth
    private static final int PERCENT = 100;
    private static final long UNLIMITED = 1L << 30; // bytes a second
    private static final int MEBIBYTE = 1 << 20;
    private static final int MILLIS = 1000;

    private final long total;
    private final boolean busy;
    private final MigrationSettings settings;
    private final SplittableRandom random;
    private final long overhead; // of the guest's stop, in milliseconds
    private long remaining;
    private long millis; // of this round that are over
    private long stopped; // what was left when the guest was stopped
    private int rounds;
    private boolean moving;
    private boolean aborted;

    MigrationJob(long total, boolean busy, MigrationSettings settings, long seed) {
        this.total = total;
        this.busy = busy;
        this.settings = settings;
        this.random = new SplittableRandom(seed);
        this.overhead = new SplittableRandom(seed).nextInt(20, 80);
        this.remaining = total;
    }

    /** Nothing is known of the guest's memory before the destination is ready for it. */
    MigrationProgress progress() {
        return moving
                ? new MigrationProgress(total, Math.max(0, remaining - millis * speed() / MILLIS))
                : new MigrationProgress(0, 0);
    }

    /** The destination is ready for another round. */
    void move() {
        moving = true;
        millis = 0;
    }

    /** Part of a round is over; without a limit of the bandwidth it shows at the round's end. */
    void sent(Duration time) {
        if (settings.bandwidth().isPresent()) {
            millis += time.toMillis();
        }
    }

    void abort() {
        aborted = true;
    }

    boolean isAborted() {
        return aborted;
    }

    /** How long the next round takes. @param least without a limit of the bandwidth */
    Duration roundTime(Duration least) {
        if (settings.bandwidth().isEmpty()) {
            return least;
        }
        Duration limited = Duration.ofMillis(remaining * MILLIS / speed());
        return limited.compareTo(least) > 0 ? limited : least;
    }

    /** Bytes a second. */
    private long speed() {
        return settings.bandwidth().isPresent() ? (long) settings.bandwidth().getAsInt() * MEBIBYTE : UNLIMITED;
    }

    /** One round is over. */
    void round() {
        long left = random.nextInt(30, 60);
        millis = 0;
        remaining = (busy ? written() : remaining) * left / PERCENT;
        rounds++;
    }

    /** What a busy guest writes in a round: all of its memory, unless it is slowed down more and more. */
    private long written() {
        return settings.autoConverge() ? total >> Math.min(rounds, Long.SIZE - 1) : total;
    }

    /** Whether so little is left that the guest can be stopped for it, or it fetches the rest from where it was. */
    boolean isNearlyDone() {
        long enough = settings.maxDowntime()
                .map(most -> Math.multiplyExact(speed(), most.toMillis()) / MILLIS)
                .orElse(total / ENOUGH);
        return settings.postCopy() || remaining <= enough;
    }

    /** How long the guest stands still from when it is stopped. */
    Duration gap() {
        return Duration.ofMillis(overhead + (settings.postCopy() ? 0 : stopped * MILLIS / speed()));
    }

    void done() {
        stopped = remaining;
        remaining = 0;
    }
}
