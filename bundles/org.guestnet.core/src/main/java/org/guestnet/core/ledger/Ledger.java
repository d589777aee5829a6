/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.guestnet.model.Port;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps libvirt's books of running pools in step with the definition and with the guests: members that came or go, counters, lost
 * ports, standing blockers. What changes members or guests' ports is journaled; standing blockers are known by their UUIDs.
 */
@Component(service = Ledger.class)
public final class Ledger {

    private static final Duration RETRY_SAME_AFTER = Duration.ofSeconds(60);

    private final Fleet fleet;
    private final NetworkReader networks;
    private final OperationEngine engine;
    private final Map<String, Failed> failures = new ConcurrentHashMap<>(); // by lock key

    /** Its parts. */
    @Activate
    public Ledger(@Reference Fleet fleet, @Reference NetworkReader networks, @Reference OperationEngine engine) {
        this.fleet = fleet;
        this.networks = networks;
        this.engine = engine;
    }

    /** What did not work, and when: the same is not tried at every look. */
    private record Failed(List<Finding> findings, long nanoTime) {}

    /** The plan for a network as it was seen; empty if it has no running pool. */
    public Optional<LedgerPlan> plan(HostState host, NetworkName network) {
        return networks.read(host, network)
                .flatMap(n -> LedgerReader.ledger(host, n))
                .map(LedgerPlanner::plan);
    }

    /** Networks of a host whose books are to be set right, as they were seen. */
    public List<NetworkName> toKeep(HostState host) {
        return host.networks().keySet().stream()
                .filter(n -> plan(host, n)
                        .filter(p -> !p.isEmpty() && !failedJustNow(p))
                        .isPresent())
                .toList();
    }

    private boolean failedJustNow(LedgerPlan plan) {
        Failed failed = failures.get(key(plan));
        return failed != null
                && failed.findings().equals(plan.findings())
                && System.nanoTime() - failed.nanoTime() < RETRY_SAME_AFTER.toNanos();
    }

    private static String key(LedgerPlan plan) {
        return Locks.network(plan.ledger().host(), plan.ledger().network());
    }

    /** Sets a network's books right. @throws GuestnetException {@code BUSY} if somebody works on it; why it cannot be done */
    public void keep(HostName host, NetworkName network) throws GuestnetException {
        OperationId worker = OperationId.random();
        engine.locks().take(Set.of(Locks.network(host, network)), worker, Duration.ZERO);
        try {
            keepHeld(host, network);
        } finally {
            engine.locks().release(worker);
        }
    }

    /** The same for who holds the network's lock already. */
    public void keepHeld(HostName host, NetworkName network) throws GuestnetException {
        try (Work work = engine.managers().begin()) {
            work.check();
            LedgerLook.look(fleet, host, network);
            Optional<LedgerPlan> plan = plan(fleet.host(host).state(), network);
            if (plan.filter(LedgerPlan::touchesGuests).isPresent()) {
                run(plan.get());
                plan = plan(fleet.host(host).state(), network);
            }
            if (plan.isPresent()) {
                keepStanding(plan.get());
            }
        }
    }

    private void run(LedgerPlan plan) throws GuestnetException {
        PoolLedger ledger = plan.ledger();
        Operation operation = Operation.begin(
                        OperationId.random(),
                        Operation.Kind.NETWORK_UPDATE,
                        ledger.network().value(),
                        Optional.empty(),
                        ledger.host(),
                        Optional.empty(),
                        List.of())
                .withFindings(plan.findings())
                .withPorts(ofGuests(plan.books()));
        try {
            engine.run(operation, new LedgerSteps(fleet, plan).steps(), o -> {
                LedgerLook.look(fleet, ledger.host(), ledger.network());
                return o.in(Operation.State.DONE);
            });
            failures.remove(key(plan));
        } catch (GuestnetException e) {
            if (!e.code().equals(Codes.BUSY)) {
                failures.put(key(plan), new Failed(plan.findings(), System.nanoTime()));
            }
            throw e;
        }
    }

    private static List<UUID> ofGuests(List<Port> ports) {
        return ports.stream().filter(p -> !Blockers.isOurs(p)).map(Port::id).toList();
    }

    /**
     * Sets standing blockers, and nothing else. The caller holds the network's lock, has just read the network, and is about to have
     * libvirt choose a member.
     */
    public void keepStanding(HostName host, NetworkName network) throws GuestnetException {
        Optional<LedgerPlan> plan = plan(fleet.host(host).state(), network);
        if (plan.isPresent()) {
            try (Work work = engine.managers().begin()) {
                work.check();
                keepStanding(plan.get());
            }
        }
    }

    private void keepStanding(LedgerPlan plan) throws GuestnetException {
        if (plan.book().isEmpty() && plan.delete().isEmpty()) {
            return;
        }
        PoolLedger ledger = plan.ledger();
        HostSession session = fleet.session(ledger.host());
        try {
            Blockers.remove(session, plan.delete());
            Blockers.book(session, plan.book());
        } finally {
            fleet.host(ledger.host()).patch(session.network(ledger.network()));
        }
    }

    /**
     * Ends what a killed manager left of an update: ports that it booked for guests that stopped meanwhile are deleted, and the books
     * are set right. Its operation is still open in the journal, and the caller holds the network's lock.
     */
    public void settleHeld(HostName host, NetworkName network) throws GuestnetException {
        LedgerLook.look(fleet, host, network);
        Optional<LedgerPlan> plan = plan(fleet.host(host).state(), network);
        if (plan.isPresent()) {
            Set<UUID> booked = booked(host, network);
            List<Port> left = plan.get().ledger().foreign().stream()
                    .filter(p -> booked.contains(p.id()))
                    .toList();
            LedgerSteps.releaseGone(fleet.session(host), left);
        }
        keepHeld(host, network);
    }

    /** Guests' ports of updates that nobody ended. A port of others is never among them, whoever its owner is. */
    private Set<UUID> booked(HostName host, NetworkName network) throws GuestnetException {
        return engine.journal().open().stream()
                .filter(o -> o.kind() == Operation.Kind.NETWORK_UPDATE
                        && o.host().equals(host)
                        && o.subject().equals(network.value()))
                .flatMap(o -> o.ports().stream())
                .collect(Collectors.toSet());
    }
}
