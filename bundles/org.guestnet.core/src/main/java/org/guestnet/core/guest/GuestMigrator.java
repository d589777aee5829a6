/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.move.Ends;
import org.guestnet.core.move.MoveSlots;
import org.guestnet.core.move.MoveSlots.Slot;
import org.guestnet.core.move.MoveSteps;
import org.guestnet.core.move.Peers;
import org.guestnet.core.move.TimeLimit;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.network.TunnelStates;
import org.guestnet.core.operation.Abort;
import org.guestnet.core.operation.Draining;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.core.placement.Judge;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Migrates guests: everything is ready at the destination before the guest moves, and undone there if it does not. */
@Component(service = GuestMigrator.class)
public final class GuestMigrator {

    private final Fleet fleet;
    private final GuestFinder finder;
    private final Connector connector;
    private final Claims claims;
    private final OperationEngine engine;
    private final MoveCheck check;
    private final Ends ends;
    private final MoveSteps moveSteps;
    private final ArrivalTunnels tunnels;
    private final MoveSlots slots = new MoveSlots();
    private final Peers peers = new Peers();

    /** Its parts. */
    @Activate
    public GuestMigrator(
            @Reference Fleet fleet,
            @Reference GuestFinder finder,
            @Reference Connector connector,
            @Reference Claims claims,
            @Reference OperationEngine engine,
            @Reference NetworkReader networks,
            @Reference TunnelStates tunnels) {
        this.fleet = fleet;
        this.finder = finder;
        this.connector = connector;
        this.claims = claims;
        this.engine = engine;
        this.check = new MoveCheck(fleet, connector, engine.locks(), new Judge(networks), new Draining(engine));
        this.ends = new Ends(fleet);
        this.moveSteps = new MoveSteps(fleet);
        this.tunnels = new ArrivalTunnels(tunnels);
    }

    /** Migrates a guest; see the api. */
    public Operation migrate(GuestName name, HostName destination, MigrateOptions options) throws GuestnetException {
        Found found = finder.find(name, options.source());
        OperationId id = OperationId.random();
        try (Abort abort = engine.aborts().begin(id, options.timeout())) {
            engine.locks().take(Set.of(Locks.guest(found.report().uuid())), id, Locks.SHORTLY);
            MoveCheck.requireElsewhere(found, destination);
            new OpenMigrations(engine.journal())
                    .requireNone(found.report().uuid(), found.report().name());
            return options.dryRun()
                    ? plan(found, destination, options, abort)
                    : run(found, destination, options, abort);
        } finally {
            engine.locks().release(id);
        }
    }

    private Operation plan(Found found, HostName destination, MigrateOptions options, Abort abort)
            throws GuestnetException {
        Move move = check.check(found, destination, options, abort);
        Operation operation = operation(found, destination, options, abort);
        return OperationEngine.plan(
                Reports.with(operation, move.findings()), steps(move).all());
    }

    private Operation run(Found found, HostName destination, MigrateOptions options, Abort abort)
            throws GuestnetException {
        Set<HostName> hosts = Set.of(found.host().name(), destination);
        Operation operation = operation(found, destination, options, abort);
        try (Work work = engine.managers().begin()) {
            WaitingMove wait = new WaitingMove(engine.journal(), operation, abort, work, options.progress());
            try {
                Slot slot = slots.take(hosts, wait);
                try {
                    return run(check.check(found, destination, options, abort), operation);
                } finally {
                    slot.close();
                }
            } catch (GuestnetException e) {
                wait.endedBy(e);
                throw e;
            }
        }
    }

    private static Operation operation(Found found, HostName destination, MigrateOptions options, Abort abort) {
        GuestReport guest = found.report();
        Operation begun = Operation.begin(
                abort.operation(),
                Operation.Kind.GUEST_MIGRATE,
                guest.name().value(),
                Optional.of(guest.uuid()),
                found.host().name(),
                Optional.of(destination),
                List.of());
        return TimeLimit.journaled(begun, options.timeout());
    }

    /** What was judged, and how its interfaces are before it moves. */
    private static Operation judged(Operation operation, Move move) {
        return Reports.with(operation, move.findings())
                .withInterfaces(Reports.interfaces(move.guest().live(), Optional.of(move.guest()), Optional.empty()));
    }

    /** What is done, and how it ends. */
    private record Steps(List<PlannedStep> all, MoveEnd end, Optional<LiveMove> live) {}

    private Steps steps(Move move) throws GuestnetException {
        MoveEnd end = new MoveEnd(ends, connector, engine.locks(), move);
        List<PlannedStep> all = new ArrayList<>();
        Optional<LiveMove> live = Optional.empty();
        if (move.options().offline()) {
            all.add(new OfflineMove(fleet, ends, move, end).step());
        } else {
            live = Optional.of(new LiveMove(fleet, peers, move, end));
            all.addAll(connector.connect(move.to(), move.id()));
            all.addAll(tunnels.steps(move));
            all.add(live.get().step());
            connector.unsteer(move.to(), move.id()).map(end::afterwards).ifPresent(all::add);
        }
        moveSteps
                .autostart(move.guest(), move.destination())
                .map(end::afterwards)
                .ifPresent(all::add);
        return new Steps(all, end, live);
    }

    private Operation run(Move move, Operation operation) throws GuestnetException {
        Steps steps = steps(move);
        try {
            if (!move.options().offline()) {
                connector.begin(move.to());
            }
            return engine.run(judged(operation, move), steps.all(), o -> readBack(o, move, steps));
        } catch (GuestnetException e) {
            throw new Whereabouts(fleet).told(e, move.guest().uuid(), List.of(move.from(), move.destination()));
        } finally {
            fleet.markDirty(move.from());
            fleet.markDirty(move.destination());
        }
    }

    private Operation readBack(Operation operation, Move move, Steps steps) throws GuestnetException {
        Optional<GuestReport> there = claims.settle(move.guest().uuid(), move.destination());
        Optional<GuestReport> here = claims.settle(move.guest().uuid(), move.from());
        if (steps.live().isEmpty()) {
            OfflineMove.requireMoved(move, here, there);
            return Reports.with(operation, steps.end().notices()).in(State.DONE);
        }
        connector.readBack(move.to());
        GuestReport running = running(move, here, there);
        List<Finding> more = new ArrayList<>(steps.end().notices());
        more.addAll(Reports.differences(move.to(), running));
        more.addAll(connector.reconnect(move.destination(), move.guest(), move.id(), engine.locks()));
        Reports.paused(move.guest(), running, move.destination()).ifPresent(more::add);
        boolean announces = fleet.host(move.destination()).state().hypervisor() == Hypervisor.QEMU;
        return Reports.with(operation, more)
                .withInterfaces(
                        Reports.moved(move.guest(), running, steps.live().get().gap(), announces))
                .in(State.DONE);
    }

    private static GuestReport running(Move move, Optional<GuestReport> here, Optional<GuestReport> there)
            throws GuestnetException {
        Optional<GuestReport> running = there.filter(g -> g.state().isWhole());
        if (running.isEmpty() || here.filter(g -> g.state().isActive()).isPresent()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.NOT_AS_ASKED,
                            "the migration ended without an error, but the guest "
                                    + (running.isEmpty() ? "does not run there" : "runs on both hosts"),
                            "look at both hosts before anything else is done with it")
                    .on(move.destination()));
        }
        return running.get();
    }
}
