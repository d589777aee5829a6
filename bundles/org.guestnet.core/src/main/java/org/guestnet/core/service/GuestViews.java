/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.service;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.guestnet.api.Candidate;
import org.guestnet.api.GuestInfo;
import org.guestnet.api.ResolvedInterface;
import org.guestnet.api.ResolvedInterface.By;
import org.guestnet.api.Shortlist;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.guest.Candidates;
import org.guestnet.core.guest.GuestFinder;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.placement.NicPlacement;
import org.guestnet.core.placement.Placement;
import org.guestnet.core.placement.Placer;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.spi.PortRequest.Purpose;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is told of guests, and what would become of them elsewhere. Changes nothing. */
@Component(service = GuestViews.class)
public final class GuestViews {

    private final Fleet fleet;
    private final GuestFinder finder;
    private final NetworkReader networks;
    private final Placer placer;
    private final Claims claims;
    private final Candidates candidates;

    /** Its parts. */
    @Activate
    public GuestViews(
            @Reference Fleet fleet,
            @Reference GuestFinder finder,
            @Reference NetworkReader networks,
            @Reference Placer placer,
            @Reference Claims claims,
            @Reference Candidates candidates) {
        this.fleet = fleet;
        this.finder = finder;
        this.networks = networks;
        this.placer = placer;
        this.claims = claims;
        this.candidates = candidates;
    }

    /** All guests by name; see the api. */
    List<GuestInfo> list() {
        return fleet.states().stream()
                .flatMap(h -> h.guests().values().stream().map(g -> info(h, g)))
                .sorted(Comparator.comparing(GuestInfo::name).thenComparing(GuestInfo::host))
                .toList();
    }

    private static GuestInfo info(HostState host, GuestReport guest) {
        List<GuestInfo.Nic> nics = (guest.state().isActive() ? guest.live() : guest.interfaces())
                .stream()
                        .map(n -> new GuestInfo.Nic(
                                n.mac(), n.network(), guest.state().isActive() ? n.plug() : Optional.empty()))
                        .toList();
        return new GuestInfo(
                host.name(),
                guest.name(),
                guest.uuid(),
                words(guest),
                guest.state().isActive(),
                nics);
    }

    private static String words(GuestReport guest) {
        return switch (guest.state()) {
            case RUNNING, RUNNING_MIGRATED -> "running";
            case PAUSED -> "paused";
            case PAUSED_MIGRATING -> "paused (migrating)";
            case PAUSED_POSTCOPY -> "paused (post-copy)";
            case POSTCOPY_FAILED -> "paused (post-copy failed)";
            case ARRIVING -> "arriving";
            case SHUT_OFF -> guest.saved() ? "saved" : "shut off";
        };
    }

    /** How a guest is, or would be, connected on a host; see the api. */
    List<ResolvedInterface> resolve(GuestName guest, HostName on) throws GuestnetException {
        Found found = finder.find(guest, Optional.empty());
        HostState host = fleet.host(on).state();
        Purpose purpose = found.host().name().equals(on) ? Purpose.START : Purpose.MIGRATE_IN;
        GuestReport report = found.report();
        if (purpose == Purpose.START && report.state().isActive()) {
            return report.live().stream().map(nic -> connected(host, nic)).toList();
        }
        Placement placement =
                placer.place(host, report.uuid(), report.name(), report.interfaces(), purpose, claims.of(host.name()));
        return placement.nics().stream().map(NicPlacement::resolved).toList();
    }

    /** A guest that runs there keeps what it has. */
    private ResolvedInterface connected(HostState host, GuestInterface nic) {
        Optional<NetworkOnHost> network = nic.network().flatMap(n -> networks.read(host, n));
        By by = nic.network().isEmpty() ? By.NOBODY : nic.portId().isPresent() ? By.HOST : By.GUESTNET;
        return new ResolvedInterface(
                nic.mac(), nic.network(), network.map(NetworkOnHost::type), nic.plug(), by, List.of());
    }

    /** All other hosts, the best first; see the api. */
    List<Candidate> candidates(GuestName guest) throws GuestnetException {
        return candidates.of(finder.find(guest, Optional.empty()));
    }

    /** The best of them; see the api. */
    Shortlist candidates(GuestName guest, int limit) throws GuestnetException {
        return candidates.best(finder.find(guest, Optional.empty()), limit);
    }
}
