/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.placement.Placement;
import org.guestnet.model.NetworkName;
import org.guestnet.spi.AttachmentPoint;

/**
 * The pools that a guest's start has to hold: those that it names, and all that have a device in common with one of them, for the limits
 * of each judge the whole use of the device. Starts on networks without a pool do not disturb each other.
 */
final class DeviceSharers {

    private final Map<NetworkName, Set<NetworkName>> groups =
            new HashMap<>(); // a named pool -> it and those that share its devices
    private final Set<NetworkName> limited;

    private DeviceSharers(Set<NetworkName> limited) {
        this.limited = limited;
    }

    static DeviceSharers of(HostState host, NetworkReader networks, Set<NetworkName> named) {
        Map<NetworkName, Set<String>> devices = new HashMap<>();
        Set<NetworkName> limited = new TreeSet<>();
        for (var report : host.networks().values()) {
            NetworkOnHost network = networks.read(host, report);
            devices.put(network.name(), devices(host, network));
            if (network.attachmentPoints().stream().anyMatch(p -> p.limit().isPresent())) {
                limited.add(network.name());
            }
        }
        DeviceSharers sharers = new DeviceSharers(limited);
        named.stream()
                .filter(n -> !devices.getOrDefault(n, Set.of()).isEmpty())
                .forEach(n -> sharers.groups.put(n, sharing(devices, devices.get(n))));
        return sharers;
    }

    private static Set<String> devices(HostState host, NetworkOnHost network) {
        return network.attachmentPoints().stream()
                .map(AttachmentPoint::device)
                .map(host.identities()::of)
                .collect(Collectors.toSet());
    }

    private static Set<NetworkName> sharing(Map<NetworkName, Set<String>> devices, Set<String> wanted) {
        return devices.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(wanted::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All of them. */
    Set<NetworkName> pools() {
        return groups.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that need not be held: nothing is limited there and the guest is not steered, so whatever libvirt chooses is right. */
    Collection<NetworkName> free(Placement placement) {
        Set<NetworkName> free = pools();
        groups.forEach((name, group) -> {
            if (group.stream().anyMatch(limited::contains)) {
                free.removeAll(group);
            } else if (placement.steerings().stream().anyMatch(s -> s.network().equals(name))) {
                free.remove(name);
            }
        });
        return free;
    }
}
