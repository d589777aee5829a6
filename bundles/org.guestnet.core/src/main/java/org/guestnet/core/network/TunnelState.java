/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;

/**
 * How the tunnel of a network is at a host. Immutable.
 *
 * @param stage whether the host is joined
 * @param why it is not; empty text if it is, or if its network is not active
 * @param unreachable by peer, why the tunnel to it does not work
 * @param standsByFor the host that joins its wire in its place
 * @param wired whether some host joins the mesh to a wire
 */
public record TunnelState(
        Stage stage, String why, SortedMap<String, String> unreachable, Optional<HostName> standsByFor, boolean wired) {

    /** How far it is. */
    public enum Stage {
        /** The network is not active. */
        INACTIVE,
        /** It is being made, or looked at for the first time. */
        COMING,
        /** The host is joined, or stands by. */
        JOINED,
        /** The host is not joined. */
        DOWN
    }

    /** Whether guests who come now are on the wire. */
    public boolean isJoined() {
        return stage == Stage.JOINED;
    }

    /** Why the host is not joined, as a notice; empty if it is, or if its network is not active. */
    public Optional<Finding> outside() {
        return switch (stage) {
            case COMING ->
                Optional.of(Finding.notice(
                        Codes.TUNNEL_DOWN,
                        "the tunnel is being made: " + why,
                        "a migration waits for it; net:mesh shows how it is"));
            case DOWN ->
                Optional.of(Finding.notice(
                        Codes.TUNNEL_DOWN,
                        "the tunnel is down: " + why,
                        "it is tried again all the time; net:mesh shows how it is"));
            default -> Optional.empty();
        };
    }

    /** The same as notices: guests start all the same, for a mesh heals. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        outside().ifPresent(findings::add);
        unreachable.forEach((peer, why) -> findings.add(noWay(peer, why)));
        standsByFor
                .map(h -> Finding.notice(
                        Codes.TUNNEL_CONFLICT,
                        "it stands by: host " + h
                                + " joins this segment to the mesh, and a second one would make a loop",
                        "if they are two wires, say so: <segment id='…'/> in each definition"))
                .ifPresent(findings::add);
        return findings;
    }

    /** That a peer is not met. */
    public static Finding noWay(String peer, String why) {
        return Finding.notice(
                Codes.PEER_UNREACHABLE,
                "the tunnel to " + peer + " does not work: " + why,
                "see that the underlay connects both and that the encryption's programs run on both; net:mesh shows how it is");
    }
}
