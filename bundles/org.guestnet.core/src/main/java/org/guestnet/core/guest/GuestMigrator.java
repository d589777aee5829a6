/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.core.placement.Judge;
import org.guestnet.core.placement.Placement;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.driver.Migration;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.guestnet.model.Plug;
import org.guestnet.spi.PortRequest.Purpose;
import org.guestnet.xml.GuestDocuments;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Migrates guests live: everything is ready at the destination before the guest moves, and undone there if it does not. */
@Component(service = GuestMigrator.class)
public final class GuestMigrator {

    private final Fleet fleet;
    private final GuestFinder finder;
    private final Connector connector;
    private final Claims claims;
    private final OperationEngine engine;
    private final Judge judge;

    /** Its parts. */
    @Activate
    public GuestMigrator(
            @Reference Fleet fleet,
            @Reference GuestFinder finder,
            @Reference Connector connector,
            @Reference Claims claims,
            @Reference OperationEngine engine,
            @Reference NetworkReader networks) {
        this.fleet = fleet;
        this.finder = finder;
        this.connector = connector;
        this.claims = claims;
        this.engine = engine;
        this.judge = new Judge(networks);
    }

    /** A move that was found to be possible. */
    private record Move(OperationId id, HostName from, GuestReport guest, Placement to) {

        HostName destination() {
            return to.host().name();
        }
    }

    /** Migrates a guest; see the api. */
    public Operation migrate(GuestName name, HostName destination, MigrateOptions options) throws GuestnetException {
        Found found = finder.find(name, options.source());
        OperationId id = OperationId.random();
        engine.locks().take(Set.of(Locks.guest(found.report().uuid())), id, Locks.SHORTLY);
        try {
            Move move = check(id, found, destination, options);
            Operation operation = operation(move);
            List<PlannedStep> steps = steps(move, options);
            return options.dryRun() ? OperationEngine.plan(operation, steps) : run(move, operation, steps);
        } finally {
            engine.locks().release(id);
        }
    }

    private Move check(OperationId id, Found found, HostName destination, MigrateOptions options)
            throws GuestnetException {
        HostName from = found.host().name();
        if (from.equals(destination)) {
            throw new GuestnetException(Finding.blocker(
                            Codes.INVALID_ARGUMENT,
                            "the guest is on that host already",
                            "name another host: guest:candidates "
                                    + found.report().name())
                    .on(destination));
        }
        GuestReport guest = running(from, found.report());
        HostState source = fleet.host(from).state();
        Placement to = connector.place(
                destination, guest.uuid(), guest.name(), guest.live(), Purpose.MIGRATE_IN, id, engine.locks());
        List<Finding> findings = judge.findings(source, to).stream()
                .filter(f -> isOpen(f, options))
                .toList();
        if (!findings.isEmpty()) {
            throw new GuestnetException(findings);
        }
        return new Move(id, from, guest, to);
    }

    private static boolean isOpen(Finding finding, MigrateOptions options) {
        return finding.severity() == Severity.BLOCKER
                || finding.severity() == Severity.CONSENT && !options.accepted().contains(finding.code());
    }

    private GuestReport running(HostName from, GuestReport known) throws GuestnetException {
        Optional<GuestReport> now = fleet.session(from).guest(known.uuid());
        return now.filter(g -> g.state().isActive())
                .orElseThrow(() -> new GuestnetException(Finding.blocker(
                                Codes.GUEST_NOT_RUNNING,
                                "guest '" + known.name() + "' does not run; only running guests migrate",
                                "start it: guest:start " + known.name())
                        .on(from)));
    }

    private static Operation operation(Move move) {
        return Operation.begin(
                        move.id(),
                        Operation.Kind.GUEST_MIGRATE,
                        move.guest().name().value(),
                        Optional.of(move.guest().uuid()),
                        move.from(),
                        Optional.of(move.destination()),
                        List.of())
                .withFindings(move.to().notices());
    }

    private List<PlannedStep> steps(Move move, MigrateOptions options) {
        List<PlannedStep> steps = new ArrayList<>(connector.connect(move.to(), move.id()));
        String what = "migrate guest " + move.guest().name() + " from " + move.from() + " to " + move.destination();
        steps.add(new PlannedStep(
                what,
                () -> move(move, what, options),
                "nothing: a guest that did not arrive runs on where it was",
                () -> {}));
        connector.unsteer(move.to(), move.id()).ifPresent(steps::add);
        return steps;
    }

    private void move(Move move, String what, MigrateOptions options) throws GuestnetException {
        HostSession source = fleet.session(move.from());
        HostSession destination = fleet.session(move.destination());
        Migration migration =
                new Migration(resolved(move, source), options.settings(), Optional.empty(), Optional.empty());
        ProgressWatch watch = new ProgressWatch(source, move.guest().uuid(), what, options.progress());
        try {
            source.migrate(move.guest().uuid(), destination, migration);
        } finally {
            watch.close();
        }
    }

    /** The guest's documents at the destination, if either end's connections are of a kind that libvirt does not resolve. */
    private static Optional<Migration.Resolved> resolved(Move move, HostSession source) throws GuestnetException {
        Map<MacAddress, Plug> plugs = new HashMap<>(move.to().resolvedPlugs());
        for (GuestInterface nic : move.guest().live()) {
            if (nic.network().isPresent() && nic.portId().isEmpty()) { // resolved by us at the source
                plugs.putIfAbsent(
                        nic.mac(),
                        Plug.of("network", Map.of("network", nic.network().get().value())));
            }
        }
        if (plugs.isEmpty()) {
            return Optional.empty();
        }
        UUID guest = move.guest().uuid();
        String live = GuestDocuments.connect(source.guestXml(guest, GuestView.MIGRATABLE), plugs);
        return Optional.of(new Migration.Resolved(live, source.guestXml(guest, GuestView.PERSISTENT)));
    }

    private Operation run(Move move, Operation operation, List<PlannedStep> steps) throws GuestnetException {
        try {
            connector.begin(move.to());
            return engine.run(operation, steps, o -> readBack(o, move));
        } catch (GuestnetException e) {
            throw new Whereabouts(fleet).told(e, move.guest().uuid(), List.of(move.from(), move.destination()));
        } finally {
            fleet.host(move.from()).markDirty();
            fleet.host(move.destination()).markDirty();
        }
    }

    private Operation readBack(Operation operation, Move move) throws GuestnetException {
        connector.readBack(move.to());
        UUID guest = move.guest().uuid();
        Optional<GuestReport> there =
                claims.settle(guest, move.destination()).filter(g -> g.state().isActive());
        Optional<GuestReport> here =
                claims.settle(guest, move.from()).filter(g -> g.state().isActive());
        if (there.isEmpty() || here.isPresent()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.NOT_AS_ASKED,
                            "the migration ended without an error, but the guest "
                                    + (there.isEmpty() ? "is not there" : "runs on both hosts"),
                            "look at both hosts before anything else is done with it")
                    .on(move.destination()));
        }
        return Reports.with(operation, Reports.differences(move.to(), there.get()))
                .withInterfaces(Reports.interfaces(move.guest().live(), Optional.of(move.guest()), there))
                .in(State.DONE);
    }
}
