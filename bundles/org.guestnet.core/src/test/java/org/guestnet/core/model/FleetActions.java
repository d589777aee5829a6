/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.guestnet.api.Candidate;
import org.guestnet.core.model.FleetAction.Kind;
import org.guestnet.core.model.FleetState.Copy;
import org.guestnet.core.model.World.Guest;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;

/** Random actions on the fleet as it is. Equal seeds and fleets, equal actions. */
final class FleetActions {

    private final SplittableRandom random;
    private final List<Guest> guests = FleetPeople.guests();

    FleetActions(SplittableRandom random) {
        this.random = random;
    }

    FleetAction next(FleetWorld world, FleetState now) throws GuestnetException {
        int kind = random.nextInt(100);
        if (kind < 12) {
            return drain(world);
        }
        Guest guest = guests.get(random.nextInt(guests.size()));
        Copy copy = now.of(guest.uuid()).get(0);
        boolean changes = kind < 30 && copy.text().isPresent();
        return changes ? change(guest, copy) : migrate(world, guest, copy);
    }

    private static FleetAction change(Guest guest, Copy copy) {
        Kind kind = copy.isActive() ? Kind.STOP : Kind.START;
        return new FleetAction(kind, Optional.of(guest), copy.host(), Optional.empty(), false, Set.of());
    }

    private FleetAction migrate(FleetWorld world, Guest guest, Copy copy) throws GuestnetException {
        boolean offline = random.nextInt(16) == 0 == copy.isActive();
        HostName to = random.nextBoolean() ? host() : best(world, guest);
        return new FleetAction(Kind.MIGRATE, Optional.of(guest), copy.host(), Optional.of(to), offline, accepted());
    }

    private FleetAction drain(FleetWorld world) throws GuestnetException {
        HostName host = host();
        FleetAction drain =
                new FleetAction(Kind.DRAIN, Optional.empty(), host, Optional.empty(), random.nextBoolean(), accepted());
        List<HostName> planned = world.core().hosts().drainPlan(host, drain.drainOptions()).moves().stream()
                .map(m -> m.destination())
                .toList();
        int chosen = random.nextInt(8);
        return new FleetAction(
                Kind.DRAIN,
                Optional.empty(),
                host,
                planned.stream()
                        .skip(planned.isEmpty() ? 0 : chosen % planned.size())
                        .findFirst(),
                drain.offline(),
                drain.accepted());
    }

    private HostName best(FleetWorld world, Guest guest) throws GuestnetException {
        Candidate best = world.core().guests().candidates(guest.name()).get(0);
        return best.host();
    }

    private HostName host() {
        return FleetHosts.names().get(random.nextInt(FleetHosts.COUNT));
    }

    private Set<String> accepted() {
        Set<String> codes = new TreeSet<>();
        if (random.nextInt(4) > 0) {
            codes.add(Codes.LOCAL_SCOPE);
        }
        if (random.nextInt(4) == 0) {
            codes.add(Codes.POOL_EXHAUSTED);
        }
        return codes;
    }
}
