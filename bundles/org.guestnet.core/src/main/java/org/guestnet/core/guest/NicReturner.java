/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.ArrayList;
import java.util.List;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.core.operation.Steps;
import org.guestnet.core.placement.Placement;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession.Extent;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.OperationId;
import org.guestnet.spi.PortRequest.Purpose;
import org.guestnet.xml.InterfaceDocuments;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives a running guest an interface back that a change of it took away. */
@Component(service = NicReturner.class)
public final class NicReturner {

    private final Fleet fleet;
    private final Connector connector;
    private final Claims claims;
    private final OperationEngine engine;

    /** Its parts. */
    @Activate
    public NicReturner(
            @Reference Fleet fleet,
            @Reference Connector connector,
            @Reference Claims claims,
            @Reference OperationEngine engine) {
        this.fleet = fleet;
        this.connector = connector;
        this.claims = claims;
        this.engine = engine;
    }

    /**
     * Connects the interface, claimed and steered as by a start. One that says itself how it is plugged is plugged so. The caller holds the
     * guest's lock, and releases the operation's others.
     *
     * @throws GuestnetException why it is not connected; then nothing is left of it
     */
    public void giveBack(HostName host, GuestReport guest, GuestInterface nic, OperationId by)
            throws GuestnetException {
        if (!nic.type().equals("network")) {
            plugIn(host, guest, nic);
            return;
        }
        Placement placement =
                connector.place(host, guest.uuid(), guest.name(), List.of(nic), Purpose.ATTACH, by, engine.locks());
        NicVerdict.running(placement);
        connector.begin(placement);
        List<PlannedStep> steps = new ArrayList<>(connector.connect(placement, by));
        steps.add(PlannedStep.of("plug it in", () -> plugIn(host, guest, nic)));
        connector.unsteer(placement, by).ifPresent(steps::add);
        try (Work work = engine.managers().begin()) {
            Steps.run(steps, work);
        }
        claims.settle(guest.uuid(), host);
    }

    private void plugIn(HostName host, GuestReport guest, GuestInterface nic) throws GuestnetException {
        fleet.session(host).attachInterface(guest.uuid(), InterfaceDocuments.write(nic.element()), Extent.LIVE);
    }
}
