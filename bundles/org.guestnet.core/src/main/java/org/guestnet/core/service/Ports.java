/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.service;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guestnet.api.PortInfo;
import org.guestnet.api.PortInfo.Kind;
import org.guestnet.core.host.HostState;
import org.guestnet.core.steering.Blockers;
import org.guestnet.model.Port;

/** Says whose the ports of a host are. */
final class Ports {

    private Ports() {}

    static List<PortInfo> of(HostState host) {
        Set<UUID> guests = host.guests().values().stream()
                .flatMap(g -> g.live().stream())
                .flatMap(n -> n.portId().stream())
                .collect(Collectors.toSet());
        return host.networks().values().stream()
                .flatMap(n -> n.ports().stream())
                .map(p -> new PortInfo(host.name(), p, kind(p, guests)))
                .toList();
    }

    private static Kind kind(Port port, Set<UUID> guests) {
        if (Blockers.isOurs(port)) {
            return Blockers.isStanding(port) ? Kind.STANDING : Kind.BLOCKER;
        }
        return guests.contains(port.id()) ? Kind.GUEST : Kind.OTHER;
    }
}
