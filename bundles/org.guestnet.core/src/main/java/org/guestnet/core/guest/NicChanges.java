/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.api.NicScope;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Does changes of guests' interfaces: what an attachment, a detachment and a move have in common. */
@Component(service = NicChanges.class)
public final class NicChanges {

    private final Fleet fleet;
    private final GuestFinder finder;
    private final Connector connector;
    private final OperationEngine engine;

    /** Its parts. */
    @Activate
    public NicChanges(
            @Reference Fleet fleet,
            @Reference GuestFinder finder,
            @Reference Connector connector,
            @Reference OperationEngine engine) {
        this.fleet = fleet;
        this.finder = finder;
        this.connector = connector;
        this.engine = engine;
    }

    /** Says what is to be done to a guest; called under its lock. */
    @FunctionalInterface
    interface Planner {
        NicPlan plan(OperationId id, NicGuest guest) throws GuestnetException;
    }

    /**
     * Which guest, and how.
     *
     * @param on its host; empty for the only one
     * @param scope which of its documents
     * @param dryRun only plan
     */
    record Wish(GuestName guest, Optional<HostName> on, NicScope scope, boolean dryRun) {}

    Operation run(Operation.Kind kind, Wish wish, Planner planner) throws GuestnetException {
        Found found = finder.find(wish.guest(), wish.on());
        OperationId id = OperationId.random();
        engine.locks().take(Set.of(Locks.guest(found.report().uuid())), id, Locks.SHORTLY);
        try {
            NicGuest guest = NicGuest.of(found.host().name(), now(found), wish.scope());
            NicPlan plan = planner.plan(id, guest);
            Operation operation = operation(kind, id, guest, plan);
            return wish.dryRun() ? OperationEngine.plan(operation, plan.steps()) : run(operation, plan);
        } finally {
            engine.locks().release(id);
        }
    }

    private GuestReport now(Found found) throws GuestnetException {
        HostName host = found.host().name();
        UUID guest = found.report().uuid();
        return fleet.session(host)
                .guest(guest)
                .orElseThrow(() -> new GuestnetException(Finding.blocker(
                                Codes.GUEST_UNKNOWN,
                                "the host no longer has guest '"
                                        + found.report().name() + "'",
                                "guest:list shows all")
                        .on(host)));
    }

    private static Operation operation(Operation.Kind kind, OperationId id, NicGuest guest, NicPlan plan) {
        return Operation.begin(
                        id,
                        kind,
                        guest.name().value(),
                        Optional.of(guest.uuid()),
                        guest.host(),
                        Optional.empty(),
                        List.of())
                .withFindings(plan.findings())
                .withInterfaces(plan.journaled());
    }

    private Operation run(Operation operation, NicPlan plan) throws GuestnetException {
        try {
            plan.placement().ifPresent(connector::begin);
            return engine.run(operation, plan.steps(), plan.end());
        } catch (GuestnetException e) {
            throw plan.told().apply(e);
        } finally {
            fleet.markDirty(operation.host());
        }
    }
}
