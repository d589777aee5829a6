/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A short wait between two looks at a host. */
final class Pause {

    private Pause() {}

    /** Waits. @return false if the thread was interrupted: give up */
    static boolean of(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
