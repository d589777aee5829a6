/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.SplittableRandom;
import java.util.UUID;

/** Names and numbers that follow from a seed and the order of calls. Not safe for threads: used under its host's lock. */
final class Randomness {

    private static final int BYTE = 0x100;

    private final SplittableRandom random;

    Randomness(long seed, String name) {
        this.random = new SplittableRandom(seed * 31 + name.hashCode());
    }

    UUID uuid() {
        long high = random.nextLong() & ~0xf000L | 0x4000L; // version 4
        long low = random.nextLong() & ~(3L << 62) | 2L << 62; // variant of RFC 4122
        return new UUID(high, low);
    }

    String mac() {
        return String.format(
                "52:54:00:%02x:%02x:%02x", random.nextInt(BYTE), random.nextInt(BYTE), random.nextInt(BYTE));
    }
}
