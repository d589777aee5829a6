/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.guestnet.core.model.Round.Length;
import org.junit.jupiter.api.Test;

/**
 * Random actions of many people, mishaps and kills: what must always hold, holds at each step.
 *
 * <p>A broken rule is told with what plays its seed again: {@code -Dguestnet.seed=N}, with {@code -Dguestnet.length=short} a short
 * round, with {@code -Dguestnet.threads=free} in free threads; what the machine's own timing decides may need some plays, so it is
 * played until a rule is broken, at most 20 times. {@code -Dguestnet.rounds=N} plays so many short rounds of each kind, and a long one
 * for each fifty.
 */
class ModelTest {

    private static final long ROUNDS = 200;
    private static final long SHORT_FOR_A_LONG = 50;
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
        if (seed.isPresent()) {
            again(seed.get(), turns);
            return;
        }
        long rounds = Long.getLong("guestnet.rounds", ROUNDS);
        long random = ThreadLocalRandom.current().nextLong(1_000_000_000);
        System.out.println("Random seeds from " + random);
        int actions = 0;
        long judged = 0;
        long played = 0;
        for (; played < rounds; played++) {
            Length length = played % SHORT_FOR_A_LONG == 0 ? Length.LONG : Length.SHORT;
            long next = played < FIXED * SHORT_FOR_A_LONG ? played + 1 : random + played;
            Round round = new Round(next, length, turns);
            actions += round.play();
            judged += round.judged();
        }
        System.out.println(played + " rounds, " + actions + " actions, " + judged + " placements judged");
        assertThat(judged).isGreaterThan(rounds);
    }

    private static void again(long seed, boolean turns) throws Exception {
        assumeTrue("free".equals(System.getProperty("guestnet.threads")) != turns, "the seed is one of the other kind");
        Length length = "short".equals(System.getProperty("guestnet.length")) ? Length.SHORT : Length.LONG;
        for (int i = 0; i < AGAIN; i++) {
            new Round(seed, length, turns).play();
        }
    }
}
