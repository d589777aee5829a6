/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.guestnet.api.WhatIf;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.placement.Judge;
import org.guestnet.core.placement.Placer;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says whether the fleet can lose hosts. Asks no host: it goes by what was seen and what is claimed. */
@Component(service = WhatIfs.class)
public final class WhatIfs {

    private final Fleet fleet;
    private final Placer placer;
    private final NetworkReader networks;
    private final Claims claims;

    /** Its parts. */
    @Activate
    public WhatIfs(
            @Reference Fleet fleet,
            @Reference Placer placer,
            @Reference NetworkReader networks,
            @Reference Claims claims) {
        this.fleet = fleet;
        this.placer = placer;
        this.networks = networks;
        this.claims = claims;
    }

    /** The answer; see the api. */
    public WhatIf without(Set<HostName> hosts) throws GuestnetException {
        if (hosts.isEmpty()) {
            throw new GuestnetException(
                    Finding.blocker(Codes.INVALID_ARGUMENT, "no host is named", "net:what-if --without kvm1"));
        }
        List<Found> guests = new ArrayList<>();
        for (HostName host : new TreeSet<>(hosts)) {
            HostState gone = fleet.host(host).state();
            gone.guests().values().stream()
                    .filter(g -> g.state().isActive())
                    .forEach(g -> guests.add(new Found(gone, g)));
        }
        List<Vacancy> vacancies = vacancies(hosts);
        SeatJudge judge = new RestartJudge(placer, new Judge(networks));
        Seating seating = Seats.of(Choosy.of(guests, vacancies, judge), vacancies, judge);
        Needs needs = Needs.of(guests, vacancies, networks);
        return new WhatIf(
                new TreeSet<>(hosts), guests.size(), stranded(seating), needs.all(), needs.bottleneck(seating));
    }

    private List<Vacancy> vacancies(Set<HostName> gone) throws GuestnetException {
        Map<HostName, List<Claim>> taken = claims.byHost();
        return fleet.states().stream()
                .filter(h -> !gone.contains(h.name()) && h.isUp())
                .map(h -> Vacancy.of(h, taken.getOrDefault(h.name(), List.of())))
                .toList();
    }

    private static List<WhatIf.Stranded> stranded(Seating seating) {
        return seating.unplaced().stream()
                .map(u -> new WhatIf.Stranded(
                        u.guest().report().name(), u.guest().host().name(), u.blockers()))
                .toList();
    }
}
