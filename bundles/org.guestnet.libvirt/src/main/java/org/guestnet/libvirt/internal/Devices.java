/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;

/** libvirt tells of a member of a bridge or bond twice: as a device of its own and inside its master's document. */
final class Devices {

    private Devices() {}

    /** Each device once, in the order given. */
    static List<HostDevice> merged(List<HostDevice> devices) {
        Map<DeviceName, HostDevice> byName = new LinkedHashMap<>();
        devices.forEach(device -> byName.merge(device.name(), device, Devices::merge));
        return List.copyOf(byName.values());
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
