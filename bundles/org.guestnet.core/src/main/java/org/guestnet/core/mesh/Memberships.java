/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.LinkNames;

/** Says what hosts are members of. Stateless but for what it reads. */
final class Memberships {

    private static final String TUNNEL = "tunnel"; // in the document of each network that has one

    private final NetworkReader networks;
    private final MeshBook book;

    Memberships(NetworkReader networks, MeshBook book) {
        this.networks = networks;
        this.book = book;
    }

    long generation() {
        return networks.generation();
    }

    /** What the host is a member of. One of a network that nobody understands now it stays as it was: its provider will be back. */
    Map<NetworkName, MeshMember> of(HostState host) {
        Map<NetworkName, MeshMember> members = new LinkedHashMap<>();
        for (NetworkReport report : host.networks().values()) {
            if (mentionsTunnel(report)) {
                NetworkOnHost network = networks.read(host, report);
                Optional<MeshMember> member =
                        isUnderstood(network) ? MeshMember.of(host, network) : known(host.name(), report.name());
                member.ifPresent(m -> members.put(report.name(), m));
            }
        }
        book.of(host.name()).stream()
                .filter(m -> !members.containsKey(m.network()) && isLinked(host, m.network()))
                .map(m -> m.members().get(host.name()))
                .filter(m -> m.gateway().isPresent())
                .forEach(m -> members.put(m.network(), m.leaving()));
        return members;
    }

    private static boolean mentionsTunnel(NetworkReport report) {
        return report.commonConfigXml().contains(TUNNEL)
                || report.commonLiveXml().filter(xml -> xml.contains(TUNNEL)).isPresent();
    }

    private Optional<MeshMember> known(HostName host, NetworkName network) {
        return book.mesh(network).map(m -> m.members().get(host));
    }

    private static boolean isLinked(HostState host, NetworkName network) {
        return host.addresses()
                .filter(all -> all.containsKey(LinkNames.vxlan(network)))
                .isPresent();
    }

    private static boolean isUnderstood(NetworkOnHost network) {
        boolean tunnel = network.definition()
                .map(d -> d.root().first(TUNNEL).isPresent())
                .orElse(true);
        return !network.managed()
                || !tunnel
                || network.uplink().filter(u -> !u.isBroken()).isPresent();
    }

    /** Whether all is known of the host that others have to know. @param outside whether it is a member of nothing */
    boolean isKnown(HostState host, boolean outside) {
        boolean understood = host.networks().values().stream()
                .filter(Memberships::mentionsTunnel)
                .allMatch(report -> isUnderstood(networks.read(host, report)));
        return host.seen().isPresent() && understood && (outside || !host.hasShell() || host.knowsAddresses());
    }
}
