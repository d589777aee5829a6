/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.service;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.guestnet.api.AttachOptions;
import org.guestnet.api.Candidate;
import org.guestnet.api.DetachOptions;
import org.guestnet.api.GuestInfo;
import org.guestnet.api.Guests;
import org.guestnet.api.MigrateOptions;
import org.guestnet.api.MoveNicOptions;
import org.guestnet.api.ResolvedInterface;
import org.guestnet.api.ResolvedInterface.By;
import org.guestnet.api.Shortlist;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.guest.Candidates;
import org.guestnet.core.guest.GuestAttacher;
import org.guestnet.core.guest.GuestDetacher;
import org.guestnet.core.guest.GuestFinder;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.guest.GuestMigrator;
import org.guestnet.core.guest.GuestPreparer;
import org.guestnet.core.guest.GuestStarter;
import org.guestnet.core.guest.GuestStopper;
import org.guestnet.core.guest.NicMover;
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
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.guestnet.spi.PortRequest.Purpose;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Guests}: hands each call to the class that does it. */
@Component(service = Guests.class)
public final class GuestsService implements Guests {

    private final Fleet fleet;
    private final GuestFinder finder;
    private final NetworkReader networks;
    private final Placer placer;
    private final Claims claims;
    private final Candidates candidates;
    private final GuestStarter starter;
    private final GuestStopper stopper;
    private final GuestMigrator migrator;
    private final GuestPreparer preparer;
    private final GuestAttacher attacher;
    private final GuestDetacher detacher;
    private final NicMover mover;

    /** Its parts. */
    @Activate
    public GuestsService(
            @Reference Fleet fleet,
            @Reference GuestFinder finder,
            @Reference NetworkReader networks,
            @Reference Placer placer,
            @Reference Claims claims,
            @Reference Candidates candidates,
            @Reference GuestStarter starter,
            @Reference GuestStopper stopper,
            @Reference GuestMigrator migrator,
            @Reference GuestPreparer preparer,
            @Reference GuestAttacher attacher,
            @Reference GuestDetacher detacher,
            @Reference NicMover mover) {
        this.fleet = fleet;
        this.finder = finder;
        this.networks = networks;
        this.placer = placer;
        this.claims = claims;
        this.candidates = candidates;
        this.starter = starter;
        this.stopper = stopper;
        this.migrator = migrator;
        this.preparer = preparer;
        this.attacher = attacher;
        this.detacher = detacher;
        this.mover = mover;
    }

    @Override
    public List<GuestInfo> list() {
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
            case ARRIVING -> "arriving";
            case SHUT_OFF -> guest.saved() ? "saved" : "shut off";
        };
    }

    @Override
    public Operation start(GuestName guest, Optional<HostName> host, boolean dryRun) throws GuestnetException {
        return starter.start(guest, host, dryRun);
    }

    @Override
    public Operation stop(GuestName guest, Optional<HostName> host, StopMode how, boolean dryRun)
            throws GuestnetException {
        return stopper.stop(guest, host, how, dryRun);
    }

    @Override
    public List<ResolvedInterface> resolve(GuestName guest, HostName on) throws GuestnetException {
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

    @Override
    public List<Candidate> candidates(GuestName guest) throws GuestnetException {
        return candidates.of(finder.find(guest, Optional.empty()));
    }

    @Override
    public Shortlist candidates(GuestName guest, int limit) throws GuestnetException {
        return candidates.best(finder.find(guest, Optional.empty()), limit);
    }

    @Override
    public Operation migrate(GuestName guest, HostName destination, MigrateOptions options) throws GuestnetException {
        return migrator.migrate(guest, destination, options);
    }

    @Override
    public Operation attach(GuestName guest, NetworkName network, AttachOptions options) throws GuestnetException {
        return attacher.attach(guest, network, options);
    }

    @Override
    public Operation detach(GuestName guest, MacAddress nic, DetachOptions options) throws GuestnetException {
        return detacher.detach(guest, nic, options);
    }

    @Override
    public Operation moveNic(GuestName guest, MacAddress nic, NetworkName network, MoveNicOptions options)
            throws GuestnetException {
        return mover.move(guest, nic, network, options);
    }

    @Override
    public PreparedStart prepare(HostName host, String domainXml, Duration holdFor) throws GuestnetException {
        return preparer.prepare(host, domainXml, holdFor);
    }

    @Override
    public Operation commit(OperationId prepared) throws GuestnetException {
        return preparer.commit(prepared);
    }

    @Override
    public Operation cancel(OperationId prepared) throws GuestnetException {
        return preparer.cancel(prepared);
    }
}
