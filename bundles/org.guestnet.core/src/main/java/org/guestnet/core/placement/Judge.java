/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostFacts;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;

/** Judges whether a guest can move from its host to where it was placed, and what to know before. Any thread; calls no host. */
public final class Judge {

    /** Several looks are missed by then. */
    private static final Duration STALE = Duration.ofSeconds(30);

    private final NetworkReader networks;
    private final Clock clock;

    /** @param networks understands what hosts report */
    public Judge(NetworkReader networks) {
        this(networks, Clock.systemUTC());
    }

    Judge(NetworkReader networks, Clock clock) {
        this.networks = networks;
        this.clock = clock;
    }

    /**
     * All that there is to say: of the placement, of the two hosts, and of each interface.
     *
     * @param source the host that has the guest
     * @param to where it would go, placed to migrate in
     * @param drained the hosts that are being drained
     */
    public List<Finding> findings(HostState source, Placement to, Set<HostName> drained) {
        List<Finding> findings = new ArrayList<>(to.findings());
        findings.addAll(hosts(source, to.host()));
        if (drained.contains(to.host().name())) {
            findings.add(draining(to.host().name()));
        }
        Optional<GuestReport> guest = Optional.ofNullable(source.guests().get(to.guest()));
        boolean runs = guest.filter(g -> g.state().isActive()).isPresent();
        guest.filter(g -> runs).ifPresent(g -> findings.addAll(Leaving.held(source, g)));
        for (NicPlacement nic : to.nics()) {
            nic(source, to, nic, runs).stream()
                    .map(f -> f.on(nic.nic().mac()))
                    .map(f -> f.host().isPresent() ? f : f.on(to.host().name()))
                    .forEach(findings::add);
        }
        return findings.stream()
                .map(f -> runs ? f : JudgedCode.stopped(f))
                .distinct()
                .toList();
    }

    /**
     * What there is to say about the wires alone: of a guest that does not move, but is started anew.
     *
     * @param source the host that had the guest
     * @param to where it would go
     */
    public List<Finding> wires(HostState source, Placement to) {
        List<Finding> findings = new ArrayList<>();
        for (NicPlacement nic : to.nics()) {
            Optional<NetworkOnHost> from = nic.nic().network().flatMap(n -> networks.read(source, n));
            if (from.isPresent() && nic.network().isPresent()) {
                Wires.compare(from.get(), nic.network().get()).stream()
                        .map(f -> f.on(to.host().name())
                                .on(from.get().name())
                                .on(nic.nic().mac()))
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    private List<Finding> nic(HostState source, Placement to, NicPlacement nic, boolean runs) {
        if (nic.nic().network().isEmpty()) {
            return new HostDetails(networks, source, to.host()).of(nic.nic());
        }
        List<Finding> findings = new ArrayList<>();
        Optional<NetworkOnHost> from = networks.read(source, nic.nic().network().get());
        if (runs && from.isPresent()) {
            findings.addAll(Leaving.of(source, from.get(), to.name(), nic.nic()));
        }
        if (runs) {
            VnetHeaders.compare(nic).ifPresent(findings::add);
        }
        BridgeCheck.of(to.host(), nic).ifPresent(findings::add);
        if (from.isPresent() && nic.network().isPresent()) {
            findings.addAll(Wires.compare(from.get(), nic.network().get()));
        }
        return findings.stream().map(f -> f.on(nic.nic().network().get())).toList();
    }

    private List<Finding> hosts(HostState source, HostState destination) {
        List<Finding> findings = new ArrayList<>();
        if (!source.isUp()) {
            findings.add(source.downFinding());
        }
        movable(source).ifPresent(findings::add);
        movable(destination).ifPresent(findings::add);
        if (source.hypervisor() != destination.hypervisor()) {
            findings.add(JudgedCode.HYPERVISOR_CANNOT_MIGRATE
                    .finding(
                            "the guest runs under " + source.hypervisor() + " and the host serves "
                                    + destination.hypervisor(),
                            "choose a host of the same hypervisor")
                    .on(destination.name()));
        }
        stale(destination).ifPresent(findings::add);
        findings.add(JudgedCode.NOT_CHECKED
                .finding("whether the host has the CPU, memory, storage and other devices for it is not judged", "")
                .on(destination.name()));
        return findings;
    }

    private static Finding draining(HostName host) {
        return JudgedCode.HOST_DRAINING
                .finding("the host is being drained", "choose another host, or end the drain: op:list, op:abort")
                .on(host);
    }

    private static Optional<Finding> movable(HostState host) {
        boolean migrates = host.facts().map(HostFacts::migrates).orElse(host.hypervisor() == Hypervisor.QEMU);
        return migrates
                ? Optional.empty()
                : Optional.of(JudgedCode.HYPERVISOR_CANNOT_MIGRATE
                        .finding(
                                "libvirt's " + host.hypervisor() + " driver cannot migrate guests",
                                "stop the guest and start it where it is wanted")
                        .on(host.name()));
    }

    private Optional<Finding> stale(HostState host) {
        Instant now = clock.instant();
        return host.seen()
                .filter(seen -> seen.plus(STALE).isBefore(now))
                .map(seen -> JudgedCode.HOST_STALE
                        .finding(
                                "the host was last looked at "
                                        + Duration.between(seen, now).toSeconds()
                                        + " seconds ago, so it may have changed",
                                "host:show " + host.name() + " --refresh")
                        .on(host.name()));
    }
}
