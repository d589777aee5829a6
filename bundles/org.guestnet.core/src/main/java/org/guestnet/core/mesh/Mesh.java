/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.guestnet.core.type.Definitions;
import org.guestnet.model.HostName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;
import org.guestnet.model.link.LinkResource;
import org.guestnet.spi.Junction;
import org.guestnet.spi.RemotePort;

/** A network's mesh at one moment: its members, who of them is joined, and what each needs. Immutable. */
final class Mesh {

    private static final NetworkType TUNNEL = new NetworkType("tunnel"); // for what is said of a provider that fails

    private final NetworkName network;
    private final SortedMap<HostName, MeshMember> members;
    private final Map<String, MeshMember> names;
    private final Map<String, HostName> gateways; // by wire, who joins it
    private final Map<IpAddress, HostName> holders; // by address, whose it is

    private Mesh(
            NetworkName network,
            SortedMap<HostName, MeshMember> members,
            Map<String, HostName> gatewaysBefore,
            Map<IpAddress, HostName> holdersBefore) {
        this.network = network;
        this.members = members;
        this.names = members.values().stream().collect(toMap(m -> m.host().value(), m -> m));
        this.gateways = gateways(members, gatewaysBefore);
        this.holders = holders(members, holdersBefore);
    }

    static Mesh none(NetworkName network) {
        return new Mesh(network, new TreeMap<>(), Map.of(), Map.of());
    }

    /** Of several hosts that say that an address is theirs, who had it before; else none, for one of them passes for another. */
    private static Map<IpAddress, HostName> holders(
            SortedMap<HostName, MeshMember> members, Map<IpAddress, HostName> before) {
        Map<IpAddress, Set<HostName>> claims = new HashMap<>();
        members.values()
                .forEach(m -> m.endpoint()
                        .ifPresent(e ->
                                claims.computeIfAbsent(e, a -> new HashSet<>()).add(m.host())));
        Map<IpAddress, HostName> holders = new HashMap<>();
        claims.forEach((address, hosts) -> {
            if (hosts.size() == 1) {
                holders.put(address, hosts.iterator().next());
            } else if (hosts.contains(before.get(address))) {
                holders.put(address, before.get(address));
            }
        });
        return holders;
    }

    /** Who is joined stays, for two at a time would make a loop: who was seen so, who was to be, else the first by name. */
    private static Map<String, HostName> gateways(
            SortedMap<HostName, MeshMember> members, Map<String, HostName> before) {
        Comparator<MeshMember> staying = Comparator.comparing((MeshMember m) -> !m.linked())
                .thenComparing(m -> !m.host().equals(before.get(m.gateway().orElseThrow())))
                .thenComparing(MeshMember::host);
        Map<String, MeshMember> first = new HashMap<>();
        for (MeshMember member : members.values()) {
            if (member.endpoint().isPresent() || member.linked()) {
                member.gateway()
                        .ifPresent(wire -> first.merge(
                                wire, member, (one, other) -> staying.compare(one, other) <= 0 ? one : other));
            }
        }
        Map<String, HostName> chosen = new HashMap<>();
        first.forEach((wire, member) -> chosen.put(wire, member.host()));
        return chosen;
    }

    /** The same with another part of one host; empty for a host that is no member. */
    Mesh with(HostName host, Optional<MeshMember> member) {
        SortedMap<HostName, MeshMember> changed = new TreeMap<>(members);
        changed.remove(host);
        member.ifPresent(m -> changed.put(host, m));
        return new Mesh(network, changed, gateways, holders);
    }

    NetworkName network() {
        return network;
    }

    /** All hosts that have the network with a tunnel, by name. */
    SortedMap<HostName, MeshMember> members() {
        return members;
    }

    /** The host that joins a member's wire in its place; empty if the member does it itself. */
    Optional<HostName> standsByFor(MeshMember member) {
        return member.gateway().map(gateways::get).filter(h -> !h.equals(member.host()));
    }

    /** Whether some host joins it to a wire: else it ends at its hosts. */
    boolean isWired() {
        return members.values().stream()
                .anyMatch(m -> m.gateway().isPresent() && endpoint(m).isPresent());
    }

    /** Whether a host is about to join a wire of its own: if another has done so, there will be a loop. */
    boolean joinsAnew(HostName host) {
        MeshMember member = members.get(host);
        return member != null && member.gateway().isPresent() && !member.linked();
    }

    /** Where peers reach a member; empty while it is not joined. */
    Optional<IpAddress> endpoint(MeshMember member) {
        return standsByFor(member).isPresent() || contested(member).isPresent() ? Optional.empty() : member.endpoint();
    }

    /** The address of a member that is another's too, or was another's before; empty if it has its own. */
    Optional<IpAddress> contested(MeshMember member) {
        return member.endpoint().filter(e -> !member.host().equals(holders.get(e)));
    }

    /** Whom a host meets: other hosts that are joined, by name, and listed addresses that are none of theirs. */
    SortedMap<String, IpAddress> peers(HostName host) {
        SortedMap<String, IpAddress> peers = new TreeMap<>();
        MeshMember self = members.get(host);
        if (self == null || endpoint(self).isEmpty()) {
            return peers;
        }
        members.values()
                .forEach(m -> met(self, m).ifPresent(e -> peers.put(m.host().value(), e)));
        self.joined().listedPeers().stream()
                .filter(p -> !peers.containsValue(p) && !p.equals(endpoint(self).get()))
                .forEach(p -> peers.put(p.toString(), p));
        return peers;
    }

    /** What a part of a host consists of: nothing if it needs none; empty if its provider cannot tell. */
    Optional<List<LinkResource>> resources(HostName host, Part part) {
        MeshMember self = members.get(host);
        if (self == null || endpoint(self).isEmpty()) {
            return Optional.of(List.of());
        }
        return Definitions.guarded(
                TUNNEL,
                () -> Optional.of(List.copyOf(part.isBase() ? base(self) : towards(self, part.peer()))),
                f -> Optional.empty());
    }

    private static List<LinkResource> base(MeshMember self) {
        return self.uplink().base(self.junction().orElseThrow(), self.there());
    }

    private List<LinkResource> towards(MeshMember self, String peer) {
        Optional<MeshMember> there = Optional.ofNullable(names.get(peer));
        Optional<IpAddress> address = there.isPresent() ? met(self, there.get()) : listed(self, peer);
        if (address.isEmpty()) {
            return List.of();
        }
        Junction at = self.junction().orElseThrow();
        List<LinkResource> resources = new ArrayList<>(self.uplink().towards(at, self.there(), address.get()));
        there.ifPresent(t -> t.guests()
                .forEach(mac ->
                        resources.addAll(self.uplink().around(at, self.there(), new RemotePort(mac, address.get())))));
        return resources;
    }

    private Optional<IpAddress> met(MeshMember self, MeshMember other) {
        return self == other || !self.joined().meetsFleet() ? Optional.empty() : endpoint(other);
    }

    private static Optional<IpAddress> listed(MeshMember self, String peer) {
        return self.joined().listedPeers().stream()
                .filter(p -> p.toString().equals(peer))
                .findFirst();
    }
}
