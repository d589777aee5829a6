/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.ledger;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Port;

/** A look at one network and its guests, in the order that tells a lost port from one that was given back. */
final class LedgerLook {

    private LedgerLook() {}

    /**
     * Reads guests and network anew, guests first: a port that a guest names is there, unless it is lost or the guest has stopped
     * meanwhile. So those without their port are read once more.
     */
    static void look(Fleet fleet, HostName host, NetworkName network) throws GuestnetException {
        HostSession session = fleet.session(host);
        read(fleet, host, users(fleet, host, network));
        NetworkReport now = session.network(network);
        fleet.host(host).patch(now);
        Set<UUID> ports = now.ports().stream().map(Port::id).collect(Collectors.toSet());
        read(
                fleet,
                host,
                guests(
                        fleet,
                        host,
                        n -> isOn(n, network)
                                && n.portId().filter(p -> !ports.contains(p)).isPresent()));
    }

    private static void read(Fleet fleet, HostName host, Set<UUID> guests) throws GuestnetException {
        for (UUID guest : guests) {
            fleet.host(host).patch(guest, fleet.session(host).guest(guest));
        }
    }

    private static Set<UUID> users(Fleet fleet, HostName host, NetworkName network) throws GuestnetException {
        Set<UUID> users = guests(fleet, host, n -> isOn(n, network));
        Optional.ofNullable(fleet.host(host).state().networks().get(network))
                .ifPresent(
                        n -> n.ports().stream().filter(p -> !Blockers.isOurs(p)).forEach(p -> users.add(p.ownerId())));
        return users;
    }

    /** Guests that had such an interface when they were last seen. */
    private static Set<UUID> guests(Fleet fleet, HostName host, Predicate<GuestInterface> which)
            throws GuestnetException {
        return fleet.host(host).state().guests().values().stream()
                .filter(g -> g.live().stream().anyMatch(which))
                .map(GuestReport::uuid)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean isOn(GuestInterface nic, NetworkName network) {
        return nic.network().filter(network::equals).isPresent();
    }
}
