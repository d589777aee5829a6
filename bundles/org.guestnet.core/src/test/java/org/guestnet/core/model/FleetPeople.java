/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.guestnet.api.DefineOptions;
import org.guestnet.core.model.World.Guest;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;

/** Gives the fleet its networks and its guests. */
final class FleetPeople {

    private static final int GUESTS = 150;

    private final FleetWorld world;
    private final long seed;
    private final SplittableRandom random;

    FleetPeople(FleetWorld world, long seed, SplittableRandom random) {
        this.world = world;
        this.seed = seed;
        this.random = random;
    }

    static List<Guest> guests() {
        return IntStream.range(0, GUESTS).mapToObj(World::guest).toList();
    }

    void come() throws GuestnetException {
        List<List<String>> networks = new ArrayList<>();
        for (int i = 0; i < FleetHosts.COUNT; i++) {
            List<String> definitions = new FleetHosts().definitions(i, seed);
            for (String xml : definitions) {
                world.core().networks().define(world.truth.hosts().get(i), xml, DefineOptions.defaults());
            }
            networks.add(definitions);
        }
        for (Guest guest : guests()) {
            come(guest, networks);
        }
    }

    private void come(Guest guest, List<List<String>> networks) throws GuestnetException {
        boolean both = random.nextInt(4) == 0;
        List<String> wanted = both ? List.of(FleetHosts.RED, FleetHosts.BLUE) : List.of(FleetHosts.RED);
        int host = random.nextInt(FleetHosts.COUNT);
        while (networks.get(host).size() < wanted.size()) {
            host = random.nextInt(FleetHosts.COUNT);
        }
        HostName home = world.truth.hosts().get(host);
        world.beside(home, s -> s.defineGuest(guest.document(wanted)));
        if (random.nextInt(4) == 0) {
            world.beside(home, s -> s.setGuestAutostart(guest.uuid(), true));
        }
        world.core().hosts().refresh(home);
        int fate = random.nextInt(100);
        if (fate < 85 && starts(guest, home)) {
            live(guest, home, fate);
        }
    }

    private boolean starts(Guest guest, HostName home) {
        try {
            world.core().guests().start(guest.name(), Optional.of(home), false);
            return true;
        } catch (GuestnetException full) {
            return false;
        }
    }

    /** Some are paused, some have no configuration that outlives them. */
    private void live(Guest guest, HostName home, int fate) throws GuestnetException {
        if (fate < 10) {
            world.sim(home).pauseGuest(guest.uuid());
        } else if (fate < 20) {
            world.sim(home).setGuestAutostart(guest.uuid(), false); // a transient guest cannot
            world.beside(home, s -> s.undefineGuest(guest.uuid()));
        }
        world.core().hosts().refresh(home);
    }
}
