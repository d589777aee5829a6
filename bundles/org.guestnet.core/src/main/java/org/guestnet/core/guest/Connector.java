/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.ledger.Ledger;
import org.guestnet.core.lifecycle.NeededNetworks;
import org.guestnet.core.move.LostConnections;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.core.placement.Placement;
import org.guestnet.core.placement.Placer;
import org.guestnet.core.placement.Steering;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.model.Claim;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;
import org.guestnet.model.Port;
import org.guestnet.spi.PortRequest.Purpose;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gets a guest's connections ready on a host: what a start, a migration and a prepared start have in common. Pools of the host are
 * looked at afresh, under the lock of their networks, so that libvirt's next choice can be told.
 */
@Component(service = Connector.class)
public final class Connector {

    private static final Duration PATIENCE =
            Duration.ofSeconds(30); // another start on the same pool takes a second or two

    private final Fleet fleet;
    private final NetworkReader networks;
    private final Placer placer;
    private final Claims claims;
    private final Ledger ledger;
    private final NeededNetworks needed;

    /** Its parts. */
    @Activate
    public Connector(
            @Reference Fleet fleet,
            @Reference NetworkReader networks,
            @Reference Placer placer,
            @Reference Claims claims,
            @Reference Ledger ledger) {
        this.fleet = fleet;
        this.networks = networks;
        this.placer = placer;
        this.claims = claims;
        this.ledger = ledger;
        this.needed = new NeededNetworks(fleet);
    }

    /**
     * Places a guest on a host and holds its networks there for the operation.
     *
     * @param locks where the networks are held
     * @return the placement, which may have blockers
     * @throws GuestnetException {@code BUSY}; {@code HOST_DOWN}
     */
    public Placement place(
            HostName host,
            UUID guest,
            GuestName name,
            List<GuestInterface> nics,
            Purpose purpose,
            OperationId by,
            Locks locks)
            throws GuestnetException {
        HostSession session = fleet.session(host);
        DeviceSharers sharers = DeviceSharers.of(fleet.host(host).state(), networks, named(nics));
        locks.take(keys(host, sharers.pools()), by, PATIENCE);
        claims.settle(guest, host);
        refresh(host, session, nics, sharers.pools());
        Placement placement = placer.place(fleet.host(host).state(), guest, name, nics, purpose, claims.of(host));
        locks.release(keys(host, sharers.free(placement)), by);
        return placement;
    }

    /**
     * Holds the pools of further networks for an operation, all at once, before it places: its way back may lead there.
     *
     * @throws GuestnetException {@code BUSY}; then none is held
     */
    public void hold(HostName host, Set<NetworkName> wanted, OperationId by, Locks locks) throws GuestnetException {
        DeviceSharers sharers = DeviceSharers.of(fleet.host(host).state(), networks, wanted);
        locks.take(keys(host, sharers.pools()), by, PATIENCE);
    }

    private static Set<NetworkName> named(List<GuestInterface> nics) {
        return nics.stream().flatMap(n -> n.network().stream()).collect(Collectors.toSet());
    }

    private static Collection<String> keys(HostName host, Collection<NetworkName> networks) {
        return networks.stream().map(n -> Locks.network(host, n)).toList();
    }

    /** Notes that a guest is about to be connected so: called before it is, and not if it is only planned. */
    public void begin(Placement placement) {
        placer.remember(placement);
    }

    private void refresh(HostName host, HostSession session, List<GuestInterface> nics, Collection<NetworkName> sharers)
            throws GuestnetException {
        Set<NetworkName> wanted = new TreeSet<>(named(nics));
        wanted.addAll(sharers);
        for (NetworkName network : wanted) {
            if (fleet.host(host).state().networks().containsKey(network)) {
                fleet.host(host).patch(session.network(network));
                ledger.keepStanding(host, network);
            }
        }
    }

    /** Reads the placement's networks back, so that their ports are shown as they are. */
    public void readBack(Placement placement) throws GuestnetException {
        HostName host = placement.host().name();
        for (NetworkOnHost network : placement.networks()) {
            fleet.host(host).patch(fleet.session(host).network(network.name()));
        }
    }

    /**
     * Connects again what a guest lost while it moved.
     *
     * @param before the guest before it moved
     * @return for each interface that was not connected whether it is now
     */
    public List<Finding> reconnect(HostName host, GuestReport before, OperationId by, Locks locks)
            throws GuestnetException {
        Set<MacAddress> had = before.live().stream()
                .filter(n -> n.network().isPresent())
                .map(GuestInterface::mac)
                .collect(Collectors.toSet());
        return new LostConnections(fleet, ledger, locks).restore(host, before.uuid(), had, by);
    }

    /** The steps that get the connections ready, each with its undo. */
    public List<PlannedStep> connect(Placement placement, OperationId by) {
        HostName host = placement.host().name();
        List<PlannedStep> steps = new ArrayList<>();
        List<Claim> wanted = placement.claims(by);
        if (!wanted.isEmpty()) {
            steps.add(new PlannedStep(
                    "claim " + slots(wanted) + " on " + host,
                    () -> claims.take(wanted),
                    "free the claim once the guest is seen not to run there",
                    () -> claims.settle(placement.guest(), host)));
        }
        placement.inactive().forEach(n -> steps.add(needed.start(host, n.name())));
        placement.steerings().forEach(s -> steps.add(steer(host, s, by)));
        return steps;
    }

    private static String slots(List<Claim> wanted) {
        return String.join(
                ", ",
                wanted.stream()
                        .map(c -> c.key().device() + " for " + c.network())
                        .toList());
    }

    private PlannedStep steer(HostName host, Steering steering, OperationId by) {
        List<Port> ports = steering.ports(by);
        return new PlannedStep(
                "keep libvirt off " + steering.describe() + " of " + steering.network() + " on " + host
                        + " by blocker ports",
                () -> Blockers.book(fleet.session(host), ports),
                "remove the blocker ports",
                () -> Blockers.remove(fleet.session(host), ports));
    }

    /** Whether libvirt has plugged an arriving guest as it was placed. */
    public boolean isPlugged(Placement placement) throws GuestnetException {
        return fleet.session(placement.host().name())
                .guest(placement.guest())
                .filter(g -> g.state().isActive() && placement.isPlugged(g.live()))
                .isPresent();
    }

    /**
     * Takes a placement's blockers away and sets its claims right once libvirt has plugged the arriving guest: its memory may travel for
     * minutes, and others want to start.
     */
    public void unsteerPlugged(Placement placement, OperationId by) throws GuestnetException {
        HostName host = placement.host().name();
        Blockers.remove(fleet.session(host), placement.blockerPorts(by));
        claims.settle(placement.guest(), host); // plugged elsewhere than claimed, it would count twice for the others
        readBack(placement);
    }

    /** Lets go of the pools of a guest that is plugged: its ports and claims are seen by all. Calls no host. */
    public void releasePools(Placement placement, OperationId by, Locks locks) throws GuestnetException {
        HostName host = placement.host().name();
        DeviceSharers sharers = DeviceSharers.of(fleet.host(host).state(), networks, named(placement.interfaces()));
        locks.release(keys(host, sharers.pools()), by);
    }

    /** The step that ends the steering; empty if there is none. */
    public Optional<PlannedStep> unsteer(Placement placement, OperationId by) {
        List<Port> ports = placement.blockerPorts(by);
        HostName host = placement.host().name();
        return ports.isEmpty()
                ? Optional.empty()
                : Optional.of(PlannedStep.of(
                        "remove the blocker ports on " + host, () -> Blockers.remove(fleet.session(host), ports)));
    }
}
