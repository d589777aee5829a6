/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.api.Candidate;
import org.guestnet.api.Shortlist;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.operation.Draining;
import org.guestnet.core.placement.Judge;
import org.guestnet.core.placement.Occupancy;
import org.guestnet.core.placement.Offers;
import org.guestnet.core.placement.Placement;
import org.guestnet.core.placement.Placer;
import org.guestnet.core.placement.Ranking;
import org.guestnet.core.placement.Score;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Claim;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.spi.PortRequest.Purpose;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks all hosts whether they can take a guest. No host is called: it goes by what was seen. */
@Component(service = Candidates.class)
public final class Candidates {

    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::eligible)
            .thenComparing(Candidate::score)
            .reversed();

    private final Fleet fleet;
    private final Placer placer;
    private final Judge judge;
    private final Claims claims;
    private final Draining draining;
    private final Offers offers;

    /** Its parts. */
    @Activate
    public Candidates(
            @Reference Fleet fleet,
            @Reference Placer placer,
            @Reference NetworkReader networks,
            @Reference Claims claims,
            @Reference Draining draining) {
        this.fleet = fleet;
        this.placer = placer;
        this.judge = new Judge(networks);
        this.claims = claims;
        this.draining = draining;
        this.offers = new Offers(fleet, networks);
    }

    /** All other hosts, the best first. */
    public List<Candidate> of(Found guest) throws GuestnetException {
        Map<HostName, List<Claim>> taken = claims.byHost();
        Set<HostName> closed = draining.hosts();
        return fleet.states().stream()
                .filter(h -> !h.name().equals(guest.host().name()))
                .sorted(Comparator.comparingInt(HostState::running))
                .map(h -> judged(guest, h, taken.getOrDefault(h.name(), List.of()), closed))
                .sorted(BEST_FIRST) // stable: of equals the one with fewer guests, then the first by name
                .toList();
    }

    /**
     * The best of them: hosts are judged in the order of what they can offer at most, until no other can be better.
     *
     * @param limit how many that can take the guest, at least 1
     */
    public Shortlist best(Found guest, int limit) throws GuestnetException {
        Ranking ranking = offers.ranking(networks(guest.report()), guest.host().name());
        Podium podium = new Podium(limit, ranking.excluded());
        Set<HostName> closed = draining.hosts();
        List<Ranking.Offer> some = podium.next(ranking);
        while (!some.isEmpty()) {
            judge(guest, some, podium, closed);
            some = podium.next(ranking);
        }
        return podium.shortlist(ranking.left());
    }

    private void judge(Found guest, List<Ranking.Offer> some, Podium podium, Set<HostName> closed)
            throws GuestnetException {
        Map<HostName, List<Claim>> taken =
                claims.byHost(some.stream().map(Ranking.Offer::host).collect(Collectors.toSet()));
        for (Ranking.Offer offer : some) {
            Optional<HostState> host = fleet.find(offer.host());
            if (!podium.mayTake(offer)) {
                podium.pass();
            } else if (host.isPresent()) {
                podium.put(
                        judged(guest, host.get(), taken.getOrDefault(offer.host(), List.of()), closed),
                        host.get().running());
            }
        }
    }

    private static Set<NetworkName> networks(GuestReport guest) {
        return nics(guest).stream().flatMap(n -> n.network().stream()).collect(Collectors.toSet());
    }

    private static List<GuestInterface> nics(GuestReport guest) {
        return guest.state().isActive() ? guest.live() : guest.interfaces();
    }

    private Candidate judged(Found guest, HostState host, Collection<Claim> taken, Set<HostName> closed) {
        if (!host.isUp()) {
            return new Candidate(host.name(), false, 0, "", List.of(host.downFinding()), List.of());
        }
        Placement placement = place(guest.report(), host, taken);
        List<Finding> findings = judge.findings(guest.host(), placement, closed);
        List<Finding> blockers =
                findings.stream().filter(f -> f.severity() == Severity.BLOCKER).toList();
        List<Finding> notices =
                findings.stream().filter(f -> f.severity() != Severity.BLOCKER).toList();
        if (!blockers.isEmpty()) {
            return new Candidate(host.name(), false, 0, "", blockers, notices);
        }
        Score score = Score.of(placement, Occupancy.of(host, taken));
        return new Candidate(host.name(), true, score.points(), score.reason(), blockers, notices);
    }

    private Placement place(GuestReport guest, HostState host, Collection<Claim> taken) {
        return placer.place(host, guest.uuid(), guest.name(), nics(guest), Purpose.MIGRATE_IN, taken);
    }
}
