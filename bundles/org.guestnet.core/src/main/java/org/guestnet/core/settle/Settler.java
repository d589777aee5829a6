/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.settle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.api.HostInfo;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.drain.Drainer;
import org.guestnet.core.guest.NicReturner;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.ledger.Ledger;
import org.guestnet.core.lifecycle.NeededNetworks;
import org.guestnet.core.lifecycle.NetworkEditor;
import org.guestnet.core.move.Ends;
import org.guestnet.core.move.MoveSteps;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.NetworkReport;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.Kind;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.guestnet.model.Port;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Ends operations that nobody works on any more: their manager was killed, or a host did not answer. It looks at the hosts and goes by
 * what is there. While one of an operation's hosts does not answer, nothing is touched.
 */
@Component(service = Settler.class)
public final class Settler {

    private final Fleet fleet;
    private final Claims claims;
    private final OperationEngine engine;
    private final NetworkEditor editor;
    private final Ledger ledger;
    private final Drainer drainer;
    private final Moves moves;
    private final NeededNetworks needed;
    private final Nics nics;
    private final MissingClaims missing;

    /** Its parts. */
    @Activate
    public Settler(
            @Reference Fleet fleet,
            @Reference Claims claims,
            @Reference OperationEngine engine,
            @Reference NetworkEditor editor,
            @Reference Ledger ledger,
            @Reference Drainer drainer,
            @Reference NicReturner returner,
            @Reference NetworkReader networks) {
        this.fleet = fleet;
        this.claims = claims;
        this.engine = engine;
        this.editor = editor;
        this.ledger = ledger;
        this.drainer = drainer;
        this.moves = new Moves(fleet, ledger, engine);
        this.needed = new NeededNetworks(fleet);
        this.nics = new Nics(fleet, returner, engine.locks());
        this.missing = new MissingClaims(fleet, networks, claims);
    }

    /**
     * Settles an operation if that can be done now. A drain goes on instead, on a thread of its own.
     *
     * @throws GuestnetException why not yet; nothing is lost
     */
    public void settle(Operation operation) throws GuestnetException {
        if (operation.kind() == Kind.HOST_DRAIN) {
            drainer.resume(operation);
            return;
        }
        OperationId worker = OperationId.random();
        engine.locks().take(keys(operation), worker, Duration.ZERO);
        try (Work work = engine.managers().begin()) {
            if (engine.locks().isWorkedOn(operation.id()) || !engine.managers().adopt(operation.id())) {
                return;
            }
            work.check();
            Optional<Operation> now =
                    engine.journal().operation(operation.id()); // it may have gone on since it was read
            if (now.filter(o -> !o.state().isOver()).isPresent()) {
                settle(now.get(), worker);
            }
        } finally {
            engine.locks().release(worker);
        }
    }

    private void settle(Operation operation, OperationId worker) throws GuestnetException {
        Optional<Outcome> outcome = outcomeIfKnown(operation, worker);
        if (outcome.isPresent()) {
            engine.journal().write(ended(operation, outcome.get()));
        }
    }

    /** How an operation turned out. */
    record Outcome(State state, String detail, List<Finding> findings) {

        Outcome(State state, String detail) {
            this(state, detail, List.of());
        }
    }

    private Optional<Outcome> outcomeIfKnown(Operation operation, OperationId worker) throws GuestnetException {
        try {
            return outcome(operation, worker);
        } catch (GuestnetException e) {
            Optional<HostName> silent = e.findings().get(0).host().filter(this::isDown);
            if (silent.isPresent()) {
                say(operation, silence(silent.get()));
            } else if (e.code().equals(Codes.HOST_UNKNOWN)) {
                say(operation, removed(operation, e));
            }
            throw e;
        }
    }

    private boolean isDown(HostName host) {
        return fleet.states().stream().anyMatch(s -> s.name().equals(host) && s.status() == HostInfo.State.DOWN);
    }

    /** By another manager, that did not know of the operation yet. */
    private static Finding removed(Operation operation, GuestnetException why) {
        return Finding.notice(
                        Codes.UNCERTAIN,
                        "nobody works on it any more, and it cannot be settled: "
                                + why.findings().get(0).detail(),
                        "add the host again by host:add")
                .on(operation.host());
    }

    private static Finding silence(HostName host) {
        return Finding.notice(
                        Codes.UNCERTAIN,
                        "nobody works on it any more, and host " + host
                                + " does not answer: nothing is touched until it does",
                        "bring host " + host + " back")
                .on(host);
    }

    /** Once. */
    private void say(Operation operation, Finding why) throws GuestnetException {
        if (!operation.findings().contains(why)) {
            List<Finding> findings = new ArrayList<>(operation.findings());
            findings.add(why);
            engine.journal().write(operation.withFindings(findings).in(State.UNCERTAIN));
        }
    }

