/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.settle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.ledger.Ledger;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.guestnet.model.Port;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After each look at a host: ends operations that nobody works on, frees claims of guests that are gone, takes away blockers whose
 * operation is over, and keeps the books of pools in step. A host that is being reconciled does not hold up the others.
 */
@Component(service = Reconciler.class, immediate = true)
public final class Reconciler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Fleet fleet;
    private final Claims claims;
    private final OperationEngine engine;
    private final Settler settler;
    private final Ledger ledger;
    private final Consumer<HostState> observer = this::observed;
    private final Set<HostName> queued = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "guestnet-reconciler");
        thread.setDaemon(true);
        return thread;
    });

    /** Its parts; begins at once. */
    @Activate
    public Reconciler(
            @Reference Fleet fleet,
            @Reference Claims claims,
            @Reference OperationEngine engine,
            @Reference Settler settler,
            @Reference Ledger ledger) {
        this.fleet = fleet;
        this.claims = claims;
        this.engine = engine;
        this.settler = settler;
        this.ledger = ledger;
        fleet.observe(observer);
    }

    private void observed(HostState state) {
        if (state.isUp() && !workers.isShutdown() && queued.add(state.name())) {
            workers.execute(() -> {
                queued.remove(state.name());
                reconcile(state.name());
            });
        }
    }

    /** Sets right what nobody works on at a host; what cannot be done now is done after the next look. */
    void reconcile(HostName host) {
        try {
            for (Operation operation : engine.journal().open()) {
                if (concerns(operation, host)) {
                    attempt("settle operation " + operation.id(), () -> settler.settle(operation));
                }
            }
            for (UUID guest : doubtful(host)) {
                attempt("settle the claims of guest " + guest, () -> settleClaims(guest, host));
            }
            for (Port blocker : orphans(host)) {
                attempt("remove blocker port " + blocker.id(), () -> removeOrphan(host, blocker));
            }
            for (NetworkName network : ledger.toKeep(fleet.host(host).state())) {
                attempt("set right the books of network " + network, () -> ledger.keep(host, network));
            }
        } catch (GuestnetException e) {
            LOG.warn("Host {} cannot be reconciled now: {}", host, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Reconciling host {} failed", host, e);
        }
    }

    static boolean concerns(Operation operation, HostName host) {
        return operation.host().equals(host)
                || operation.destination().filter(host::equals).isPresent();
    }

    private interface Attempt {
        void run() throws GuestnetException;
    }

    /** What fails because somebody works on it, or a host is down, is tried again after the next look. */
    private static void attempt(String what, Attempt attempt) {
        try {
            attempt.run();
        } catch (GuestnetException e) {
            if (!e.code().equals(Codes.BUSY)) {
                LOG.info("Cannot {} now: {}", what, e.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.error("Cannot {}", what, e); // only that: what else there is to settle is not to suffer
        }
    }

    /** Guests with claims on a host that do not fit what was seen there. Those of an open operation are kept for it: it may arrive yet. */
    private Set<UUID> doubtful(HostName host) throws GuestnetException {
        Set<OperationId> open =
                engine.journal().open().stream().map(Operation::id).collect(Collectors.toSet());
        HostState state = fleet.host(host).state();
        return claims.of(host).stream()
                .filter(c -> c.state() == Claim.State.BOUND ? !isSeen(state, c) : !open.contains(c.operation()))
                .map(Claim::guest)
                .collect(Collectors.toSet());
    }

    private static boolean isSeen(HostState state, Claim claim) {
        GuestReport guest = state.guests().get(claim.guest());
        return guest != null
                && guest.state().isActive()
                && guest.live().stream().anyMatch(nic -> nic.mac().equals(claim.nic()));
    }

    private void settleClaims(UUID guest, HostName host) throws GuestnetException {
        OperationId worker = OperationId.random();
        engine.locks().take(Set.of(Locks.guest(guest)), worker, Duration.ZERO);
        try (Work work = engine.managers().begin()) {
            work.check();
            claims.settle(guest, host);
        } finally {
            engine.locks().release(worker);
        }
    }

    private void removeOrphan(HostName host, Port blocker) throws GuestnetException {
        try (Work work = engine.managers().begin()) {
            work.check();
            Blockers.remove(fleet.session(host), List.of(blocker));
        }
    }

    private List<Port> orphans(HostName host) throws GuestnetException {
        return fleet.host(host).state().networks().values().stream()
                .flatMap(n -> n.ports().stream())
                .filter(p -> Blockers.isOurs(p) && !Blockers.isStanding(p) && isOrphan(Blockers.operation(p)))
                .toList();
    }

    private boolean isOrphan(OperationId operation) {
        if (engine.locks().isWorkedOn(operation)) {
            return false;
        }
        try {
            Optional<Operation> known = engine.journal().operation(operation);
            return known.map(o -> o.state().isOver()).orElse(true);
        } catch (GuestnetException e) {
            LOG.warn("Cannot tell whether operation {} is over: {}", operation, e.getMessage());
            return false;
        }
    }

    /** Ends after what is being done. */
    @Override
    @Deactivate
    public void close() {
        fleet.ignore(observer);
        workers.shutdown();
    }
}
