/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.network;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
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
    public synchronized void put(HostName host, Map<NetworkName, TunnelState> tunnels) {
        if (tunnels.isEmpty()) {
            states.remove(host);
        } else {
            states.put(host, Map.copyOf(tunnels));
        }
        notifyAll();
    }

    /** A tunnel; empty if none is known. */
    public Optional<TunnelState> of(HostName host, NetworkName network) {
        return Optional.ofNullable(states.getOrDefault(host, Map.of()).get(network));
    }

    /**
     * Waits for a tunnel.
     *
     * @param wanted how it is to be
     * @param patience at most this long
     * @return how it is then, whether as wanted or not; empty if none is known
     */
    public synchronized Optional<TunnelState> await(
            HostName host, NetworkName network, Predicate<TunnelState> wanted, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (of(host, network).filter(wanted).isEmpty() && end - System.nanoTime() > 0) {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return of(host, network);
    }
}
