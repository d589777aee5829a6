/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import java.time.Duration;

/** When a command's time is over; connecting counts. */
final class Deadline {

    private final Duration limit;
    private final long end;

    private Deadline(Duration limit) {
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
    }

    static Deadline in(Duration limit) {
        return new Deadline(limit);
    }

    /** At least a millisecond, for zero means for ever to others. */
    Duration left() {
        return Duration.ofNanos(Math.max(end - System.nanoTime(), 1_000_000));
    }

    boolean isOver() {
        return System.nanoTime() >= end;
    }

    ShellException missed(Object what) {
        return ShellException.late("the host did not answer within " + limit.toSeconds() + " seconds: " + what);
    }
}
