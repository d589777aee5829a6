/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.network;

import java.util.Collection;
import java.util.List;
import org.guestnet.core.host.HostState;
import org.guestnet.driver.GuestReport;
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

    private static boolean uses(GuestReport guest, NetworkName network) {
        return guest.live().stream()
                .anyMatch(n -> n.network().filter(network::equals).isPresent());
    }
}
