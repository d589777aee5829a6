/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

/** Says what is on a host when it is first named. Pure: equal arguments, equal nature. */
@FunctionalInterface
public interface SimPopulation {

    /**
     * The nature of a host.
     *
     * @param name the host's name, as in {@code sim:NAME}
     * @param seed the simulation's seed
     */
    SimNature nature(String name, long seed);
}
