/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;

/** How quickly a provider answers. */
final class Timing {

    private static final Duration LONGEST = Duration.ofMillis(100);
    private static final int TRIES = 5; // the best of them counts: a busy machine is not the provider's fault

    private Timing() {}

    static void assertInTime(String what, Runnable call) {
        Duration best = IntStream.range(0, TRIES)
                .mapToObj(i -> took(call))
                .min(Duration::compareTo)
                .orElseThrow();
        assertThat(best).as(what).isLessThan(LONGEST);
    }

    private static Duration took(Runnable call) {
        long begin = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
