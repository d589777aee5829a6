/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guestnet.api.Candidate;
import org.guestnet.api.DrainOptions;
import org.guestnet.api.DrainPlan;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.guest.Candidates;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.placement.Consents;
import org.guestnet.core.placement.Placer;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Claim;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says where the guests of a host would go. Asks no host: it goes by what was seen and what is claimed. */
@Component(service = DrainPlanner.class)
public final class DrainPlanner {

    private final Fleet fleet;
    private final Candidates candidates;
    private final Placer placer;
    private final Claims claims;

    /** Its parts. */
    @Activate
    public DrainPlanner(
            @Reference Fleet fleet,
            @Reference Candidates candidates,
            @Reference Placer placer,
            @Reference Claims claims) {
        this.fleet = fleet;
        this.candidates = candidates;
        this.placer = placer;
        this.claims = claims;
    }

    /** The plan; see the api. */
    public DrainPlan plan(HostName host, DrainOptions options) throws GuestnetException {
        HostState source = fleet.host(host).state();
        if (!source.isUp()) {
            throw new GuestnetException(source.downFinding());
        }
        MoveJudge judge = new MoveJudge(placer, options.accepted());
        List<Found> guests = guests(source, options);
        List<Finding> said = new ArrayList<>();
        for (Found guest : guests) {
            List<Candidate> hosts = candidates.of(guest);
            judge.add(guest, hosts);
            hosts.forEach(c -> said.addAll(c.notices()));
        }
        if (!guests.isEmpty()) { // else nobody says which codes of their own providers have
            Consents.require(options.accepted(), said);
        }
        return plan(host, Seats.of(guests, vacancies(host), judge));
    }

    private static List<Found> guests(HostState source, DrainOptions options) {
        return source.guests().values().stream()
                .filter(g -> g.state().isActive() || options.offline())
                .filter(g -> g.state() != GuestReport.State.ARRIVING)
                .map(g -> new Found(source, g))
                .toList();
    }

    private List<Vacancy> vacancies(HostName source) throws GuestnetException {
        Map<HostName, List<Claim>> taken = claims.byHost();
        return fleet.states().stream()
                .filter(h -> !h.name().equals(source))
                .map(h -> Vacancy.of(h, taken.getOrDefault(h.name(), List.of())))
                .toList();
    }

    private static DrainPlan plan(HostName host, Seating seating) {
        List<DrainPlan.Move> moves = new ArrayList<>();
        for (Seating.Seat seat : seating.seats()) {
            moves.add(new DrainPlan.Move(seat.guest().report().name(), seat.host(), moves.size() + 1, seat.reason()));
        }
        List<DrainPlan.Stuck> stuck = seating.unplaced().stream()
                .map(u -> new DrainPlan.Stuck(u.guest().report().name(), u.blockers()))
                .toList();
        return new DrainPlan(host, moves, stuck);
    }
}
