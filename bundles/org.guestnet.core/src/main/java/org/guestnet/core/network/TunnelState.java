/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;

/**
 * How the tunnel of a network is at a host. Immutable.
 *
 * @param down why the host is not joined; empty if it is, or is not known yet
 * @param unreachable by peer, why the tunnel to it does not work
 * @param standsByFor the host that joins its wire in its place
 */
public record TunnelState(
        Optional<String> down, SortedMap<String, String> unreachable, Optional<HostName> standsByFor) {

    /** Nothing is wrong. */
    public static final TunnelState WELL = new TunnelState(Optional.empty(), new TreeMap<>(), Optional.empty());

    /** The same as notices: guests start all the same, for a mesh heals. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        down.map(TunnelState::isDown).ifPresent(findings::add);
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

    /** That a host is not joined. */
    public static Finding isDown(String why) {
        return Finding.notice(
                Codes.TUNNEL_DOWN,
                "the tunnel is down: " + why,
                "it is tried again all the time; net:mesh shows how it is");
    }

    /** That a peer is not met. */
    public static Finding noWay(String peer, String why) {
        return Finding.notice(
                Codes.PEER_UNREACHABLE,
                "the tunnel to " + peer + " does not work: " + why,
                "see that the underlay connects both and that the IPsec daemon runs on both; net:mesh shows how it is");
    }
}
