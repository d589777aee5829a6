/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.guestnet.api.Guests.PreparedStart;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.placement.Placement;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.guestnet.spi.PortRequest.Purpose;
import org.guestnet.xml.GuestDocuments;
import org.guestnet.xml.GuestIdentity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares connections for consoles that start guests by themselves. A prepared start keeps its locks until it is committed, cancelled
 * or its time is over. One whose manager was restarted is settled like any other operation: by looking whether the guest runs.
 */
@Component(service = GuestPreparer.class)
public final class GuestPreparer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GuestPreparer.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Fleet fleet;
    private final Connector connector;
    private final Claims claims;
    private final OperationEngine engine;
    private final Map<OperationId, Held> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "guestnet-prepared");
        thread.setDaemon(true);
        return thread;
    });

    private record Held(Operation operation, Placement placement, ScheduledFuture<?> expiry) {}

    /** Its parts. */
    @Activate
    public GuestPreparer(
            @Reference Fleet fleet,
            @Reference Connector connector,
            @Reference Claims claims,
            @Reference OperationEngine engine) {
        this.fleet = fleet;
        this.connector = connector;
        this.claims = claims;
        this.engine = engine;
    }

    /** Prepares a start; see the api. */
    public PreparedStart prepare(HostName host, String domainXml, Duration holdFor) throws GuestnetException {
        if (holdFor.isNegative() || holdFor.isZero() || holdFor.compareTo(LONGEST) > 0) {
            throw new GuestnetException(Finding.blocker(
                    Codes.INVALID_ARGUMENT, "a start cannot be held for " + holdFor, "hold it for at most " + LONGEST));
        }
        GuestIdentity guest = GuestDocuments.identity(domainXml);
        List<GuestInterface> nics = GuestDocuments.interfaces(domainXml);
        OperationId id = OperationId.random();
        boolean prepared = false;
        engine.locks().take(Set.of(Locks.guest(guest.uuid())), id, Locks.SHORTLY);
        try {
            PreparedStart start = prepare(id, host, guest, nics, domainXml, holdFor);
            prepared = true;
            return start;
        } finally {
            if (!prepared) {
                engine.locks().release(id);
            }
        }
    }

    private PreparedStart prepare(
            OperationId id,
            HostName host,
            GuestIdentity guest,
            List<GuestInterface> nics,
            String domainXml,
            Duration holdFor)
            throws GuestnetException {
        if (isActive(host, guest.uuid())) {
            throw new GuestnetException(Finding.blocker(
                            Codes.GUEST_RUNNING, "guest '" + guest.name() + "' runs already", "guest:list shows how")
                    .on(host));
        }
        new OpenMigrations(engine.journal()).requireNone(guest.uuid(), guest.name());
        new Whereabouts(fleet).requireNotElsewhere(guest.uuid(), guest.name(), host);
        new UnseenHosts(fleet, engine.journal()).requireNotThere(guest.uuid(), guest.name(), host);
        Placement placement =
                connector.place(host, guest.uuid(), guest.name(), nics, Purpose.START, id, engine.locks());
        placement.requireNoBlockers();
        Operation operation = Operation.begin(
                        id,
                        Operation.Kind.GUEST_PREPARE,
                        guest.name().value(),
                        Optional.of(guest.uuid()),
                        host,
                        Optional.empty(),
                        List.of())
                .withFindings(placement.notices());
        String document = GuestDocuments.connect(domainXml, placement.resolvedPlugs());
        connector.begin(placement);
        Operation prepared = engine.run(operation, connector.connect(placement, id), o -> o.in(State.PREPARED));
        synchronized (held) { // expire must not come before it is held: nobody would ever end it
            ScheduledFuture<?> expiry = timer.schedule(() -> expire(id), holdFor.toMillis(), TimeUnit.MILLISECONDS);
            held.put(id, new Held(prepared, placement, expiry));
        }
        return new PreparedStart(prepared, document);
    }

    /** The guest was started; see the api. */
    public Operation commit(OperationId id) throws GuestnetException {
        Held start = held(id);
        if (!isActive(start.placement().host().name(), start.placement().guest())) {
            throw new GuestnetException(Finding.blocker(
                            Codes.GUEST_NOT_RUNNING,
                            "guest '" + start.placement().name() + "' does not run",
                            "start it, or cancel")
                    .on(start.placement().host().name()));
        }
        return end(id, start);
    }

    /** The guest will not be started; see the api. */
    public Operation cancel(OperationId id) throws GuestnetException {
        Held start = held(id);
        if (isActive(start.placement().host().name(), start.placement().guest())) {
            throw new GuestnetException(Finding.blocker(
                            Codes.GUEST_RUNNING,
                            "guest '" + start.placement().name() + "' runs",
                            "commit, or stop it first")
                    .on(start.placement().host().name()));
        }
        return end(id, start);
    }

    private boolean isActive(HostName host, UUID guest) throws GuestnetException {
        return fleet.session(host)
                .guest(guest)
                .filter(g -> g.state().isActive())
                .isPresent();
    }

    private Held held(OperationId id) throws GuestnetException {
        Held start = held.get(id);
        if (start != null) {
            return start;
        }
        boolean known = engine.journal().operation(id).isPresent();
        throw new GuestnetException(
                known
                        ? Finding.blocker(
                                Codes.OPERATION_OVER,
                                "operation " + id.shortForm() + " is not prepared, or no longer",
                                "op:show " + id.shortForm())
                        : Finding.blocker(
                                Codes.OPERATION_UNKNOWN,
                                "no operation has the id " + id,
                                "op:list shows the youngest"));
    }

    /** Ends a prepared start as the guest is seen: committed if it runs, cancelled if not. */
    private Operation end(OperationId id, Held start) throws GuestnetException {
        if (!held.remove(id, start)) { // whoever takes it out ends it
            throw new GuestnetException(Finding.blocker(
                    Codes.OPERATION_OVER,
                    "operation " + id.shortForm() + " is being ended",
                    "op:show " + id.shortForm()));
        }
        boolean over = false;
        try (Work work = engine.managers().begin()) {
            work.check();
            Operation ended = ended(id, start);
            over = true;
            return ended;
        } finally {
            if (!over) {
                held.put(id, start);
            }
        }
    }

    private Operation ended(OperationId id, Held start) throws GuestnetException {
        Placement placement = start.placement();
        HostName host = placement.host().name();
        Blockers.remove(fleet.session(host), placement.blockerPorts(id));
        connector.readBack(placement);
        Optional<GuestReport> seen =
                claims.settle(placement.guest(), host).filter(g -> g.state().isActive());
        List<GuestInterface> nics = placement.nics().stream().map(n -> n.nic()).toList();
        Operation ended = start.operation()
                .withInterfaces(Reports.interfaces(nics, Optional.empty(), seen))
                .in(seen.isPresent() ? State.DONE : State.UNDONE);
        engine.journal().write(ended);
        start.expiry().cancel(false);
        engine.locks().release(id);
        return ended;
    }

    private void expire(OperationId id) {
        Held start;
        synchronized (held) {
            start = held.get(id);
        }
        if (start == null) {
            return;
        }
        try {
            end(id, start);
        } catch (GuestnetException e) {
            LOG.warn(
                    "The time of prepared start {} is over; it is settled when its host answers: {}",
                    id,
                    e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The time of prepared start {} is over, and ending it failed", id, e);
        } finally {
            held.remove(id);
            engine.locks().release(id); // from here on it is settled like an operation of a manager that was killed
        }
    }

    @Override
    @Deactivate
    public void close() {
        timer.shutdownNow();
    }
}
