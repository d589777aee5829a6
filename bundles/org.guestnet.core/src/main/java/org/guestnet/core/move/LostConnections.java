/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.move;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.ledger.Ledger;
import org.guestnet.core.operation.Locks;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.Extent;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;
import org.guestnet.model.Plug;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.NetworkDocuments;
import org.guestnet.xml.Xml;

/**
 * Finds interfaces of a running guest that lost their connection while it moved, because somebody stopped the network, and connects them
 * again once.
 */
public final class LostConnections {

    private static final Set<String> AT_BRIDGES = Set.of("bridge", "network"); // tap devices, which can move

    private final Fleet fleet;
    private final Ledger ledger;
    private final Locks locks;

    /** Its parts. */
    public LostConnections(Fleet fleet, Ledger ledger, Locks locks) {
        this.fleet = fleet;
        this.ledger = ledger;
        this.locks = locks;
    }

    /**
     * Looks at a guest's interfaces, and connects again what is not connected.
     *
     * @param had those that were on their network before: what somebody else took off it stays off
     * @param by the operation; it holds the networks that had to be touched until it ends
     * @return for each interface that was not connected whether it is now; empty if the guest does not run there
     */
    public List<Finding> restore(HostName host, UUID guest, Set<MacAddress> had, OperationId by)
            throws GuestnetException {
        HostSession session = fleet.session(host);
        List<Finding> findings = new ArrayList<>();
        for (GuestInterface nic : live(session, guest)) {
            Optional<NetworkName> network = had.contains(nic.mac()) ? network(session, guest, nic) : Optional.empty();
            if (network.isPresent() && reason(session, network.get(), nic).isPresent()) {
                findings.add(again(host, guest, network.get(), nic, by)
                        .on(host)
                        .on(network.get())
                        .on(nic.mac()));
            }
        }
        return findings;
    }

    /** An interface at a network's bridge that the configuration has at the network is half way back: see {@link #connectAnew}. */
    private static Optional<NetworkName> network(HostSession session, UUID guest, GuestInterface nic)
            throws GuestnetException {
        if (nic.network().isPresent()) {
            return nic.network();
        }
        Optional<NetworkName> wanted = wanted(session, guest, nic).network();
        return wanted.isPresent() && bridge(nic).isPresent() && bridge(nic).equals(bridge(session, wanted.get()))
                ? wanted
                : Optional.empty();
    }

    private static Optional<DeviceName> bridge(GuestInterface nic) {
        return nic.plug().filter(p -> AT_BRIDGES.contains(p.type())).flatMap(Plug::device);
    }

    private static Optional<DeviceName> bridge(HostSession session, NetworkName network) throws GuestnetException {
        try {
            return NetworkDocuments.libvirtNetwork(session.network(network).configXml())
                    .bridge();
        } catch (GuestnetException e) {
            if (!e.code().equals(Codes.NETWORK_MISSING)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static List<GuestInterface> live(HostSession session, UUID guest) throws GuestnetException {
        return session.guest(guest)
                .filter(g -> g.state().isActive())
                .map(GuestReport::live)
                .orElse(List.of());
    }

    /** Why an interface is not connected; empty if it is. One that Guestnet itself connected has no port. */
    private static Optional<String> reason(HostSession session, NetworkName name, GuestInterface nic)
            throws GuestnetException {
        NetworkReport network;
        try {
            network = session.network(name);
        } catch (GuestnetException e) {
            if (!e.code().equals(Codes.NETWORK_MISSING)) {
                throw e;
            }
            return Optional.of("the host no longer has its network");
        }
        if (nic.network().isEmpty()) {
            return Optional.of("it was left at its network's bridge without a port of the network");
        }
        if (nic.plug().isPresent() && nic.portId().isEmpty()) {
            return Optional.empty();
        }
        if (!network.active()) {
            return Optional.of("its network is not active");
        }
        boolean hasPort = network.ports().stream()
                .anyMatch(p -> nic.portId().filter(p.id()::equals).isPresent());
        return hasPort ? Optional.empty() : Optional.of("its network was restarted, and no longer has its port");
    }

    private Finding again(HostName host, UUID guest, NetworkName network, GuestInterface nic, OperationId by)
            throws GuestnetException {
        HostSession session = fleet.session(host);
        String failure = "";
        try {
            locks.take(Set.of(Locks.network(host, network)), by, Locks.SHORTLY);
            connect(session, host, guest, network, nic);
        } catch (HostUnreachableException e) {
            throw e;
        } catch (GuestnetException e) {
            failure = "; connecting it again failed: " + e.findings().get(0).detail();
        }
        Optional<String> still = still(session, guest, network, nic.mac());
        return still.isEmpty()
                ? Finding.notice(
                        Codes.DISCONNECTED, "the interface had lost its connection, and was connected again", "")
                : Finding.blocker(
                        Codes.DISCONNECTED,
                        "the guest runs, but this interface is not connected: " + still.get() + failure,
                        "net:start " + host + " " + network
                                + " if it is not active; then detach the interface and attach it again");
    }

    private static Optional<String> still(HostSession session, UUID guest, NetworkName network, MacAddress mac)
            throws GuestnetException {
        for (GuestInterface nic : live(session, guest)) {
            if (nic.mac().equals(mac)) {
                return reason(session, network, nic);
            }
        }
        return Optional.empty();
    }

    /** A pool's ports are booked again as they were; what hangs at a bridge is connected anew. */
    private void connect(HostSession session, HostName host, UUID guest, NetworkName network, GuestInterface nic)
            throws GuestnetException {
        fleet.host(host).patch(session.network(network));
        if (ledger.plan(fleet.host(host).state(), network).isPresent()) {
            ledger.keepHeld(host, network);
        } else if (session.network(network).active()) {
            connectAnew(session, guest, nic);
        }
    }

    /** libvirt does nothing about an interface that stays at its network, and connects one that goes elsewhere and comes back. */
    private static void connectAnew(HostSession session, UUID guest, GuestInterface nic) throws GuestnetException {
        Optional<DeviceName> bridge = bridge(nic);
        if (bridge.isPresent()) {
            XmlElement wanted = wanted(session, guest, nic).element();
            if (nic.network().isPresent()) {
                XmlElement elsewhere = wanted.with("type", "bridge")
                        .withoutChildren(c -> c.name().equals("source"))
                        .with(XmlElement.of("source")
                                .with("bridge", bridge.get().value()));
                session.updateInterface(guest, Xml.write(elsewhere), Extent.LIVE);
            }
            session.updateInterface(guest, Xml.write(wanted), Extent.LIVE);
        }
    }

    private static GuestInterface wanted(HostSession session, UUID guest, GuestInterface live)
            throws GuestnetException {
        return session.guest(guest).stream()
                .flatMap(g -> g.interfaces().stream())
                .filter(n -> n.mac().equals(live.mac()))
                .findFirst()
                .orElse(live);
    }
}
