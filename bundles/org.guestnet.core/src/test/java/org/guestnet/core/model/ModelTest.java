/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Random actions of many people, mishaps and kills: what must always hold, holds at each step.
 *
 * <p>{@code -Dguestnet.seed=N} plays that round again, with {@code -Dguestnet.threads=free} in free threads; what the machine's own
 * timing decides may need some plays, so it is played until a rule is broken, at most 20 times. {@code -Dguestnet.rounds=N} plays so
 * many rounds of each kind instead of some seconds' worth.
 */
class ModelTest {

    private static final long SECONDS = 18;
    private static final int FIXED = 4;
    private static final int AGAIN = 20;

    @Test
    void nothingIsGivenTwiceAndNothingLeaksInAnyOrderOfTurns() throws Exception {
        play(true);
    }

    @Test
    void nothingIsGivenTwiceAndNothingLeaksInFreeThreads() throws Exception {
        play(false);
    }

    private static void play(boolean turns) throws Exception {
        Optional<Long> seed = Optional.ofNullable(Long.getLong("guestnet.seed"));
        boolean free = "free".equals(System.getProperty("guestnet.threads"));
        if (seed.isPresent()) {
            assumeTrue(free != turns, "the seed is one of the other kind");
            for (int i = 0; i < AGAIN; i++) {
                new Round(seed.get(), turns).play();
            }
            return;
        }
        long rounds = Long.getLong("guestnet.rounds", 0);
        long deadline = System.nanoTime() + SECONDS * 1_000_000_000L;
        long random = ThreadLocalRandom.current().nextLong(1_000_000_000);
        System.out.println("Random seeds from " + random);
        int actions = 0;
        long judged = 0;
        long played = 0;
        while (rounds > 0 ? played < rounds : System.nanoTime() < deadline) {
            Round round = new Round(played < FIXED ? played + 1 : random + played, turns);
            actions += round.play();
            judged += round.judged();
            played++;
        }
        System.out.println(played + " rounds, " + actions + " actions, " + judged + " placements judged");
        assertThat(judged).isPositive();
    }
}
