/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.guestnet.api.Candidate;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.placement.Placement;
import org.guestnet.core.placement.Placer;
import org.guestnet.core.placement.PoolView;
import org.guestnet.core.placement.Wires;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Claim;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.spi.PortRequest.Purpose;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks all hosts whether they can take a guest. No host is called: it goes by what was seen. */
@Component(service = Candidates.class)
public final class Candidates {

    private static final int NETWORK_POINTS = 90;
    private static final int LOAD_POINTS = 10;

    private final Fleet fleet;
    private final Placer placer;
    private final Wires wires;
    private final Claims claims;

    /** Its parts. */
    @Activate
    public Candidates(
            @Reference Fleet fleet,
            @Reference Placer placer,
            @Reference NetworkReader networks,
            @Reference Claims claims) {
        this.fleet = fleet;
        this.placer = placer;
        this.wires = new Wires(networks);
        this.claims = claims;
    }

    /** All other hosts, the best first. */
    public List<Candidate> of(Found guest) throws GuestnetException {
        Map<HostName, List<Claim>> taken = claims.byHost();
        List<HostState> others = fleet.states().stream()
                .filter(h -> !h.name().equals(guest.host().name()))
                .toList();
        int busiest = others.stream().mapToInt(Candidates::running).max().orElse(0);
        return others.stream()
                .map(h -> candidate(guest, h, taken.getOrDefault(h.name(), List.of()), busiest))
                .sorted(Comparator.comparing(Candidate::eligible)
                        .thenComparing(Candidate::score)
                        .reversed())
                .toList();
    }

    private Candidate candidate(Found guest, HostState host, Collection<Claim> taken, int busiest) {
        if (!host.isUp()) {
            return new Candidate(host.name(), false, 0, List.of(host.downFinding()), List.of());
        }
        Placement placement = place(guest.report(), host, taken);
        List<Finding> findings = new ArrayList<>(placement.findings());
        findings.addAll(wires.compare(guest.host(), placement));
        List<Finding> blockers =
                findings.stream().filter(f -> f.severity() == Severity.BLOCKER).toList();
        List<Finding> notices =
                findings.stream().filter(f -> f.severity() != Severity.BLOCKER).toList();
        boolean eligible = blockers.isEmpty();
        return new Candidate(host.name(), eligible, eligible ? score(placement, taken, busiest) : 0, blockers, notices);
    }

    private Placement place(GuestReport guest, HostState host, Collection<Claim> taken) {
        List<GuestInterface> nics = guest.state().isActive() ? guest.live() : guest.interfaces();
        return placer.place(host, guest.uuid(), guest.name(), nics, Purpose.MIGRATE_IN, taken);
    }

    /** The free share of the scarcest network, then the load. */
    private static int score(Placement placement, Collection<Claim> taken, int busiest) {
        double scarcest = placement.networks().stream()
                .mapToDouble(n -> freeShare(n, placement.host(), taken))
                .min()
                .orElse(1);
        double idle = 1 - running(placement.host()) / (double) (busiest + 1);
        return (int) Math.round(NETWORK_POINTS * scarcest + LOAD_POINTS * idle);
    }

    private static double freeShare(NetworkOnHost network, HostState host, Collection<Claim> taken) {
        PoolView pool = PoolView.of(network, host, taken);
        return pool.capacity().isEmpty()
                ? 1
                : pool.free().getAsInt() / (double) Math.max(1, pool.capacity().getAsInt());
    }

    private static int running(HostState host) {
        return (int) host.guests().values().stream()
                .filter(g -> g.state().isActive())
                .count();
    }
}
