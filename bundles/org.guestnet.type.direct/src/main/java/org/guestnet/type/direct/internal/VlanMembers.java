/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.HostDevice;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.HostView;
import org.guestnet.spi.PortOptions;

/**
 * VLAN tags in passthrough mode: the device tags, and of all devices only virtual functions do. libvirt finds that when the guest
 * starts: "vlan can only be set for SR-IOV VFs, but ens1f0 is not a VF".
 */
final class VlanMembers {

    private VlanMembers() {}

    /** Refuses a tag if no member can give it. What the host does not tell of a device is not held against it. */
    static List<Finding> problems(
            HostView host, GuestInterface nic, XmlElement network, Supplier<List<AttachmentPoint>> members) {
        return PortOptions.of(nic, network).elements().stream()
                .filter(e -> e.name().equals("vlan"))
                .filter(vlan -> noneTags(host, members.get()))
                .map(vlan -> Finding.blocker(
                                Codes.OPTION_UNSUPPORTED,
                                "a VLAN tag applies, which only virtual functions give in passthrough mode, and the pool has"
                                        + " none on this host",
                                "list virtual functions, or a device of that VLAN, and remove <vlan>")
                        .on(host.name())
                        .on(nic.mac())
                        .at(vlan.place()))
                .toList();
    }

    private static boolean noneTags(HostView host, List<AttachmentPoint> members) {
        List<HostDevice> seen = members.stream()
                .map(m -> host.device(m.device()))
                .flatMap(Optional::stream)
                .toList();
        return !seen.isEmpty() && seen.stream().allMatch(VlanMembers::isNoFunction);
    }

    /** Where a device sits is known and it is none. */
    private static boolean isNoFunction(HostDevice device) {
        return device.pci().isPresent() && device.function().isEmpty();
    }
}
