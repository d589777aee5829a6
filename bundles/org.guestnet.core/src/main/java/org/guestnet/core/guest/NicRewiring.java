/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.ManagedHost;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession.Extent;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;
import org.guestnet.model.Plug;
import org.guestnet.xml.InterfaceDocuments;

/** The steps by which an interface moves, each with the way back. */
final class NicRewiring {

    private final Fleet fleet;
    private final NicReturner returner;
    private final Unplugger unplugger;

    NicRewiring(Fleet fleet, NicReturner returner, Unplugger unplugger) {
        this.fleet = fleet;
        this.returner = returner;
        this.unplugger = unplugger;
    }

    PlannedStep configure(NicGuest guest, GuestInterface before, GuestInterface after) {
        return NicSteps.configuration(
                guest,
                "move interface " + after.mac() + " to network " + name(after),
                () -> update(guest, after, Extent.PERSISTENT),
                "move it back",
                () -> update(guest, before, Extent.PERSISTENT));
    }

    /** libvirt takes the new port before it gives the old one back. */
    PlannedStep inPlace(NicGuest guest, GuestInterface before, GuestInterface after) {
        return NicSteps.running(
                guest,
                "move interface " + after.mac() + " in place to network " + name(after),
                () -> update(guest, after, Extent.LIVE),
                "move it back",
                () -> moveBack(guest, before));
    }

    private static NetworkName name(GuestInterface nic) {
        return nic.network().orElseThrow();
    }

    private void update(NicGuest guest, GuestInterface nic, Extent extent) throws GuestnetException {
        fleet.session(guest.host()).updateInterface(guest.uuid(), InterfaceDocuments.write(nic.element()), extent);
    }

    private void moveBack(NicGuest guest, GuestInterface before) throws GuestnetException {
        Optional<GuestInterface> now = now(guest, before);
        if (now.isPresent() && !now.get().network().equals(before.network())) {
            update(guest, before, Extent.LIVE);
        }
    }

    /** The interface as the running guest has it now. */
    private Optional<GuestInterface> now(NicGuest guest, GuestInterface nic) throws GuestnetException {
        return fleet.session(guest.host()).guest(guest.uuid()).flatMap(g -> NicGuest.of(g.live(), nic.mac()));
    }

    List<PlannedStep> replug(NicGuest guest, GuestInterface before, GuestInterface after, OperationId by) {
        return List.of(
                NicSteps.running(
                        guest,
                        "take interface " + after.mac() + ", which it has to let go of",
                        () -> take(guest, after),
                        "give it back where it was",
                        () -> giveBack(guest, before, by)),
                NicSteps.running(
                        guest,
                        "give interface " + after.mac() + " back on network " + name(after),
                        () -> fleet.session(guest.host())
                                .attachInterface(guest.uuid(), InterfaceDocuments.write(after.element()), Extent.LIVE),
                        "take it again",
                        () -> takeAgain(guest, after)));
    }

    private void take(NicGuest guest, GuestInterface nic) throws GuestnetException {
        if (!unplugger.unplug(guest.host(), guest.uuid(), nic.mac())) {
            throw new GuestnetException(Finding.blocker(
                            Codes.NOT_AS_ASKED,
                            "the guest was asked to let go of the interface and has not within "
                                    + unplugger.patience().toSeconds()
                                    + " s; it may do so yet, and is not connected by it then",
                            "look into the guest; where it is gone, guest:attach --live --mac " + nic.mac()
                                    + " gives it back")
                    .on(guest.host())
                    .on(nic.mac()));
        }
    }

    private void takeAgain(NicGuest guest, GuestInterface after) throws GuestnetException {
        Optional<GuestInterface> now = now(guest, after);
        if (now.isPresent() && now.get().network().equals(after.network())) {
            take(guest, after);
        }
    }

    private void giveBack(NicGuest guest, GuestInterface before, OperationId by) throws GuestnetException {
        Optional<GuestReport> report = fleet.session(guest.host()).guest(guest.uuid());
        if (report.filter(g -> g.state().isActive()
                        && NicGuest.of(g.live(), before.mac()).isEmpty())
                .isEmpty()) {
            return; // it has it, or runs no more
        }
        try {
            returner.giveBack(guest.host(), report.get(), before, by);
        } catch (GuestnetException e) {
            List<Finding> all = new ArrayList<>(List.of(disconnected(guest, before)));
            all.addAll(e.findings());
            throw new GuestnetException(all, e);
        }
    }

    private static Finding disconnected(NicGuest guest, GuestInterface nic) {
        return Finding.blocker(
                        Codes.DISCONNECTED,
                        "guest '" + guest.name() + "' runs without this interface",
                        "guest:attach " + guest.name() + " NETWORK --live --mac " + nic.mac())
                .on(guest.host())
                .on(nic.mac());
    }

    /** The old network too shows its ports as they are. */
    void readBack(NicGuest guest, GuestInterface old) throws GuestnetException {
        ManagedHost host = fleet.host(guest.host());
        Optional<NetworkName> known = old.network().filter(host.state().networks()::containsKey);
        if (known.isPresent()) {
            host.patch(host.session().network(known.get()));
        }
    }

    /** The same failure, which also says how the interface is connected. */
    GuestnetException told(GuestnetException failure, NicGuest guest, GuestInterface before) {
        List<Finding> all = new ArrayList<>(failure.findings());
        try {
            Optional<GuestReport> seen = fleet.session(guest.host())
                    .guest(guest.uuid())
                    .filter(g -> g.state().isActive());
            seen.ifPresent(g -> all.add(state(guest, before, NicGuest.of(g.live(), before.mac()))));
        } catch (GuestnetException unreachable) {
            failure.addSuppressed(unreachable);
            all.addAll(unreachable.findings());
        }
        return new GuestnetException(all.stream().distinct().toList(), failure);
    }

    private static Finding state(NicGuest guest, GuestInterface before, Optional<GuestInterface> now) {
        if (now.isEmpty()) {
            return disconnected(guest, before);
        }
        String by = now.get().plug().map(Plug::toString).orElse("nothing");
        Finding found = now.get().network().equals(before.network())
                ? Finding.notice(Codes.CONNECTED_AS_BEFORE, "the interface is connected as before, by " + by, "")
                : Finding.notice(
                        Codes.NOT_AS_ASKED,
                        "the interface could not be moved back and is connected by " + by,
                        "guest:move-nic moves it");
        return found.on(guest.host()).on(before.mac());
    }
}
