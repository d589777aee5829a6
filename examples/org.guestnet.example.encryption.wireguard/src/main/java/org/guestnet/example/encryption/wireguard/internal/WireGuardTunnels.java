/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.example.encryption.wireguard.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.spi.HostStep;
import org.guestnet.spi.KeyedTunnel;
import org.guestnet.spi.TunnelsOnHost;

/** What a host's WireGuard has: for each network a device, for each tunnel a peer of it and a route through it. */
final class WireGuardTunnels implements TunnelsOnHost {

    private static final int SILENT = 180; // seconds: without a new handshake WireGuard takes no more packets

    private final Optional<String> silence;
    private final long now;
    private final Map<String, Device> devices;
    private final Map<String, Peer> peers; // by the tunnels' names
    private final Set<Route> routes = new HashSet<>();

    private record Route(IpAddress to, String device) {}

    WireGuardTunnels(HostWords words) {
        this.silence = words.silence();
        this.now = words.now();
        this.devices = Device.all(words);
        this.peers = Peer.all(words, devices.keySet());
        words.routes()
                .filter(w -> w[1].equals("dev"))
                .forEach(w -> Peer.inner(w[0]).ifPresent(to -> routes.add(new Route(to, w[2]))));
    }

    @Override
    public Optional<String> silence() {
        return silence;
    }

    /** A device without peers counts as one tunnel, or nobody would take it away. */
    @Override
    public Set<String> names() {
        Set<String> names = new HashSet<>(peers.keySet());
        devices.keySet().stream()
                .filter(d -> peers.values().stream().noneMatch(p -> p.device().equals(d)))
                .forEach(d -> names.add(Orders.nameOf(d)));
        return names;
    }

    @Override
    public boolean has(KeyedTunnel tunnel) {
        String device = Orders.device(tunnel);
        Peer peer = peers.get(tunnel.name());
        return peer != null
                && devices.get(device).is(tunnel)
                && peer.publicKey().equals(Document.remote(tunnel))
                && routes.contains(new Route(tunnel.tunnel().innerRemote(), device));
    }

    @Override
    public TunnelReport report(String name) {
        Peer peer = peers.get(name);
        if (peer == null) {
            return TunnelReport.down(silence.orElse("the host's WireGuard does not know the other end"));
        }
        if (peer.handshake() == 0) {
            return TunnelReport.down("the other end has not answered: it may have another key, or be out of reach");
        }
        long age = Math.max(0, now - peer.handshake());
        String problem = age < SILENT ? "" : "the other end has been silent for " + age + " seconds";
        return new TunnelReport(problem.isEmpty(), OptionalLong.of(age), peer.received(), peer.sent(), problem);
    }

    @Override
    public List<HostStep> make(List<KeyedTunnel> missing) {
        return Orders.make(devices, peers.values(), missing);
    }

    @Override
    public List<HostStep> remove(Collection<String> names) {
        return Orders.remove(peers, names);
    }

    /** An end that began while the other had its old key begins again after five seconds; one that is made anew, at once. */
    @Override
    public List<HostStep> renew(List<KeyedTunnel> tunnels) {
        return Orders.renew(tunnels.stream().filter(this::isUnanswered).toList());
    }

    private boolean isUnanswered(KeyedTunnel tunnel) {
        return has(tunnel) && peers.get(tunnel.name()).handshake() == 0;
    }
}
