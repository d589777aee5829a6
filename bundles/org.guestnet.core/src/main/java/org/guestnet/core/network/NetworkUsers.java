/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.network;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;

/** Who uses a network: running guests with an interface on it, as they were seen. */
public final class NetworkUsers {

    private NetworkUsers() {}

    /** The names of the running guests that use a network on a host. */
    public static List<String> of(Collection<HostState> hosts, HostName host, NetworkName network) {
        return hosts.stream()
                .filter(h -> h.name().equals(host))
                .flatMap(h -> h.guests().values().stream())
                .filter(g -> g.state().isActive() && uses(g, network))
                .map(g -> g.name().value())
                .sorted()
                .toList();
    }

    /**
     * Who uses a network that was read just now: guests that were seen, and owners of ports that were not. A port that its guest left
     * behind does not count.
     */
    public static List<String> of(HostState host, NetworkReport network) {
        Set<String> users = new TreeSet<>(of(List.of(host), host.name(), network.name()));
        network.ports().stream()
                .filter(p -> !Blockers.isOurs(p))
                .filter(p -> Optional.ofNullable(host.guests().get(p.ownerId()))
                        .map(g -> g.state().isActive())
                        .orElse(true))
                .forEach(p -> users.add(p.ownerName()));
        return List.copyOf(users);
    }

    private static boolean uses(GuestReport guest, NetworkName network) {
        return guest.live().stream()
                .anyMatch(n -> n.network().filter(network::equals).isPresent());
    }
}
