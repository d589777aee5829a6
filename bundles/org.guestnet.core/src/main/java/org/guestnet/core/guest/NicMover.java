/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.guestnet.api.MoveNicOptions;
import org.guestnet.api.NicScope;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.core.placement.NicPlacement;
import org.guestnet.core.placement.Placement;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession.GuestView;
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
import org.guestnet.model.Plug;
import org.guestnet.spi.PortRequest.Purpose;
import org.guestnet.xml.GuestDocuments;
import org.guestnet.xml.InterfaceDocuments;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Moves interfaces of guests to other networks: in place where QEMU can, else by taking the device and giving it back. */
@Component(service = NicMover.class)
public final class NicMover {

    private static final Set<String> TAPS = Set.of("bridge", "network"); // QEMU's tap moves between bridges

    private final Fleet fleet;
    private final NicChanges changes;
    private final Connector connector;
    private final Claims claims;
    private final OperationEngine engine;
    private final NicRewiring rewiring;

    /** Its parts. */
    @Activate
    public NicMover(
            @Reference Fleet fleet,
            @Reference NicChanges changes,
            @Reference Connector connector,
            @Reference NicReturner returner,
            @Reference Claims claims,
            @Reference OperationEngine engine) {
        this(fleet, changes, connector, returner, claims, engine, Unplugger.PATIENCE);
    }

    /** Its parts. @param patience how long a guest is given to let go of a device */
    public NicMover(
            Fleet fleet,
            NicChanges changes,
            Connector connector,
            NicReturner returner,
            Claims claims,
            OperationEngine engine,
            Duration patience) {
        this.fleet = fleet;
        this.changes = changes;
        this.connector = connector;
        this.claims = claims;
        this.engine = engine;
        this.rewiring = new NicRewiring(fleet, returner, new Unplugger(fleet, patience));
    }

    /** Moves an interface; see the api. */
    public Operation move(GuestName name, MacAddress nic, NetworkName network, MoveNicOptions options)
            throws GuestnetException {
        NicChanges.Wish wish = new NicChanges.Wish(name, options.host(), NicScope.APPLICABLE, options.dryRun());
        return changes.run(Operation.Kind.GUEST_MOVE_NIC, wish, (id, guest) -> plan(id, guest, nic, network, options));
    }

    private NicPlan plan(OperationId id, NicGuest guest, MacAddress mac, NetworkName network, MoveNicOptions options)
            throws GuestnetException {
        Optional<GuestInterface> running = guest.live(mac).isPresent() ? migratable(guest, mac) : Optional.empty();
        Optional<GuestInterface> configured = guest.configured(mac);
        GuestInterface nic = running.or(() -> configured).orElseThrow(() -> guest.unknown(mac));
        GuestInterface moved = InterfaceDocuments.moved(nic, network, options.portgroup());
        if (running.isPresent()) {
            holdBoth(id, guest, nic, network);
        }
        Placement placement = connector.place(
                guest.host(), guest.uuid(), guest.name(), List.of(moved), Purpose.ATTACH, id, engine.locks());
        List<Finding> findings = new ArrayList<>(guest.notices());
        findings.addAll(running.isPresent() ? NicVerdict.running(placement) : NicVerdict.configuration(placement));
        List<PlannedStep> steps = new ArrayList<>();
        if (running.isPresent()) {
            steps.addAll(connector.connect(placement, id));
        }
        configured.ifPresent(c ->
                steps.add(rewiring.configure(guest, c, InterfaceDocuments.moved(c, network, options.portgroup()))));
        if (running.isPresent()) {
            boolean inPlace = isInPlace(guest, mac, placement, options);
            steps.addAll(
                    inPlace ? List.of(rewiring.inPlace(guest, nic, moved)) : rewiring.replug(guest, nic, moved, id));
            connector.unsteer(placement, id).ifPresent(steps::add);
        }
        Optional<Plug> before = guest.live(mac).flatMap(GuestInterface::plug);
        return new NicPlan(
                findings,
                List.of(new InterfaceReport(mac, network, before, Optional.empty())),
                running.map(r -> placement),
                steps,
                o -> readBack(o, guest, moved, placement),
                e -> running.isPresent() ? rewiring.told(e, guest, nic) : e);
    }

    /** The way back leads to the old network's pool: nobody else is to hold it when the guest has let go of the device. */
    private void holdBoth(OperationId id, NicGuest guest, GuestInterface old, NetworkName network)
            throws GuestnetException {
        Set<NetworkName> both = new TreeSet<>(Set.of(network));
        old.network().ifPresent(both::add);
        connector.hold(guest.host(), both, id, engine.locks());
    }

    /** As another host could take it: with its own options, and without what this host made of them. */
    private Optional<GuestInterface> migratable(NicGuest guest, MacAddress mac) throws GuestnetException {
        String xml = fleet.session(guest.host()).guestXml(guest.uuid(), GuestView.MIGRATABLE);
        return NicGuest.of(GuestDocuments.interfaces(xml), mac);
    }

    private static boolean isInPlace(NicGuest guest, MacAddress mac, Placement placement, MoveNicOptions options)
            throws GuestnetException {
        NicPlacement to = placement.nics().get(0);
        Optional<Plug> from = guest.live(mac).flatMap(GuestInterface::plug);
        boolean inPlace = from.filter(p -> TAPS.contains(p.type())).isPresent() && isTap(to);
        if (!inPlace && !options.replug()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.OPTION_UNSUPPORTED,
                            "the interface is connected by "
                                    + from.map(Plug::toString).orElse("nothing") + ", the network by "
                                    + to.plug().map(Plug::toString).orElse("something else")
                                    + ": QEMU moves a running guest's connection only between bridges",
                            "--replug takes the device from the guest and gives it back on the other network; or guest:detach and guest:attach")
                    .on(guest.host())
                    .on(to.network().map(NetworkOnHost::name).orElseThrow())
                    .on(mac));
        }
        return inPlace;
    }

    /** A virtual network that is not active may not have told the name of its bridge yet. */
    private static boolean isTap(NicPlacement to) {
        return to.point().isEmpty()
                && to.plug().map(p -> TAPS.contains(p.type())).orElse(true);
    }

    private Operation readBack(Operation operation, NicGuest guest, GuestInterface moved, Placement placement)
            throws GuestnetException {
        boolean live = guest.live(moved.mac()).isPresent();
        if (live) {
            connector.readBack(placement);
            rewiring.readBack(guest, guest.live(moved.mac()).get());
        }
        GuestReport seen = claims.settle(guest.uuid(), guest.host())
                .filter(g -> !live || isOn(g.live(), moved))
                .filter(g -> guest.configured(moved.mac()).isEmpty() || isOn(g.interfaces(), moved))
                .orElseThrow(() -> new GuestnetException(Finding.blocker(
                                Codes.NOT_AS_ASKED,
                                "the host moved the interface, and the guest does not have it there",
                                "see whether the guest ended, or others changed it: guest:list")
                        .on(guest.host())
                        .on(moved.mac())));
        List<Finding> differences = live ? Reports.differences(placement, seen) : List.of();
        return Reports.with(operation, differences)
                .withInterfaces(Reports.interfaces(List.of(moved), Optional.of(guest.report()), Optional.of(seen)))
                .in(State.DONE);
    }

    private static boolean isOn(List<GuestInterface> nics, GuestInterface moved) {
        return NicGuest.of(nics, moved.mac())
                .filter(n -> n.network().equals(moved.network()))
                .isPresent();
    }
}
