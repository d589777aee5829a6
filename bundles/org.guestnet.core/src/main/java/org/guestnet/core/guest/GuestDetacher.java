/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.api.DetachOptions;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession.Extent;
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
import org.guestnet.model.Plug;
import org.guestnet.xml.InterfaceDocuments;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes interfaces from guests. A slot is freed when the guest is seen without the device, not when it was asked. */
@Component(service = GuestDetacher.class)
public final class GuestDetacher {

    private final Fleet fleet;
    private final NicChanges changes;
    private final Claims claims;
    private final Unplugger unplugger;

    /** Its parts. */
    @Activate
    public GuestDetacher(@Reference Fleet fleet, @Reference NicChanges changes, @Reference Claims claims) {
        this(fleet, changes, claims, Unplugger.PATIENCE);
    }

    /** Its parts. @param patience how long a guest is given to let go of a device */
    public GuestDetacher(Fleet fleet, NicChanges changes, Claims claims, Duration patience) {
        this.fleet = fleet;
        this.changes = changes;
        this.claims = claims;
        this.unplugger = new Unplugger(fleet, patience);
    }

    /** Takes an interface from a guest; see the api. */
    public Operation detach(GuestName name, MacAddress nic, DetachOptions options) throws GuestnetException {
        NicChanges.Wish wish = new NicChanges.Wish(name, options.host(), options.scope(), options.dryRun());
        return changes.run(Operation.Kind.GUEST_DETACH, wish, (id, guest) -> plan(guest, nic));
    }

    private NicPlan plan(NicGuest guest, MacAddress mac) throws GuestnetException {
        Optional<GuestInterface> live = guest.live(mac);
        Optional<GuestInterface> configured = guest.configured(mac);
        GuestInterface nic = live.or(() -> configured).orElseThrow(() -> guest.unknown(mac));
        List<PlannedStep> steps = new ArrayList<>();
        configured.ifPresent(n -> steps.add(unconfigure(guest, n)));
        live.ifPresent(n -> steps.add(NicSteps.running(
                guest,
                "remove interface " + mac + ", which it has to let go of",
                () -> unplugger.unplug(guest.host(), guest.uuid(), mac))));
        List<Finding> findings = new ArrayList<>(guest.notices());
        if (nic.network().isEmpty()) {
            findings.add(Finding.notice(
                            Codes.HOST_DETAIL, "the interface names no network, so no slot was claimed for it", "")
                    .on(guest.host())
                    .on(mac));
        }
        return new NicPlan(
                findings, report(nic, Optional.empty()), Optional.empty(), steps, o -> readBack(o, guest, nic), e -> e);
    }

    private static List<InterfaceReport> report(GuestInterface nic, Optional<Plug> after) {
        return nic.network().stream()
                .map(n -> new InterfaceReport(nic.mac(), n, nic.plug(), after))
                .toList();
    }

    private PlannedStep unconfigure(NicGuest guest, GuestInterface nic) {
        return NicSteps.configuration(
                guest,
                "remove interface " + nic.mac(),
                () -> fleet.session(guest.host()).detachInterface(guest.uuid(), nic.mac(), Extent.PERSISTENT),
                "put it back",
                () -> configureAgain(guest, nic));
    }

    private void configureAgain(NicGuest guest, GuestInterface nic) throws GuestnetException {
        Optional<GuestReport> now = fleet.session(guest.host()).guest(guest.uuid());
        if (now.filter(g ->
                        g.persistent() && NicGuest.of(g.interfaces(), nic.mac()).isEmpty())
                .isPresent()) {
            fleet.session(guest.host())
                    .attachInterface(guest.uuid(), InterfaceDocuments.write(nic.element()), Extent.PERSISTENT);
        }
    }

    private Operation readBack(Operation operation, NicGuest guest, GuestInterface nic) throws GuestnetException {
        if (nic.network().isPresent()) {
            readBack(guest, nic.network().get());
        }
        Optional<GuestInterface> left =
                claims.settle(guest.uuid(), guest.host()).flatMap(g -> NicGuest.of(g.live(), nic.mac()));
        List<Finding> still = guest.live() && left.isPresent() ? List.of(notYet(guest, nic.mac())) : List.of();
        return Reports.with(operation, still)
                .withInterfaces(report(nic, left.flatMap(GuestInterface::plug)))
                .in(State.DONE);
    }

    private void readBack(NicGuest guest, NetworkName network) throws GuestnetException {
        if (fleet.host(guest.host()).state().networks().containsKey(network)) {
            fleet.host(guest.host()).patch(fleet.session(guest.host()).network(network));
        }
    }

    private Finding notYet(NicGuest guest, MacAddress nic) {
        return Finding.notice(
                        Codes.NOT_AS_ASKED,
                        "the guest was asked to let go of the interface and has not within "
                                + unplugger.patience().toSeconds()
                                + " s; its slot stays taken, and is freed when the guest lets go",
                        "look into the guest, or stop it; guest:detach asks again")
                .on(guest.host())
                .on(nic);
    }
}
