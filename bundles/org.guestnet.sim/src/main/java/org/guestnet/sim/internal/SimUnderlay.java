/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.TunnelReport;

/** The wire between all simulated hosts, on which each is reached at its addresses. Safe for any thread; locks one host at a time. */
final class SimUnderlay {

    private final Collection<SimHost> hosts;

    /** @param hosts a live view of all */
    SimUnderlay(Collection<SimHost> hosts) {
        this.hosts = hosts;
    }

    /** Who is reached now, and where: asked once for many tunnels. */
    Reached reached() {
        Map<IpAddress, List<SimHost>> byAddress = new HashMap<>();
        hosts.forEach(host -> host.reached()
                .forEach(a ->
                        byAddress.computeIfAbsent(a, x -> new ArrayList<>()).add(host)));
        return new Reached(byAddress);
    }

    /** Hosts by address. */
    record Reached(Map<IpAddress, List<SimHost>> byAddress) {

        TunnelReport report(SimHost host, EncryptedTunnel tunnel) {
            Optional<String> proof = host.ask(links -> links.ends().proof(tunnel));
            if (proof.isEmpty()) {
                return TunnelReport.down("the host has no such tunnel");
            }
            if (!at(tunnel.local()).contains(host) || at(tunnel.remote()).isEmpty()) {
                return TunnelReport.down("no answer from " + tunnel.remote());
            }
            Optional<String> other = at(tunnel.remote()).stream()
                    .flatMap(h -> h.ask(links -> links.ends().proofTo(tunnel)).stream())
                    .findFirst();
            if (other.isEmpty()) {
                return TunnelReport.down(tunnel.remote() + " has no such tunnel");
            }
            return other.equals(proof)
                    ? new TunnelReport(true, OptionalLong.of(0), 0, 0, "")
                    : TunnelReport.down("the ends do not convince each other");
        }

        private List<SimHost> at(IpAddress address) {
            return byAddress.getOrDefault(address, List.of());
        }
    }
}
