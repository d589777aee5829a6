/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.guestnet.core.network.JoinedUplink;
import org.guestnet.core.network.TunnelState;
import org.guestnet.core.network.TunnelState.Stage;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.HostName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.TunnelReport;

/** Says of each of a host's tunnels how it is. Stateless. */
final class TunnelLook {

    private TunnelLook() {}

    /** @param awaited a host that is to be seen before this one may join; empty if it need not wait */
    static TunnelState of(Mesh mesh, MeshMember member, LinkState links, Optional<HostName> awaited) {
        Optional<HostName> other = mesh.standsByFor(member);
        String why = other.isPresent() ? "" : outside(mesh, member, links, awaited);
        return new TunnelState(
                stage(mesh, member, links, why), why, unreachable(mesh, member, links), other, mesh.isWired());
    }

    private static Stage stage(Mesh mesh, MeshMember member, LinkState links, String why) {
        if (member.junction().isEmpty()) {
            return Stage.INACTIVE;
        }
        if (why.isEmpty()) {
            return Stage.JOINED;
        }
        boolean hopeless = !links.problem(member.network()).isEmpty()
                || isHopeless(member)
                || links.known() && mesh.endpoint(member).isEmpty();
        return hopeless ? Stage.DOWN : Stage.COMING;
    }

    /** Why the host is not joined; empty text if it is. */
    private static String outside(Mesh mesh, MeshMember member, LinkState links, Optional<HostName> awaited) {
        if (member.junction().isEmpty()) {
            return ""; // not active: that is said elsewhere
        }
        Optional<String> nowhere = nowhere(mesh, member);
        String problem = links.problem(member.network());
        if (!problem.isEmpty() && !isHopeless(member)) {
            return problem;
        }
        if (nowhere.isPresent()) {
            return nowhere.get();
        }
        if (links.isJoined(member.network())) {
            return "";
        }
        return awaited.map(h -> "host " + h + " was not seen yet, and may join the same wire, which would make a loop")
                .orElse("it is still to be made on the host");
    }

    /** Why peers reach the host nowhere; empty if they do somewhere. */
    private static Optional<String> nowhere(Mesh mesh, MeshMember member) {
        if (member.endpoint().isEmpty()) {
            return Optional.of(member.there().findings().stream()
                    .map(Finding::detail)
                    .findFirst()
                    .orElse("where peers reach the host is not known yet"));
        }
        return mesh.contested(member).map(a -> "address " + a + " is another host's too");
    }

    private static boolean isHopeless(MeshMember member) {
        return member.there().findings().stream().anyMatch(f -> f.severity() == Severity.BLOCKER);
    }

    private static SortedMap<String, String> unreachable(Mesh mesh, MeshMember member, LinkState links) {
        SortedMap<String, String> unreachable = new TreeMap<>();
        mesh.peers(member.host())
                .forEach((peer, address) -> JoinedUplink.apart(member.endpoint().orElseThrow(), address)
                        .or(() -> report(mesh.network(), address, links)
                                .filter(t -> !t.up())
                                .map(TunnelReport::problem))
                        .ifPresent(why -> unreachable.put(peer, why)));
        return unreachable;
    }

    /** The encrypted tunnel to a peer; empty if it is none, or was not looked at. */
    static Optional<TunnelReport> report(NetworkName network, IpAddress peer, LinkState links) {
        return Optional.ofNullable(links.tunnels().get(LinkNames.tunnel(network, peer)));
    }
}
