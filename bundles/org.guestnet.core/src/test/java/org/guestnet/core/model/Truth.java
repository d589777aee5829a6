/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.HostName;
import org.guestnet.model.Plug;
import org.guestnet.sim.internal.SimDriver;

/** The simulated hosts as they are, seen past all faults. */
final class Truth {

    private final Function<HostName, HostReport> reports;
    private final List<HostName> hosts;

    Truth(SimDriver driver, List<HostName> hosts) {
        this(host -> driver.host(host.value()).report(), List.copyOf(hosts));
    }

    private Truth(Function<HostName, HostReport> reports, List<HostName> hosts) {
        this.reports = reports;
        this.hosts = hosts;
    }

    /** The same hosts as they are when they are first asked for now, read once. For one thread. */
    Truth once() {
        Map<HostName, HostReport> read = new HashMap<>();
        return new Truth(host -> read.computeIfAbsent(host, reports), hosts);
    }

    List<HostName> hosts() {
        return hosts;
    }

    HostReport of(HostName host) {
        return reports.apply(host);
    }

    /** The guest on that host, if it is active there. */
    static Optional<GuestReport> active(HostReport host, UUID guest) {
        return host.guests().stream()
                .filter(g -> g.uuid().equals(guest) && g.state().isActive())
                .findFirst();
    }

    boolean isActive(HostName host, UUID guest) {
        return active(of(host), guest).isPresent();
    }

    boolean isActiveAnywhere(UUID guest) {
        return hosts.stream().anyMatch(h -> isActive(h, guest));
    }

    /** The device under an interface that is plugged into one directly, by its first name. */
    static Optional<String> device(GuestInterface nic) {
        return nic.plug()
                .filter(p -> p.type().equals("direct"))
                .flatMap(Plug::device)
                .map(d -> Cards.first(d.value()));
    }

    /** The interfaces, of whomever, at each device of a host. */
    static Map<String, Integer> users(HostReport host) {
        Map<String, Integer> users = new TreeMap<>();
        host.guests().stream()
                .filter(g -> g.state().isActive())
                .flatMap(g -> g.live().stream())
                .flatMap(n -> device(n).stream())
                .forEach(d -> users.merge(d, 1, Integer::sum));
        return users;
    }

    /** What the definitions of a host's networks allow, by network and member. */
    static Map<String, Map<String, Integer>> limits(HostReport host) {
        Map<String, Map<String, Integer>> limits = new TreeMap<>();
        for (NetworkReport network : host.networks()) {
            limits.put(network.name().value(), Pools.limits(network));
        }
        return limits;
    }
}
