/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.model.Claim;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.xml.NetworkDocuments;

/** What must hold when nobody acts any more and every host answers: nothing has leaked. */
final class Quiet {

    private final MemoryStore store;
    private final Truth truth;

    Quiet(MemoryStore store, Truth truth) {
        this.store = store;
        this.truth = truth;
    }

    /** What is left that should not be. */
    List<String> leaks() {
        List<String> leaks = new ArrayList<>();
        for (Operation operation : store.open()) {
            leaks.add("operation " + operation.kind() + " of " + operation.subject() + " is " + operation.state());
        }
        for (Claim claim : store.claims()) {
            leakOf(claim).ifPresent(leaks::add);
        }
        for (HostName host : truth.hosts()) {
            leaks.addAll(ports(host, truth.of(host)));
        }
        return leaks;
    }

    private Optional<String> leakOf(Claim claim) {
        HostName host = claim.key().host();
        Optional<GuestReport> guest = Truth.active(truth.of(host), claim.guest());
        boolean used = guest.stream()
                .flatMap(g -> g.live().stream())
                .anyMatch(n -> n.mac().equals(claim.nic())
                        && Truth.device(n)
                                .filter(Cards.first(claim.key().device())::equals)
                                .isPresent());
        return used && claim.state() == Claim.State.BOUND
                ? Optional.empty()
                : Optional.of("claim of " + claim.guestName() + " at " + claim.key() + " is " + claim.state()
                        + (used ? "" : ", and the guest does not use it"));
    }

    private static List<String> ports(HostName host, HostReport report) {
        Set<UUID> used = report.guests().stream()
                .filter(g -> g.state().isActive())
                .flatMap(g -> g.live().stream())
                .flatMap((GuestInterface n) -> n.portId().stream())
                .collect(Collectors.toCollection(HashSet::new));
        return report.networks().stream()
                .flatMap(n -> n.ports().stream().filter(p -> !isStranded(n, p)))
                .filter(p -> !used.contains(p.id()) && !isOfSomebody(p) && !standsRightly(p, report))
                .map(p -> leakOf(host, p))
                .toList();
    }

    /** libvirt never gives back a port whose member others took out of the running pool before its guest stopped; the doctor names it. */
    private static boolean isStranded(NetworkReport network, Port port) {
        try {
            return NetworkDocuments.libvirtNetwork(network.liveXml().orElse(network.configXml())).pool().stream()
                    .noneMatch(m -> port.plug()
                            .flatMap(Plug::device)
                            .filter(m.device()::equals)
                            .isPresent());
        } catch (GuestnetException e) {
            throw new IllegalStateException("a document of a host is not read", e);
        }
    }

    private static boolean isOfSomebody(Port port) {
        return port.ownerName().equals(Mishaps.SOMEBODY);
    }

    /** A standing blocker keeps plain starts off a member that is dead, leaves the pool, or that a guest has past the network. */
    private static boolean standsRightly(Port port, HostReport report) {
        if (!Blockers.isStanding(port)) {
            return false;
        }
        DeviceName member = port.plug().flatMap(Plug::device).orElseThrow();
        boolean alive = report.devices().stream()
                .anyMatch(d -> d.name().equals(member) && d.linkUp().orElse(false));
        String first = Cards.first(member.value());
        boolean defined = report.networks().stream()
                .filter(n -> n.name().equals(port.network()))
                .anyMatch(n -> Pools.members(n).contains(first));
        boolean held = report.guests().stream()
                .filter(g -> g.state().isActive())
                .flatMap(g -> g.live().stream())
                .anyMatch(n -> n.network().filter(port.network()::equals).isEmpty()
                        && Truth.device(n).filter(first::equals).isPresent());
        return !alive || !defined || held;
    }

    private static String leakOf(HostName host, Port port) {
        return (Blockers.isOurs(port) ? "blocker" : "port without guest") + " at " + port.plug() + " of "
                + port.network() + " on " + host + ", owner " + port.ownerName();
    }
}
