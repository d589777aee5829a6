/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.model.Claim;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.HostName;

/** Whether each slot that a running guest has is claimed for it, and none is given once too often. */
final class FleetBooks {

    private final MemoryStore store;
    private final Map<String, Map<String, Integer>> limits = new HashMap<>(); // by what a host published

    FleetBooks(MemoryStore store) {
        this.store = store;
    }

    private Map<String, Map<String, Integer>> limits(HostReport report) {
        return report.networks().stream()
                .collect(Collectors.toMap(
                        n -> n.name().value(), n -> limits.computeIfAbsent(n.configXml(), xml -> Pools.limits(n))));
    }

    /** What is not, or not rightly, in the books. */
    List<String> wrongs(Truth truth) {
        List<Claim> claims = store.claims();
        List<String> wrongs = new ArrayList<>();
        for (HostName host : truth.hosts()) {
            HostReport report = truth.of(host);
            Map<String, Map<String, Integer>> limits = limits(report);
            for (GuestReport guest : report.guests()) {
                if (guest.state().isActive()) {
                    guest.live().forEach(n -> unclaimed(host, guest, n, limits, claims, wrongs));
                }
            }
        }
        return wrongs;
    }

    private static void unclaimed(
            HostName host,
            GuestReport guest,
            GuestInterface nic,
            Map<String, Map<String, Integer>> limits,
            List<Claim> claims,
            List<String> wrongs) {
        String network = nic.network().map(n -> n.value()).orElse("");
        String device = Truth.device(nic).orElse("");
        boolean limited = limits.getOrDefault(network, Map.of()).containsKey(device);
        boolean claimed = claims.stream()
                .anyMatch(c -> c.key().host().equals(host)
                        && c.key().device().equals(device)
                        && c.guest().equals(guest.uuid())
                        && c.nic().equals(nic.mac()));
        if (limited && !claimed) {
            wrongs.add("UNCLAIMED: " + guest.name() + " at " + device + " of " + host);
        }
        if (nic.plug().isEmpty()) {
            wrongs.add("DISCONNECTED: " + guest.name() + " from " + network + " on " + host);
        }
    }

    /** Members with more guests than their network allows. */
    List<String> over(Truth truth) {
        List<String> over = new ArrayList<>();
        for (HostName host : truth.hosts()) {
            HostReport report = truth.of(host);
            Map<String, Integer> users = Truth.users(report);
            limits(report)
                    .forEach((network, limits) -> limits.forEach((device, limit) -> {
                        if (users.getOrDefault(device, 0) > limit) {
                            over.add("OVER: " + device + " of " + host + " by " + network + ": " + users.get(device)
                                    + " of " + limit);
                        }
                    }));
        }
        return over;
    }
}
