/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.TunnelState;
import org.guestnet.core.network.TunnelState.Stage;
import org.guestnet.model.Finding;
import org.guestnet.spi.HostNetwork;

/** Compares what two hosts say of one network: whether it is one wire, and how wide. */
final class Wires {

    private Wires() {}

    /** What is to be said about an interface that goes from one to the other. */
    static List<Finding> compare(NetworkOnHost from, NetworkOnHost to) {
        List<Finding> findings = new ArrayList<>();
        if (from.isLocal() || to.isLocal()) {
            findings.add(otherWire(to.isLocal() ? to : from));
        } else if (isApart(from, to) || isApart(to, from)) {
            findings.add(apart(from.uplink().isPresent() ? from : to));
        } else {
            segments(from, to).ifPresent(findings::add);
        }
        mtus(from, to).ifPresent(findings::add);
        to.tunnel().ifPresent(t -> findings.addAll(tunnel(t, from)));
        return findings;
    }

    private static Finding otherWire(NetworkOnHost local) {
        return JudgedCode.LOCAL_SCOPE.finding(
                "on host " + local.host() + " the network is of type " + local.type()
                        + ", a wire of that host only: the guest would move to another wire",
                "if that is wanted");
    }

    /** Whether one is a mesh that no host joins to a wire, and the other has no tunnel; they may say otherwise themselves. */
    private static boolean isApart(NetworkOnHost mesh, NetworkOnHost other) {
        boolean ends = mesh.tunnel().filter(t -> !t.wired()).isPresent();
        boolean said = mesh.segment().isPresent() && mesh.segment().equals(other.segment());
        return ends && other.uplink().isEmpty() && !said;
    }

    private static Finding apart(NetworkOnHost mesh) {
        return JudgedCode.LOCAL_SCOPE.finding(
                "the mesh of host " + mesh.host()
                        + " ends at its hosts, for none of them bridges it to a wire: the guest would move to another wire",
                "if that is wanted");
    }

    private static Optional<Finding> segments(NetworkOnHost from, NetworkOnHost to) {
        if (from.segment().isEmpty() || to.segment().isEmpty()) {
            NetworkOnHost silent = to.segment().isEmpty() ? to : from;
            return Optional.of(JudgedCode.SEGMENT_UNVERIFIED.finding(
                    "only the network's name says that it is the same wire: host " + silent.host()
                            + " names no segment",
                    "add <segment id='…'/> to the definitions of this network on all hosts"));
        }
        return from.segment().equals(to.segment())
                ? Optional.empty()
                : Optional.of(JudgedCode.SEGMENT_MISMATCH.finding(
                        "the wire is segment '" + from.segment().get() + "' on host " + from.host() + " and '"
                                + to.segment().get() + "' here",
                        "correct the <segment> of the definition that is wrong, or choose another host"));
    }

    /** A guest would arrive on a wire that ends at its host, or that does not reach where it comes from. */
    private static List<Finding> tunnel(TunnelState tunnel, NetworkOnHost from) {
        List<Finding> findings = new ArrayList<>();
        tunnel.outside()
                .map(f -> tunnel.stage() == Stage.DOWN ? f.as(JudgedCode.TUNNEL_DOWN.severity()) : f)
                .ifPresent(findings::add);
        Optional.ofNullable(tunnel.unreachable().get(from.host().value()))
                .map(why -> TunnelState.noWay("host " + from.host(), why).as(JudgedCode.PEER_UNREACHABLE.severity()))
                .ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> mtus(NetworkOnHost from, NetworkOnHost to) {
        OptionalInt before = mtu(from);
        OptionalInt after = mtu(to);
        return before.isEmpty() || after.isEmpty() || after.getAsInt() >= before.getAsInt()
                ? Optional.empty()
                : Optional.of((to.uplink().isPresent() ? JudgedCode.TUNNEL_MTU : JudgedCode.MTU_SMALLER)
                        .finding(
                                "the network carries packets of " + after.getAsInt() + " bytes here and of "
                                        + before.getAsInt() + " on host " + from.host()
                                        + ": larger ones of the guest would be lost",
                                "raise the MTU of the bridge or devices here, or, if the guest sends no larger ones"));
    }

    private static OptionalInt mtu(NetworkOnHost network) {
        return network.meaning().map(HostNetwork::mtu).orElse(OptionalInt.empty());
    }
}
