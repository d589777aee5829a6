/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.Plug;
import org.guestnet.xml.LibvirtNetwork;
import org.guestnet.xml.Member;

/** Judges an interface that names a bridge or a device of its host itself, instead of a network. */
final class HostDetails {

    private final NetworkReader networks;
    private final HostState source;
    private final HostState destination;

    HostDetails(NetworkReader networks, HostState source, HostState destination) {
        this.networks = networks;
        this.source = source;
        this.destination = destination;
    }

    /** What is to be said of it; nothing of one that needs nothing of the host. */
    List<Finding> of(GuestInterface nic) {
        Optional<DeviceName> named = nic.plug().flatMap(Plug::device);
        if (named.isEmpty() || LibvirtRules.isFunction(nic)) {
            return List.of(); // what holds it at its host is said otherwise
        }
        return List.of(BridgeCheck.problem(destination, nic.type(), nic.element(), named.get())
                .map(problem -> JudgedCode.HOST_DETAIL.finding(
                        "the guest names " + named.get() + " of its host itself, and " + problem, remedy(named.get())))
                .orElseGet(() -> JudgedCode.SEGMENT_UNVERIFIED.finding(
                        "the guest names " + named.get()
                                + " of its host itself; whether that is the same wire here is not known",
                        remedy(named.get()))));
    }

    /** The network that is the same thing at the source, where the destination has it too. */
    private String remedy(DeviceName named) {
        String instead = source.networks().values().stream()
                .filter(n -> destination.networks().containsKey(n.name()))
                .map(n -> networks.read(source, n))
                .filter(n -> reaches(n, named))
                .map(n -> n.name().value())
                .sorted()
                .collect(Collectors.joining(" or "));
        return instead.isEmpty()
                ? "define a network over " + named + " on both hosts, and let the guest name that"
                : "let the guest name network " + instead + " instead, which this host has too";
    }

    private static boolean reaches(NetworkOnHost network, DeviceName named) {
        return network.libvirt()
                        .flatMap(LibvirtNetwork::bridge)
                        .filter(named::equals)
                        .isPresent()
                || network.attachmentPoints().stream().anyMatch(p -> p.device().equals(named))
                || network.libvirt().stream()
                        .flatMap(l -> l.pool().stream())
                        .map(Member::device)
                        .anyMatch(named::equals);
    }
}
