/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.time.Duration;

/** How long a {@link LinkKeeper} waits before it looks at its host again. Not for several threads. */
final class Pace {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration READ_BACK_AFTER = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Duration RETRY_UNUSED_AFTER = Duration.ofMinutes(1); // a host without tunnels

    private boolean hasty; // whether the host is looked at right away
    private long inVain = 1; // how much longer it takes by now until what was done is seen

    /** Something was done that was to be done. @param joins whether the host joins a mesh by it */
    Duration changed(boolean joins) {
        inVain = 1;
        return readBack(joins);
    }

    /** All was as it was to be. */
    Duration well() {
        inVain = 1;
        hasty = false;
        return LOOK_EVERY;
    }

    /** Something was missing, and made as far as the host let it be. */
    Duration made(boolean refused, boolean joins) {
        return refused ? RETRY_AFTER : readBack(joins);
    }

    /** The host could not be looked at. */
    static Duration failed(boolean used) {
        return used ? RETRY_AFTER : RETRY_UNUSED_AFTER;
    }

    /** Somebody may wait for the host to be joined: that is looked at right away, and not twice in a row. */
    private Duration readBack(boolean joins) {
        hasty = joins && !hasty;
        if (hasty) {
            return Duration.ZERO;
        }
        Duration pause = READ_BACK_AFTER.multipliedBy(inVain);
        inVain = Math.min(inVain * 2, LOOK_EVERY.toSeconds());
        return pause;
    }
}
