/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.Optional;
import java.util.Set;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.Plug;
import org.guestnet.spi.Connection;

/**
 * The state of a virtio interface that had virtio-net headers cannot be loaded where it has none: QEMU says so ("saved image requires
 * vnet_hdr=on") when all memory was sent.
 */
final class VnetHeaders {

    private static final Set<String> WITH = Set.of("network", "bridge", "direct", "ethernet", "vhostuser");
    private static final Set<String> WITHOUT =
            Set.of("user", "hostdev", "udp", "mcast", "client", "server", "null"); // QEMU's other back ends

    private VnetHeaders() {}

    /** What is to be said of an interface that runs, and where it would go. */
    static Optional<Finding> compare(NicPlacement nic) {
        return isVirtio(nic.nic()) && WITH.contains(nic.nic().type()) && isWithout(nic)
                ? Optional.of(JudgedCode.VNET_HDR.finding(
                        "the guest's virtio interface has virtio-net headers where it is connected by type '"
                                + nic.nic().type() + "', and would have none here",
                        "stop the guest and start it there, or choose a host where the network is a bridge, a virtual"
                                + " network or a pool"))
                : Optional.empty();
    }

    /** libvirt writes the model that it chose; the state of others knows no headers. */
    private static boolean isVirtio(GuestInterface nic) {
        return nic.element()
                .first("model")
                .flatMap(m -> m.attribute("type"))
                .filter(t -> t.startsWith("virtio"))
                .isPresent();
    }

    private static boolean isWithout(NicPlacement nic) {
        return nic.plug().map(Plug::type).filter(WITHOUT::contains).isPresent()
                || nic.network()
                        .flatMap(LibvirtRules::connection)
                        .filter(Connection.HOSTDEV::equals)
                        .isPresent();
    }
}
