/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.ArrayList;
import java.util.List;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.core.placement.Placement;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession.Extent;
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
@Component(service = Reconnector.class)
public final class Reconnector {

    private final Fleet fleet;
    private final Connector connector;
    private final Claims claims;

    /** Its parts. */
    @Activate
    public Reconnector(@Reference Fleet fleet, @Reference Connector connector, @Reference Claims claims) {
        this.fleet = fleet;
        this.connector = connector;
        this.claims = claims;
    }

    /**
     * Connects the interface, claimed and steered as by a start. One that says itself how it is plugged is plugged so. The caller holds the
     * guest's lock, and releases the operation's others.
     *
     * @throws GuestnetException why it is not connected; then nothing is left of it
     */
    public void connect(HostName host, GuestReport guest, GuestInterface nic, OperationId by, Locks locks)
            throws GuestnetException {
        if (!nic.type().equals("network")) {
            plugIn(host, guest, nic);
            return;
        }
        Placement placement =
                connector.place(host, guest.uuid(), guest.name(), List.of(nic), Purpose.ATTACH, by, locks);
        NicVerdict.running(placement);
        connector.begin(placement);
        List<PlannedStep> steps = new ArrayList<>(connector.connect(placement, by));
        steps.add(PlannedStep.of("plug it in", () -> plugIn(host, guest, nic)));
        connector.unsteer(placement, by).ifPresent(steps::add);
        run(steps);
        claims.settle(guest.uuid(), host);
    }

    private static void run(List<PlannedStep> steps) throws GuestnetException {
        for (int i = 0; i < steps.size(); i++) {
            try {
                steps.get(i).action().run();
            } catch (GuestnetException e) {
                undo(steps.subList(0, i + 1), e);
                throw e;
            }
        }
    }

    private static void undo(List<PlannedStep> begun, GuestnetException why) {
        for (int i = begun.size() - 1; i >= 0; i--) {
            try {
                begun.get(i).undo().run();
            } catch (GuestnetException e) {
                why.addSuppressed(e);
            }
        }
    }

    private void plugIn(HostName host, GuestReport guest, GuestInterface nic) throws GuestnetException {
        fleet.session(host).attachInterface(guest.uuid(), InterfaceDocuments.write(nic.element()), Extent.LIVE);
    }
}