    /** What is held while an operation is settled. */
    static Set<String> keys(Operation operation) {
        if (operation.kind() == Kind.HOST_DRAIN) {
            return Set.of(Locks.drain(operation.host()));
        }
        return operation.guest().isPresent()
                ? Set.of(Locks.guest(operation.guest().get()))
                : Set.of(Locks.network(operation.host(), new NetworkName(operation.subject())));
    }

    private static Operation ended(Operation operation, Outcome outcome) {
        List<Finding> findings = new ArrayList<>(operation.findings());
        findings.addAll(outcome.findings());
        findings.add(Finding.notice(Codes.SETTLED, outcome.detail(), "").on(operation.host()));
        boolean moved = operation.kind() == Kind.GUEST_MIGRATE; // its reports say how they were before
        return operation
                .withFindings(findings)
                .withInterfaces(moved ? List.of() : operation.interfaces())
                .in(outcome.state());
    }

    private Optional<Outcome> outcome(Operation operation, OperationId worker) throws GuestnetException {
        if (operation.guest().isEmpty()) {
            return Optional.of(network(operation));
        }
        if (operation.kind() == Kind.GUEST_MIGRATE) {
            return move(operation, worker);
        }
        if (Nics.concerns(operation)) {
            return Optional.of(nic(operation));
        }
        boolean active = release(operation, operation.host())
                .filter(g -> g.state().isActive())
                .isPresent();
        boolean wanted = operation.kind() != Kind.GUEST_STOP;
        if (!active) {
            needed.stopStarted(operation, operation.host());
        }
        return Optional.of(new Outcome(
                active == wanted ? State.DONE : State.UNDONE,
                "settled by looking at the host: the guest " + (active ? "runs" : "does not run")));
    }

    private Outcome nic(Operation operation) throws GuestnetException {
        Outcome outcome = nics.settle(operation, release(operation, operation.host()));
        if (outcome.state() == State.UNDONE) {
            needed.stopStarted(operation, operation.host());
        }
        return outcome;
    }

    private Optional<Outcome> move(Operation operation, OperationId worker) throws GuestnetException {
        Optional<Ends.Outcome> end = MoveSteps.mayHaveLeft(operation)
                ? moves.end(operation)
                : Optional.of(new Ends.Outcome(State.UNDONE, "the guest was not sent, or came back"));
        if (end.isEmpty()) {
            return Optional.empty();
        }
        if (!end.get().isKnown()) {
            if (moves.isStill(operation, end.get())) {
                say(operation, Finding.notice(Codes.UNCERTAIN, end.get().detail(), Ends.REMEDY));
            }
            return Optional.empty();
        }
        release(operation, operation.host());
        release(operation, operation.destination().orElseThrow());
        return Optional.of(moves.finish(operation, end.get(), worker));
    }

    /** Takes away the operation's blockers on a host, and sets the guest's claims there right. */
    private Optional<GuestReport> release(Operation operation, HostName host) throws GuestnetException {
        HostSession session = fleet.session(host);
        for (NetworkReport network : fleet.host(host).state().networks().values()) {
            List<Port> blockers = blockers(session.network(network.name()), operation.id());
            Blockers.remove(session, blockers);
        }
        Optional<GuestReport> seen = claims.settle(operation.guest().orElseThrow(), host);
        if (seen.filter(g -> g.state().isActive()).isPresent()) {
            missing.take(seen.get(), host, operation.id());
        }
        return seen;
    }

    private static List<Port> blockers(NetworkReport network, OperationId operation) {
        return network.ports().stream()
                .filter(p -> Blockers.isOurs(p) && Blockers.operation(p).equals(operation))
                .toList();
    }

    private Outcome network(Operation operation) throws GuestnetException {
        NetworkName name = new NetworkName(operation.subject());
        HostName host = operation.host();
        Optional<NetworkReport> there = fleet.session(host).observe().networks().stream()
                .filter(n -> n.name().equals(name))
                .findFirst();
        boolean done = switch (operation.kind()) {
            case NETWORK_DEFINE -> there.isPresent() && editor.complete(operation, there.get());
            case NETWORK_UNDEFINE -> there.isEmpty();
            case NETWORK_START -> there.filter(NetworkReport::active).isPresent();
            case NETWORK_UPDATE -> there.isPresent() && updated(host, name);
            case NETWORK_STOP -> there.filter(NetworkReport::active).isEmpty();
            default -> false; // autostart: what it was set to is not journaled, and setting it again does no harm
        };
        return new Outcome(done ? State.DONE : State.UNDONE, "settled by looking at the host");
    }

    /** What the update began is brought to its end: guests' live documents and the definition say what is to be there. */
    private boolean updated(HostName host, NetworkName network) throws GuestnetException {
        ledger.settleHeld(host, network);
        return true;
    }
}
