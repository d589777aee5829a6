/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.ForwardingEntry;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.guestnet.model.link.Unroutable;
import org.guestnet.model.link.Vxlan;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.HostView;
import org.guestnet.spi.Junction;
import org.guestnet.spi.RemotePort;
import org.guestnet.spi.Uplink;
import org.guestnet.spi.UplinkOnHost;

/** A tunnel by VXLAN, read. If it is encrypted, its ends are the addresses inside. */
final class VxlanUplink implements Uplink {

    private static final IpAddress USUAL = IpAddress.parse("192.0.2.1"); // while the host has not told its own

    private final Vni vni;
    private final Underlay underlay;
    private final Optional<Encryption> encryption;
    private final boolean fleet;
    private final boolean forwarding;

    VxlanUplink(Vni vni, Underlay underlay, Optional<Encryption> encryption, boolean fleet, boolean forwarding) {
        this.vni = vni;
        this.underlay = underlay;
        this.encryption = encryption;
        this.fleet = fleet;
        this.forwarding = forwarding;
    }

    @Override
    public UplinkOnHost on(HostView host) {
        Optional<Finding> problem = underlay.problem(host);
        if (problem.isPresent()) {
            UplinkOnHost nowhere = UplinkOnHost.nowhere(List.of(problem.get()));
            return host.knowsAddresses()
                    ? nowhere
                    : Mtu.of(underlay.device(host), USUAL, encryption).of(nowhere);
        }
        IpAddress endpoint = underlay.endpoint(host).orElseThrow();
        return Mtu.of(underlay.device(host), endpoint, encryption).on(host, underlay, endpoint);
    }

    @Override
    public String wire() {
        return vni.toString();
    }

    @Override
    public String terms() {
        return encryption.map(Encryption::terms).orElse("in clear");
    }

    @Override
    public String takes() {
        return encryption.map(Encryption::takes).orElse("");
    }

    @Override
    public List<IpAddress> listedPeers() {
        return underlay.peers();
    }

    @Override
    public boolean meetsFleet() {
        return fleet;
    }

    @Override
    public List<LinkResource> base(Junction at, UplinkOnHost on) {
        IpAddress endpoint = on.endpoint().orElseThrow();
        DeviceName device = LinkNames.vxlan(at.network());
        List<LinkResource> made = new ArrayList<>();
        IpAddress end = end(at, endpoint);
        encryption.ifPresent(e -> {
            made.add(new InnerAddress(end));
            made.add(new ArrivalGuard(device, vni.id(), vni.port(), e.means().device()));
        });
        int mtu = on.mtu().orElseThrow();
        made.add(new Vxlan(device, vni.id(), end, vni.port(), mtu, at.bridge()));
        if (at.ownServers()) {
            made.add(new PortFilter(device));
        }
        return List.copyOf(made);
    }

    /** Nothing towards a peer that is of another version of IP, or the host itself: neither can be sent to. */
    @Override
    public List<LinkResource> towards(Junction at, UplinkOnHost on, IpAddress peer) {
        IpAddress endpoint = on.endpoint().orElseThrow();
        if (!reaches(endpoint, peer)) {
            return List.of();
        }
        IpAddress end = end(at, peer);
        List<LinkResource> made = new ArrayList<>();
        encryption.ifPresent(e -> {
            made.add(new Unroutable(end)); // first what keeps clear frames back, then what encrypts
            made.add(new EncryptedTunnel(
                    LinkNames.tunnel(at.network(), peer),
                    endpoint,
                    peer,
                    end(at, endpoint),
                    end,
                    Mtu.inside(on.mtu().orElseThrow()),
                    e.means()));
        });
        made.add(new FloodEntry(LinkNames.vxlan(at.network()), end));
        return List.copyOf(made);
    }

    @Override
    public List<LinkResource> around(Junction at, UplinkOnHost on, RemotePort port) {
        return forwarding && reaches(on.endpoint().orElseThrow(), port.peer())
                ? List.of(new ForwardingEntry(LinkNames.vxlan(at.network()), port.mac(), end(at, port.peer())))
                : List.of();
    }

    private static boolean reaches(IpAddress endpoint, IpAddress peer) {
        return endpoint.isV6() == peer.isV6() && !endpoint.equals(peer);
    }

    /** The address that VXLAN sends from or to. */
    private IpAddress end(Junction at, IpAddress endpoint) {
        return encryption.isPresent() ? LinkNames.inner(at.network(), endpoint) : endpoint;
    }
}
