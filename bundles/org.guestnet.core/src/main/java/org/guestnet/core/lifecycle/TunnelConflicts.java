/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.JoinedUplink;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;
import org.guestnet.model.Place;
import org.guestnet.model.link.LinkNames;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.xml.LibvirtNetwork;

/** What ends of one mesh must not have in common, and what they have to: said before the second one is defined, naming both. */
final class TunnelConflicts {

    private final NetworkReader networks;
    private final Supplier<List<HostState>> fleet;

    TunnelConflicts(NetworkReader networks, Supplier<List<HostState>> fleet) {
        this.networks = networks;
        this.fleet = fleet;
    }

    List<Finding> of(HostState host, NetworkDefinition definition, JoinedUplink uplink) {
        List<Finding> findings = new ArrayList<>();
        Optional<String> bridge = definition.root().first("bridge").flatMap(b -> b.attribute("name"));
        bridge.filter(b -> !LinkNames.isPlain(b))
                .map(b -> Finding.blocker(
                        Codes.DEFINITION_INVALID,
                        "bridge '" + b + "' cannot be joined to a tunnel: programs of the host would not take its name",
                        "call it with letters, digits, '.', '-' and '_'"))
                .ifPresent(findings::add);
        host.networks().values().stream()
                .filter(report -> !report.name().equals(definition.name()))
                .map(report -> networks.read(host, report))
                .filter(other -> other.uplink().isPresent())
                .forEach(other -> {
                    sameNames(other.name(), definition.name()).ifPresent(findings::add);
                    sameWire(other, uplink).ifPresent(findings::add);
                    sameTaken(other, uplink).ifPresent(findings::add);
                    bridge.flatMap(b -> sameBridge(other, b)).ifPresent(findings::add);
                });
        fleet.get().stream()
                .filter(other -> !other.name().equals(host.name()))
                .flatMap(other -> networks.read(other, definition.name()).stream())
                .filter(other -> other.uplink().filter(u -> !u.isBroken()).isPresent())
                .forEach(other -> findings.addAll(with(other, definition, uplink)));
        return findings.stream().map(f -> at(definition, f)).toList();
    }

    private static Finding at(NetworkDefinition definition, Finding finding) {
        Optional<Place> place = definition.root().first("tunnel").map(t -> t.place());
        return finding.place().isPresent() || place.isEmpty() ? finding : finding.at(place.get());
    }

    /** Devices and inner addresses have names made from a part of a hash, which somebody may have sought to meet another's. */
    private static Optional<Finding> sameNames(NetworkName other, NetworkName network) {
        String prefix = LinkNames.innerNetwork(LinkNames.vxlan(network));
        return LinkNames.innerNetwork(LinkNames.vxlan(other)).equals(prefix)
                ? Optional.of(conflict(
                        "network '" + other + "' of this host has the same addresses inside its tunnels: " + prefix,
                        "call this network something else"))
                : Optional.empty();
    }

    private static Optional<Finding> sameWire(NetworkOnHost other, JoinedUplink uplink) {
        return other.uplink()
                .filter(o -> o.wire().equals(uplink.wire()))
                .map(o -> conflict(
                        "network '" + other.name() + "' of this host has the same tunnel: " + o.wire(),
                        "give each network an id of its own"));
    }

    private static Optional<Finding> sameTaken(NetworkOnHost other, JoinedUplink uplink) {
        return other.uplink()
                .filter(o -> !o.takes().isEmpty() && o.takes().equals(uplink.takes()))
                .map(o -> conflict(
                        "network '" + other.name() + "' of this host has taken " + o.takes(),
                        "write another in the definition of this network, the same on all its hosts"));
    }

    /** Two meshes on one bridge would be one, and a loop with whoever has both. */
    private static Optional<Finding> sameBridge(NetworkOnHost other, String bridge) {
        return other.libvirt()
                .flatMap(LibvirtNetwork::bridge)
                .filter(b -> b.value().equals(bridge))
                .map(b -> conflict(
                        "network '" + other.name() + "' joins bridge " + bridge + " already",
                        "join it once, or put this network on another bridge"));
    }

    private List<Finding> with(NetworkOnHost other, NetworkDefinition definition, JoinedUplink uplink) {
        List<Finding> findings = new ArrayList<>();
        String here = said(uplink);
        String there = said(other.uplink().orElseThrow());
        if (!there.equals(here)) {
            findings.add(conflict(
                    "its tunnel cannot meet that of host " + other.host() + ": " + here + " here, " + there + " there",
                    "write the same in the definitions of all hosts"));
        }
        ends(other, uplink).ifPresent(findings::add);
        other.definition()
                .ifPresent(d -> findings.addAll(AddressPlan.of(definition).conflicts(AddressPlan.of(d), other.host())));
        if (isGateway(definition.type())
                && isGateway(other.type())
                && definition.segment().equals(other.segment())) {
            findings.add(Finding.notice(
                    Codes.TUNNEL_CONFLICT,
                    "host " + other.host()
                            + " bridges this segment to the mesh too, which would make a loop: one of both joins, and the other stands by",
                    "if they are two wires, say so: <segment id='…'/> in each definition"));
        }
        return findings;
    }

    private static Optional<Finding> ends(NetworkOnHost other, JoinedUplink uplink) {
        Optional<IpAddress> there = other.uplink().flatMap(u -> u.there().endpoint());
        return uplink.there()
                .endpoint()
                .filter(here -> uplink.meetsFleet() && there.isPresent())
                .flatMap(here -> JoinedUplink.apart(here, there.get()))
                .map(why -> conflict(
                        "it cannot meet host " + other.host() + ": " + why,
                        "name another address in <local address='…'> of one of both"));
    }

    private static String said(JoinedUplink uplink) {
        return uplink.wire() + " " + uplink.terms();
    }

    /** A bridge of the host's own has a wire behind it. */
    private static boolean isGateway(NetworkType type) {
        return type.value().equals("bridge");
    }

    static Finding conflict(String detail, String remedy) {
        return Finding.blocker(Codes.TUNNEL_CONFLICT, detail, remedy);
    }
}
