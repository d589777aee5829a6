/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.guestnet.api.MeshMember.Peer;
import org.guestnet.api.MeshMember.State;
import org.guestnet.core.network.TunnelState;
import org.guestnet.driver.link.LinkReport.Traffic;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.SecretName;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.TunnelReport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Meshes as consoles see them; and their keys. */
@Component(service = MeshView.class)
public final class MeshView {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Meshes meshes;
    private final KeyRotation rotation;

    /**
     * Its parts.
     *
     * @param meshes keeps them
     * @param secrets keeps their keys
     */
    @Activate
    public MeshView(@Reference Meshes meshes, @Reference SecretStore secrets) {
        this.meshes = meshes;
        this.rotation = new KeyRotation(meshes, secrets);
    }

    /** See the api. */
    public List<org.guestnet.api.MeshMember> of(NetworkName network) throws GuestnetException {
        Mesh mesh = mesh(network);
        return mesh.members().values().stream()
                .map(m -> view(mesh, m, Set.of()))
                .toList();
    }

    private Mesh mesh(NetworkName network) throws GuestnetException {
        meshes.catchUp();
        return meshes.mesh(network)
                .orElseThrow(() -> new GuestnetException(Finding.blocker(
                                Codes.NETWORK_MISSING,
                                "no host has a network '" + network + "' with a tunnel",
                                "net:list shows all; a definition with <tunnel> makes one")
                        .on(network)));
    }

    /** See the api. */
    public List<org.guestnet.api.MeshMember> rotateKey(NetworkName network) throws GuestnetException {
        Mesh before = mesh(network);
        Set<SecretName> keys = KeyRotation.keys(before);
        if (keys.isEmpty()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.INVALID_ARGUMENT,
                            "the tunnels of network '" + network + "' have no key",
                            "only <encryption type='…' secret='…'/> has one, once two hosts are joined; certificates are renewed on"
                                    + " the hosts")
                    .on(network));
        }
        Set<HostName> late = rotation.rotate(before, keys, PATIENCE);
        Mesh mesh = mesh(network);
        return mesh.members().values().stream().map(m -> view(mesh, m, late)).toList();
    }

    private org.guestnet.api.MeshMember view(Mesh mesh, MeshMember member, Set<HostName> late) {
        LinkState links = meshes.links(member.host());
        TunnelState state = meshes.tunnel(mesh, member, links);
        List<Peer> peers = peers(mesh, member, links, state);
        Optional<Traffic> traffic = Optional.ofNullable(links.traffic().get(LinkNames.vxlan(mesh.network())));
        return new org.guestnet.api.MeshMember(
                member.host(),
                stateOf(member, state, links),
                member.there().endpoint(),
                member.there().mtu(),
                traffic.map(t -> OptionalLong.of(t.received())).orElse(OptionalLong.empty()),
                traffic.map(t -> OptionalLong.of(t.sent())).orElse(OptionalLong.empty()),
                peers,
                problem(mesh, member, state, late));
    }

    private static State stateOf(MeshMember member, TunnelState state, LinkState links) {
        if (member.junction().isEmpty()) {
            return State.INACTIVE;
        }
        if (state.standsByFor().isPresent()) {
            return State.STANDBY;
        }
        if (!links.known() && state.stage() == TunnelState.Stage.COMING) {
            return State.UNKNOWN;
        }
        return state.isJoined() && state.unreachable().isEmpty() ? State.UP : State.DOWN;
    }

    private static List<Peer> peers(Mesh mesh, MeshMember member, LinkState links, TunnelState state) {
        List<Peer> peers = new ArrayList<>();
        mesh.peers(member.host())
                .forEach((name, address) -> peers.add(new Peer(
                        name,
                        !state.unreachable().containsKey(name),
                        TunnelLook.report(mesh.network(), address, links)
                                .map(TunnelReport::handshakeSeconds)
                                .orElse(OptionalLong.empty()),
                        state.unreachable().getOrDefault(name, ""))));
        return peers;
    }

    private static String problem(Mesh mesh, MeshMember member, TunnelState state, Set<HostName> late) {
        if (late.contains(member.host())) {
            return "it has the old key until it answers";
        }
        return Optional.of(state.why())
                .filter(why -> !why.isEmpty())
                .or(() -> state.standsByFor().map(h -> "host " + h + " joins this segment"))
                .or(() -> state.unreachable().entrySet().stream()
                        .findFirst()
                        .map(e -> "to " + e.getKey() + ": " + e.getValue()))
                .or(() -> smaller(mesh, member))
                .orElse("");
    }

    /** Packets that fit here and not there are lost, which nobody would see otherwise. */
    private static Optional<String> smaller(Mesh mesh, MeshMember member) {
        return mesh.members().values().stream()
                .filter(o -> o.there().mtu().isPresent()
                        && member.there().mtu().isPresent()
                        && o.there().mtu().getAsInt() < member.there().mtu().getAsInt())
                .findFirst()
                .map(o -> Codes.TUNNEL_MTU + ": host " + o.host() + " carries packets of "
                        + o.there().mtu().getAsInt() + " bytes only: larger ones to it are lost");
    }
}
