/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.guestnet.model.MigrationSettings;
import org.junit.jupiter.api.Test;

class MigrationJobTest {

    private static final long MEMORY = 1L << 30;
    private static final Duration ROUND = Duration.ofMillis(300);
    private static final MigrationSettings PLAIN = MigrationSettings.defaults();
    private static final int MOST = 1000;

    private static MigrationJob job(boolean busy, MigrationSettings settings) {
        return new MigrationJob(MEMORY, busy, settings, 7);
    }

    /** How many rounds a guest needs; {@link #MOST} if it does not end. */
    private static int rounds(MigrationJob job) {
        int rounds = 0;
        do {
            job.round();
            rounds++;
        } while (!job.isNearlyDone() && rounds < MOST);
        return rounds;
    }

    @Test
    void bandwidthMakesARoundAsLongAsWhatIsLeftTakes() {
        assertThat(job(false, PLAIN).roundTime(ROUND)).isEqualTo(ROUND);
        assertThat(job(false, PLAIN.withBandwidth(1 << 20)).roundTime(ROUND)).isEqualTo(ROUND);

        MigrationJob slow = job(false, PLAIN.withBandwidth(64));
        assertThat(slow.roundTime(ROUND)).isEqualTo(Duration.ofSeconds(16));
        slow.round();
        assertThat(slow.roundTime(ROUND)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(10));
    }

    @Test
    void longerDowntimeEndsItSoonerAndShorterLater() {
        int plain = rounds(job(false, PLAIN));
        assertThat(rounds(job(false, PLAIN.withMaxDowntime(Duration.ofMillis(300)))))
                .isLessThan(plain);
        assertThat(rounds(job(false, PLAIN.withMaxDowntime(Duration.ofMillis(1)))))
                .isGreaterThan(plain);
    }

    @Test
    void gapKeepsToTheDowntimeAndWhatTheStopItselfTakes() {
        MigrationJob slow = job(false, PLAIN.withBandwidth(64).withMaxDowntime(Duration.ofMillis(500)));
        rounds(slow);
        slow.done();
        assertThat(slow.gap()).isBetween(Duration.ofMillis(100), Duration.ofMillis(580));
    }

    @Test
    void busyGuestArrivesOnlyIfItIsSlowedDownOrFetchesItsMemory() {
        assertThat(rounds(job(true, PLAIN))).isEqualTo(MOST);
        assertThat(rounds(job(true, PLAIN.withAutoConverge(true)))).isBetween(2, 20);
        assertThat(rounds(job(true, PLAIN.withPostCopy(true)))).isEqualTo(1);
    }
}
