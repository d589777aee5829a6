/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.api.AttachOptions;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.core.placement.Placement;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.InterfaceReport;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.guestnet.spi.PortRequest.Purpose;
import org.guestnet.xml.InterfaceDocuments;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives guests further interfaces. A running guest is connected as by a start: claimed, steered, read back. */
@Component(service = GuestAttacher.class)
public final class GuestAttacher {

    private final NicChanges changes;
    private final Connector connector;
    private final Claims claims;
    private final OperationEngine engine;
    private final MacAddresses macs;
    private final AttachSteps plugging;

    /** Its parts. */
    @Activate
    public GuestAttacher(
            @Reference Fleet fleet,
            @Reference NicChanges changes,
            @Reference Connector connector,
            @Reference Claims claims,
            @Reference OperationEngine engine) {
        this(fleet, changes, connector, claims, engine, Unplugger.PATIENCE);
    }

    /** Its parts. @param patience how long a guest is given to let go of a device */
    public GuestAttacher(
            Fleet fleet,
            NicChanges changes,
            Connector connector,
            Claims claims,
            OperationEngine engine,
            Duration patience) {
        this.changes = changes;
        this.connector = connector;
        this.claims = claims;
        this.engine = engine;
        this.macs = new MacAddresses(fleet);
        this.plugging = new AttachSteps(fleet, new Unplugger(fleet, patience));
    }

    /** Gives a guest an interface; see the api. */
    public Operation attach(GuestName name, NetworkName network, AttachOptions options) throws GuestnetException {
        NicChanges.Wish wish = new NicChanges.Wish(name, options.host(), options.scope(), options.dryRun());
        return changes.run(Operation.Kind.GUEST_ATTACH, wish, (id, guest) -> plan(id, guest, network, options));
    }

    private NicPlan plan(OperationId id, NicGuest guest, NetworkName network, AttachOptions options)
            throws GuestnetException {
        List<Finding> findings = new ArrayList<>(guest.notices());
        MacAddress mac = mac(guest, options, findings);
        GuestInterface nic = InterfaceDocuments.create(mac, network, options.portgroup(), options.model());
        Placement placement = connector.place(
                guest.host(), guest.uuid(), guest.name(), List.of(nic), Purpose.ATTACH, id, engine.locks());
        findings.addAll(guest.live() ? NicVerdict.running(placement) : NicVerdict.configuration(placement));
        return new NicPlan(
                findings,
                List.of(new InterfaceReport(mac, network, Optional.empty(), Optional.empty())),
                guest.live() ? Optional.of(placement) : Optional.empty(),
                steps(id, guest, nic, placement),
                o -> readBack(o, guest, nic, placement),
                e -> e);
    }

    private MacAddress mac(NicGuest guest, AttachOptions options, List<Finding> findings) throws GuestnetException {
        if (options.mac().isEmpty()) {
            return macs.fresh();
        }
        MacAddress mac = options.mac().get();
        GuestReport report = guest.report();
        if (NicGuest.of(report.interfaces(), mac).isPresent()
                || NicGuest.of(report.live(), mac).isPresent()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.MAC_IN_USE,
                            "the guest itself has an interface with that MAC address",
                            "guest:move-nic moves it to another network")
                    .on(guest.host())
                    .on(mac));
        }
        Optional<Finding> taken = macs.takenByOthers(mac, guest.uuid());
        if (taken.isPresent() && !options.accepted().contains(Codes.MAC_IN_USE)) {
            throw new GuestnetException(taken.get());
        }
        taken.map(f -> f.as(Finding.Severity.NOTICE)).ifPresent(findings::add);
        return mac;
    }

    private List<PlannedStep> steps(OperationId id, NicGuest guest, GuestInterface nic, Placement placement) {
        List<PlannedStep> steps = new ArrayList<>();
        if (guest.live()) {
            steps.addAll(connector.connect(placement, id));
        }
        if (guest.config()) {
            steps.add(plugging.configure(guest, nic));
        }
        if (guest.live()) {
            steps.add(plugging.plugIn(guest, nic));
            connector.unsteer(placement, id).ifPresent(steps::add);
        }
        return steps;
    }

    private Operation readBack(Operation operation, NicGuest guest, GuestInterface nic, Placement placement)
            throws GuestnetException {
        if (guest.live()) {
            connector.readBack(placement);
        }
        Optional<GuestReport> seen = claims.settle(guest.uuid(), guest.host());
        boolean live =
                seen.filter(g -> NicGuest.of(g.live(), nic.mac()).isPresent()).isPresent();
        boolean configured = seen.filter(
                        g -> NicGuest.of(g.interfaces(), nic.mac()).isPresent())
                .isPresent();
        if (guest.live() && !live || guest.config() && !configured) {
            throw new GuestnetException(Finding.blocker(
                            Codes.NOT_AS_ASKED,
                            "the host added the interface, and the guest does not have it",
                            "see whether the guest ended, or others changed it: guest:list")
                    .on(guest.host())
                    .on(nic.mac()));
        }
        List<Finding> differences = guest.live() ? Reports.differences(placement, seen.orElseThrow()) : List.of();
        return Reports.with(operation, differences)
                .withInterfaces(Reports.interfaces(List.of(nic), Optional.empty(), seen))
                .in(State.DONE);
    }
}
