/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import static java.util.stream.Collectors.toCollection;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.JoinedUplink;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.HostName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.LinkNames;
import org.guestnet.spi.Junction;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.Uplink;
import org.guestnet.spi.UplinkOnHost;
import org.guestnet.xml.LibvirtNetwork;

/**
 * A host that has a network with a tunnel. Immutable.
 *
 * @param host the host
 * @param network the network
 * @param joined the tunnel and what it means on the host
 * @param junction where it joins the network; empty while the network is not active
 * @param gateway for hosts with a wire of their own behind the network, which wire: several must not join one; empty for others
 * @param linked whether the host was seen to be joined already
 * @param guests the addresses of the guest interfaces that are on the network there
 */
record MeshMember(
        HostName host,
        NetworkName network,
        JoinedUplink joined,
        Optional<Junction> junction,
        Optional<String> gateway,
        boolean linked,
        SortedSet<MacAddress> guests) {

    private static final String BRIDGE = "bridge";

    private static final String NO_GUEST = "[0-9a-f][13579bdf].*|00:00:00:00:00:00"; // many, or nobody

    /** Of a guest that moves, the end that sends: frames for it go there until it has moved. */
    private static final Set<GuestReport.State> HERE =
            EnumSet.of(GuestReport.State.RUNNING, GuestReport.State.RUNNING_MIGRATED, GuestReport.State.PAUSED);

    /** The host's part; empty if its network has no tunnel. */
    static Optional<MeshMember> of(HostState host, NetworkOnHost network) {
        return network.uplink().map(u -> of(host, network, u));
    }

    private static MeshMember of(HostState host, NetworkOnHost network, JoinedUplink joined) {
        NetworkDefinition definition = network.definition().orElseThrow(); // whence the tunnel was read
        Optional<Junction> junction = network.libvirt()
                .filter(n -> network.report().active())
                .flatMap(LibvirtNetwork::bridge)
                .filter(b -> LinkNames.isPlain(b.value()))
                .map(b -> new Junction(
                        network.name(), b, definition.root().first("ip").isPresent()));
        boolean gateway = network.type().value().equals(BRIDGE);
        return new MeshMember(
                host.name(),
                network.name(),
                joined,
                junction,
                gateway ? Optional.of(definition.segment().orElse("")) : Optional.empty(),
                host.addresses()
                        .filter(all -> all.containsKey(LinkNames.vxlan(network.name())))
                        .isPresent(),
                guests(host, network.name()));
    }

    private static SortedSet<MacAddress> guests(HostState host, NetworkName network) {
        return host.guests().values().stream()
                .filter(g -> HERE.contains(g.state()))
                .flatMap(g -> g.live().stream())
                .filter(nic -> nic.network().filter(network::equals).isPresent())
                .map(nic -> nic.mac())
                .filter(mac -> !mac.toString().matches(NO_GUEST))
                .collect(toCollection(TreeSet::new));
    }

    Uplink uplink() {
        return joined.uplink();
    }

    UplinkOnHost there() {
        return joined.there();
    }

    /** Where peers reach it; empty while it is no part of the mesh. */
    Optional<IpAddress> endpoint() {
        return junction.flatMap(j -> there().endpoint());
    }

    /** The same host after its network was stopped or undefined, while its links are there yet: nobody takes its place before. */
    MeshMember leaving() {
        return new MeshMember(host, network, joined, Optional.empty(), gateway, linked, new TreeSet<>());
    }

    /** Whether all that others need to know of it is the same. */
    boolean sameAs(MeshMember o) {
        return sameButGuests(o) && guests.equals(o.guests);
    }

    /** Whether its own links are the same. */
    boolean sameButGuests(MeshMember o) {
        return uplink() == o.uplink()
                && endpoint().equals(o.endpoint())
                && there().mtu().equals(o.there().mtu())
                && junction.equals(o.junction)
                && gateway.equals(o.gateway)
                && linked == o.linked;
    }
}
