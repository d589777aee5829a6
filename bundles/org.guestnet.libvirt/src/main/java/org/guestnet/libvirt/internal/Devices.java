/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;

/** Puts together what several sources tell of the same devices. */
final class Devices {

    private static final Set<String> MASTERS = Set.of("bridge", "bond");

    private Devices() {}

    /** libvirt tells of a member of a bridge or bond twice, on its own and inside its master's document: each once, in this order. */
    static List<HostDevice> merged(List<HostDevice> devices) {
        Map<DeviceName, HostDevice> byName = new LinkedHashMap<>();
        devices.forEach(device -> byName.merge(device.name(), device, Devices::merge));
        return List.copyOf(byName.values());
    }

    /**
     * The same devices, with what they lack. Where the master is a bridge or bond that is among them its members are known already,
     * and a source that knows another is older.
     */
    static List<HostDevice> complemented(List<HostDevice> devices, List<HostDevice> more) {
        Map<DeviceName, HostDevice> byName = new HashMap<>();
        more.forEach(device -> byName.put(device.name(), device));
        Set<DeviceName> masters = devices.stream()
                .filter(d -> MASTERS.contains(d.kind()))
                .map(HostDevice::name)
                .collect(Collectors.toSet());
        return devices.stream()
                .map(device -> Optional.ofNullable(byName.get(device.name()))
                        .map(other -> complement(device, other, masters))
                        .orElse(device))
                .toList();
    }

    private static HostDevice complement(HostDevice device, HostDevice other, Set<DeviceName> masters) {
        HostDevice whole = merge(device, other);
        return device.master().isEmpty()
                        && whole.master().filter(masters::contains).isPresent()
                ? whole.withoutMaster()
                : whole;
    }

    private static HostDevice merge(HostDevice one, HostDevice other) {
        return new HostDevice(
                one.name(),
                one.kind(),
                one.adminUp().or(other::adminUp),
                one.linkUp().or(other::linkUp),
                one.mac().or(other::mac),
                one.permanentMac().or(other::permanentMac),
                or(one.mtu(), other.mtu()),
                one.master().or(other::master),
                one.pci().or(other::pci),
                or(one.numaNode(), other.numaNode()),
                one.function().or(other::function));
    }

    private static OptionalInt or(OptionalInt one, OptionalInt other) {
        return one.isPresent() ? one : other;
    }
}
