/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How simulated hosts behave. Equal options and equal calls give equal answers.
 *
 * @param seed decides about everything that is not said, for example the devices of hosts and the ids of ports
 * @param time how time passes
 * @param deadline how long a call waits for a host that hangs
 * @param round how long one round of a migration takes
 * @param population what is on a host when it is first named
 */
public record SimOptions(long seed, SimTime time, Duration deadline, Duration round, SimPopulation population) {

    private static final Duration ROUND = Duration.ofMillis(300);

    /** @throws NullPointerException if a part is null */
    public SimOptions {
        requireNonNull(time, "time");
        requireNonNull(deadline, "deadline");
        requireNonNull(round, "round");
        requireNonNull(population, "population");
    }

    /** For tests: no time passes, a host that hangs is given up after 200 ms, hosts have devices and nothing else. */
    public static SimOptions forTests() {
        return new SimOptions(1, SimTime.instant(), Duration.ofMillis(200), ROUND, new TryOutPopulation(false));
    }

    /** The same with other time. */
    public SimOptions with(SimTime other) {
        return new SimOptions(seed, other, deadline, round, population);
    }

    /** The same with another seed. */
    public SimOptions withSeed(long other) {
        return new SimOptions(other, time, deadline, round, population);
    }

    /** The same with another deadline. */
    public SimOptions withDeadline(Duration other) {
        return new SimOptions(seed, time, other, round, population);
    }

    /** The same with another length of a round. */
    public SimOptions withRound(Duration other) {
        return new SimOptions(seed, time, deadline, other, population);
    }

    /** The same with another population. */
    public SimOptions with(SimPopulation other) {
        return new SimOptions(seed, time, deadline, round, other);
    }
}
