/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.network;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.osgi.service.component.annotations.Component;

/** How tunnels are, as whoever keeps them found; for whoever reads networks. Any thread. */
@Component(service = TunnelStates.class)
public final class TunnelStates {

    private final Map<HostName, Map<NetworkName, TunnelState>> states = new ConcurrentHashMap<>();

    /** Nothing is known yet. */
    public TunnelStates() {}

    /** All tunnels of a host. */
    public void put(HostName host, Map<NetworkName, TunnelState> tunnels) {
        if (tunnels.isEmpty()) {
            states.remove(host);
        } else {
            states.put(host, Map.copyOf(tunnels));
        }
    }

    /** A tunnel; empty if none is known. */
    public Optional<TunnelState> of(HostName host, NetworkName network) {
        return Optional.ofNullable(states.getOrDefault(host, Map.of()).get(network));
    }
}
