/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.driver.HostFacts;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Hypervisor;
import org.guestnet.spi.PortRequest.Purpose;

/** Says whether a guest that moves stays on its wires, and whether its hosts can move it at all. */
public final class Wires {

    private final NetworkReader networks;

    /** @param networks understands what hosts report */
    public Wires(NetworkReader networks) {
        this.networks = networks;
    }

    /** What is to be said about moving a guest from a host to the placement's host. */
    public List<Finding> compare(HostState source, Placement destination) {
        List<Finding> findings = new ArrayList<>();
        movable(source).ifPresent(findings::add);
        movable(destination.host()).ifPresent(findings::add);
        if (source.hypervisor() != destination.host().hypervisor()) {
            findings.add(otherHypervisor(source, destination.host()));
        }
        for (NicPlacement nic : destination.nics()) {
            Optional<NetworkOnHost> from = nic.nic().network().flatMap(n -> networks.read(source, n));
            from.ifPresent(network -> findings.addAll(leaves(source, network, destination, nic)));
            if (from.isPresent() && nic.network().isPresent()) {
                compare(from.get(), nic.network().get())
                        .ifPresent(f -> findings.add(f.on(destination.host().name())
                                .on(nic.network().get().name())
                                .on(nic.nic().mac())));
            }
        }
        return findings;
    }

    /** What the source's provider has to say of an interface that leaves. */
    private static List<Finding> leaves(
            HostState source, NetworkOnHost network, Placement destination, NicPlacement nic) {
        List<Finding> said = new ArrayList<>();
        Placer.admits(source, network, new Placer.Request(destination.name(), Purpose.MIGRATE_OUT, nic.nic()), said);
        return said.stream()
                .map(f -> f.on(source.name()).on(network.name()).on(nic.nic().mac()))
                .toList();
    }

    private static Optional<Finding> movable(HostState host) {
        boolean migrates = host.facts().map(HostFacts::migrates).orElse(host.hypervisor() == Hypervisor.QEMU);
        return migrates
                ? Optional.empty()
                : Optional.of(Finding.blocker(
                                Codes.HYPERVISOR_CANNOT_MIGRATE,
                                "libvirt's " + host.hypervisor() + " driver cannot migrate guests",
                                "stop the guest and start it where it is wanted")
                        .on(host.name()));
    }

    private static Finding otherHypervisor(HostState source, HostState destination) {
        return Finding.blocker(
                        Codes.HYPERVISOR_CANNOT_MIGRATE,
                        "the guest runs under " + source.hypervisor() + " and the host serves "
                                + destination.hypervisor(),
                        "choose a host of the same hypervisor")
                .on(destination.name());
    }

    private static Optional<Finding> compare(NetworkOnHost from, NetworkOnHost to) {
        if (from.isLocal() || to.isLocal()) {
            NetworkOnHost local = to.isLocal() ? to : from;
            return Optional.of(Finding.consent(
                    Codes.LOCAL_SCOPE,
                    "on host " + local.host() + " the network is of type " + local.type()
                            + ", a wire of that host only: the guest would move to another wire",
                    "if that is wanted: --accept " + Codes.LOCAL_SCOPE));
        }
        if (from.segment().isPresent()
                && to.segment().isPresent()
                && !from.segment().equals(to.segment())) {
            return Optional.of(Finding.blocker(
                    Codes.SEGMENT_MISMATCH,
                    "the wire is segment '" + from.segment().get() + "' on host " + from.host() + " and '"
                            + to.segment().get() + "' here",
                    "correct the <segment> of the definition that is wrong, or choose another host"));
        }
        return Optional.empty();
    }
}
