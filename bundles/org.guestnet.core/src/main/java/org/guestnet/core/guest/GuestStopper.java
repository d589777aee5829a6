/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stops guests, and frees their claims when they are seen gone. */
@Component(service = GuestStopper.class)
public final class GuestStopper {

    private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(250);

    private final Fleet fleet;
    private final GuestFinder finder;
    private final Claims claims;
    private final OperationEngine engine;

    /** Its parts. */
    @Activate
    public GuestStopper(
            @Reference Fleet fleet,
            @Reference GuestFinder finder,
            @Reference Claims claims,
            @Reference OperationEngine engine) {
        this.fleet = fleet;
        this.finder = finder;
        this.claims = claims;
        this.engine = engine;
    }

    /** Stops a guest; see the api. */
    public Operation stop(GuestName name, Optional<HostName> on, StopMode how, boolean dryRun)
            throws GuestnetException {
        Found found = finder.find(name, on);
        UUID guest = found.report().uuid();
        HostName host = found.host().name();
        OperationId id = OperationId.random();
        engine.locks().take(Set.of(Locks.guest(guest)), id, Locks.SHORTLY);
        try {
            requireRunning(fleet.session(host), guest, name, host);
            Operation operation = Operation.begin(
                    id, Operation.Kind.GUEST_STOP, name.value(), Optional.of(guest), host, Optional.empty(), List.of());
            List<PlannedStep> steps = List.of(stop(host, guest, name, how));
            return dryRun
                    ? OperationEngine.plan(operation, steps)
                    : engine.run(operation, steps, o -> readBack(o, host, guest));
        } finally {
            engine.locks().release(id);
        }
    }

    private static void requireRunning(HostSession session, UUID guest, GuestName name, HostName host)
            throws GuestnetException {
        if (session.guest(guest).filter(g -> g.state().isActive()).isEmpty()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.GUEST_NOT_RUNNING,
                            "guest '" + name + "' does not run",
                            "guest:list shows where guests run")
                    .on(host));
        }
    }

    private PlannedStep stop(HostName host, UUID guest, GuestName name, StopMode how) {
        return how == StopMode.DESTROY
                ? PlannedStep.of(
                        "end guest " + name + " on " + host,
                        () -> fleet.session(host).destroyGuest(guest))
                : PlannedStep.of(
                        "ask guest " + name + " on " + host + " to shut down", () -> shutdown(host, guest, name));
    }

    private void shutdown(HostName host, UUID guest, GuestName name) throws GuestnetException {
        fleet.session(host).shutdownGuest(guest);
        long deadline = System.nanoTime() + SHUTDOWN_PATIENCE.toNanos();
        while (fleet.session(host)
                .guest(guest)
                .filter(g -> g.state().isActive())
                .isPresent()) {
            if (System.nanoTime() > deadline || !Pause.of(POLL)) {
                throw new GuestnetException(Finding.blocker(
                                Codes.NOT_AS_ASKED,
                                "guest '" + name + "' was asked to shut down and still runs after "
                                        + SHUTDOWN_PATIENCE.toSeconds() + " s",
                                "guest:stop --destroy " + name)
                        .on(host));
            }
        }
    }

    private Operation readBack(Operation operation, HostName host, UUID guest) throws GuestnetException {
        Optional<GuestReport> left = claims.settle(guest, host);
        fleet.markDirty(host);
        if (left.filter(g -> g.state().isActive()).isPresent()) {
            throw new GuestnetException(
                    Finding.blocker(Codes.NOT_AS_ASKED, "the guest runs again", "somebody else started it")
                            .on(host));
        }
        return operation.in(State.DONE);
    }
}
