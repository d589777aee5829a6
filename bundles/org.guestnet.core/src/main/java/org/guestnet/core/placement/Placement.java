/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.model.Claim;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.OperationId;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;

/**
 * Where all interfaces of a guest would go on a host. Immutable.
 *
 * @param host the host as it was looked at
 * @param guest the guest's UUID
 * @param name its name
 * @param nics one for each interface, in the guest's order
 * @param steerings for each network that needs it, what keeps libvirt off other members
 */
public record Placement(HostState host, UUID guest, GuestName name, List<NicPlacement> nics, List<Steering> steerings) {

    /** Copies the lists. */
    public Placement {
        nics = List.copyOf(nics);
        steerings = List.copyOf(steerings);
    }

    /** All findings, those of the interfaces in order. */
    public List<Finding> findings() {
        return nics.stream().flatMap(n -> n.findings().stream()).distinct().toList();
    }

    /** The guest's interfaces. */
    public List<GuestInterface> interfaces() {
        return nics.stream().map(NicPlacement::nic).toList();
    }

    /** Whether libvirt has given each interface that it plugs its port. @param live the interfaces as they are on the host */
    public boolean isPlugged(List<GuestInterface> live) {
        Set<MacAddress> plugged = live.stream()
                .filter(n -> n.portId().isPresent())
                .map(GuestInterface::mac)
                .collect(Collectors.toSet());
        return nics.stream()
                .filter(n -> n.network().filter(w -> !w.isResolvedByGuestnet()).isPresent())
                .allMatch(n -> plugged.contains(n.nic().mac()));
    }

    /** What prevents it. */
    public List<Finding> blockers() {
        return findings().stream().filter(f -> f.severity() == Severity.BLOCKER).toList();
    }

    /** @throws GuestnetException with all findings, if something prevents it */
    public void requireNoBlockers() throws GuestnetException {
        if (!blockers().isEmpty()) {
            throw new GuestnetException(blockers());
        }
    }

    /** What does not prevent it. */
    public List<Finding> notices() {
        return findings().stream().filter(f -> f.severity() != Severity.BLOCKER).toList();
    }

    /** The networks that its interfaces use there. */
    public List<NetworkOnHost> networks() {
        Map<Object, NetworkOnHost> distinct = new LinkedHashMap<>();
        nics.forEach(n -> n.network().ifPresent(net -> distinct.putIfAbsent(net.name(), net)));
        return new ArrayList<>(distinct.values());
    }

    /** Those of them that are not active. */
    public List<NetworkOnHost> inactive() {
        return networks().stream().filter(n -> !n.report().active()).toList();
    }

    /** The claims that an operation takes for it: by what devices are, not by what they are called now. */
    public List<Claim> claims(OperationId operation) {
        List<Claim> claims = new ArrayList<>();
        for (NicPlacement n : nics) {
            n.ordinal()
                    .ifPresent(ordinal -> claims.add(new Claim(
                            new Claim.Key(
                                    host.name(),
                                    host.identities().of(n.point().orElseThrow().identity()),
                                    ordinal),
                            n.network().orElseThrow().name(),
                            guest,
                            name.value(),
                            n.nic().mac(),
                            operation,
                            Claim.State.HELD,
                            Instant.now())));
        }
        return claims;
    }

    /** The blockers that an operation books for it. */
    public List<Port> blockerPorts(OperationId operation) {
        return steerings.stream().flatMap(s -> s.ports(operation).stream()).toList();
    }

    /** Whether an operation holds slots for it, or keeps libvirt off others. */
    public boolean holdsPools(OperationId operation) {
        return !steerings.isEmpty() || !claims(operation).isEmpty();
    }

    /** The plugs that Guestnet itself resolves. */
    public Map<MacAddress, Plug> resolvedPlugs() {
        return nics.stream()
                .filter(n ->
                        n.network().filter(NetworkOnHost::isResolvedByGuestnet).isPresent()
                                && n.plug().isPresent())
                .collect(Collectors.toMap(n -> n.nic().mac(), n -> n.plug().get()));
    }
}
