/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.Optional;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession.Extent;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.xml.InterfaceDocuments;

/** The steps that give a guest an interface, each with its undo. */
final class AttachSteps {

    private final Fleet fleet;
    private final Unplugger unplugger;

    AttachSteps(Fleet fleet, Unplugger unplugger) {
        this.fleet = fleet;
        this.unplugger = unplugger;
    }

    PlannedStep configure(NicGuest guest, GuestInterface nic) {
        return NicSteps.configuration(
                guest,
                "add interface " + nic.mac() + " on network " + nic.network().orElseThrow(),
                () -> fleet.session(guest.host())
                        .attachInterface(guest.uuid(), InterfaceDocuments.write(nic.element()), Extent.PERSISTENT),
                "take it out again",
                () -> unconfigure(guest, nic.mac()));
    }

    private void unconfigure(NicGuest guest, MacAddress nic) throws GuestnetException {
        Optional<GuestReport> now = fleet.session(guest.host()).guest(guest.uuid());
        if (now.filter(g -> g.persistent() && NicGuest.of(g.interfaces(), nic).isPresent())
                .isPresent()) {
            fleet.session(guest.host()).detachInterface(guest.uuid(), nic, Extent.PERSISTENT);
        }
    }

    PlannedStep plugIn(NicGuest guest, GuestInterface nic) {
        return NicSteps.running(
                guest,
                "add interface " + nic.mac() + " on network " + nic.network().orElseThrow(),
                () -> fleet.session(guest.host())
                        .attachInterface(guest.uuid(), InterfaceDocuments.write(nic.element()), Extent.LIVE),
                "have the guest let go of it again",
                () -> unplug(guest, nic.mac()));
    }

    private void unplug(NicGuest guest, MacAddress nic) throws GuestnetException {
        if (unplugger.has(guest.host(), guest.uuid(), nic) && !unplugger.unplug(guest.host(), guest.uuid(), nic)) {
            throw new GuestnetException(Finding.blocker(
                            Codes.NOT_AS_ASKED,
                            "the guest got the interface, was asked to let go of it again, and has not yet",
                            "guest:detach " + guest.name() + " " + nic + " asks again")
                    .on(guest.host())
                    .on(nic));
        }
    }
}
