/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

/** Whether something was done since, or was being done. Safe for any thread. */
final class Doings {

    private static final long BUSY = -1;

    private long begun; // guarded by this
    private long ended; // guarded by this

    /** Does something that fails with an error of its own kind. */
    interface Deed<T, E extends Throwable> {
        T run() throws E;
    }

    <T, E extends Throwable> T during(Deed<T, E> deed) throws E {
        synchronized (this) {
            begun++;
        }
        try {
            return deed.run();
        } finally {
            synchronized (this) {
                ended++;
            }
        }
    }

    /** Something may be done at any time from here on. */
    synchronized void neverEnds() {
        begun++;
    }

    /** Whether nothing was done from that mark on but what is being done, which is one thing. */
    synchronized boolean isOneSince(long mark) {
        return begun == mark + 1 && ended == mark;
    }

    /** For {@link #isSince}. */
    synchronized long mark() {
        return begun == ended ? begun : BUSY;
    }

    /** Whether nothing was done from that mark on. */
    synchronized boolean isSince(long mark) {
        return begun == mark && ended == mark;
    }
}
