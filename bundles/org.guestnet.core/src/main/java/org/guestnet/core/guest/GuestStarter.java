/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.Draining;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.core.placement.Placement;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.guestnet.spi.PortRequest.Purpose;
import org.guestnet.xml.GuestDocuments;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts guests. The guest starts plainly, libvirt resolves; only a network that libvirt cannot express is resolved by us. */
@Component(service = GuestStarter.class)
public final class GuestStarter {

    private static final Logger LOG = LoggerFactory.getLogger(GuestStarter.class);

    private final Fleet fleet;
    private final GuestFinder finder;
    private final Connector connector;
    private final Claims claims;
    private final OperationEngine engine;
    private final Draining draining;

    /** Its parts. */
    @Activate
    public GuestStarter(
            @Reference Fleet fleet,
            @Reference GuestFinder finder,
            @Reference Connector connector,
            @Reference Claims claims,
            @Reference OperationEngine engine,
            @Reference Draining draining) {
        this.fleet = fleet;
        this.finder = finder;
        this.connector = connector;
        this.claims = claims;
        this.engine = engine;
        this.draining = draining;
    }

    /** Starts a guest; see the api. */
    public Operation start(GuestName name, Optional<HostName> on, boolean dryRun) throws GuestnetException {
        Found found = finder.find(name, on);
        OperationId id = OperationId.random();
        engine.locks().take(Set.of(Locks.guest(found.report().uuid())), id, Locks.SHORTLY);
        try {
            return start(id, found, dryRun);
        } finally {
            engine.locks().release(id);
        }
    }

    private Operation start(OperationId id, Found found, boolean dryRun) throws GuestnetException {
        HostName host = found.host().name();
        UUID guest = found.report().uuid();
        HostSession session = fleet.session(host);
        GuestReport report = stopped(session, guest, found);
        new OpenMigrations(engine.journal()).requireNone(guest, report.name());
        new Whereabouts(fleet).requireNotElsewhere(guest, report.name(), host);
        new UnseenHosts(fleet, engine.journal()).requireNotThere(guest, report.name(), host);
        List<GuestInterface> nics = report.saved()
                ? GuestDocuments.interfaces(session.guestXml(guest, GuestView.SAVED))
                : report.interfaces();
        Placement placement = connector.place(host, guest, report.name(), nics, Purpose.START, id, engine.locks());
        placement.requireNoBlockers();
        List<PlannedStep> steps = steps(id, placement, report);
        Operation operation = Operation.begin(
                        id,
                        Operation.Kind.GUEST_START,
                        report.name().value(),
                        Optional.of(guest),
                        host,
                        Optional.empty(),
                        List.of())
                .withFindings(notices(placement));
        return dryRun ? OperationEngine.plan(operation, steps) : run(operation, steps, placement);
    }

    private List<Finding> notices(Placement placement) throws GuestnetException {
        List<Finding> notices = new ArrayList<>(placement.notices());
        draining.notice(placement.host().name()).ifPresent(notices::add);
        return notices;
    }

    private Operation run(Operation operation, List<PlannedStep> steps, Placement placement) throws GuestnetException {
        try {
            connector.begin(placement);
            return engine.run(operation, steps, o -> readBack(o, placement));
        } catch (GuestnetException e) {
            throw new Whereabouts(fleet)
                    .told(e, placement.guest(), List.of(placement.host().name()));
        } finally {
            fleet.markDirty(placement.host().name());
        }
    }

    private GuestReport stopped(HostSession session, UUID guest, Found found) throws GuestnetException {
        GuestReport report = session.guest(guest)
                .orElseThrow(() -> new GuestnetException(Finding.blocker(
                                Codes.GUEST_UNKNOWN,
                                "the host no longer has guest '"
                                        + found.report().name() + "'",
                                "guest:list shows all")
                        .on(found.host().name())));
        if (report.state().isActive()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.GUEST_RUNNING, "guest '" + report.name() + "' runs already", "guest:list shows how")
                    .on(found.host().name()));
        }
        return report;
    }

    private List<PlannedStep> steps(OperationId id, Placement placement, GuestReport report) {
        HostName host = placement.host().name();
        List<PlannedStep> steps = new ArrayList<>(connector.connect(placement, id));
        String how = report.saved() ? "resume the saved guest " : "start guest ";
        steps.add(PlannedStep.of(how + report.name() + " on " + host, () -> launch(placement, report)));
        connector.unsteer(placement, id).ifPresent(steps::add);
        return steps;
    }

    private void launch(Placement placement, GuestReport report) throws GuestnetException {
        HostSession session = fleet.session(placement.host().name());
        if (placement.resolvedPlugs().isEmpty()) {
            session.startGuest(report.uuid());
        } else if (report.saved()) {
            String saved = session.guestXml(report.uuid(), GuestView.SAVED);
            session.redefineSavedGuest(report.uuid(), GuestDocuments.connect(saved, placement.resolvedPlugs()));
            session.startGuest(report.uuid());
        } else {
            String persistent = session.guestXml(report.uuid(), GuestView.PERSISTENT);
            String resolved = GuestDocuments.connect(persistent, placement.resolvedPlugs());
            if (LOG.isDebugEnabled()) {
                LOG.debug("Guest {} starts as {}", report.name(), GuestDocuments.masked(resolved));
            }
            session.startGuestAs(resolved);
        }
    }

    private Operation readBack(Operation operation, Placement placement) throws GuestnetException {
        HostName host = placement.host().name();
        connector.readBack(placement);
        GuestReport running = claims.settle(placement.guest(), host)
                .filter(g -> g.state().isActive())
                .orElseThrow(() -> new GuestnetException(Finding.blocker(
                                Codes.NOT_AS_ASKED,
                                "the guest started and ended at once",
                                "see the guest's log on the host")
                        .on(host)));
        List<GuestInterface> nics = placement.nics().stream().map(n -> n.nic()).toList();
        return Reports.with(operation, Reports.differences(placement, running))
                .withInterfaces(Reports.interfaces(nics, Optional.empty(), Optional.of(running)))
                .in(State.DONE);
    }
}
