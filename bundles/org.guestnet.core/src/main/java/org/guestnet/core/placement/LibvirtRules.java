/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.List;
import java.util.Optional;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.spi.Connection;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.PortRequest.Purpose;

/** What libvirt itself makes of a network that no provider serves and that is not ours, such as one of functions of a card. */
final class LibvirtRules {

    private LibvirtRules() {}

    /** How libvirt connects its ports; empty if it is ours, or of no kind of libvirt's. */
    static Optional<Connection> connection(NetworkOnHost network) {
        return network.managed()
                ? Optional.empty()
                : network.definition().map(NetworkDefinition::root).flatMap(Connection::of);
    }

    /** What libvirt would refuse of a request. */
    static List<Finding> admits(HostState host, NetworkOnHost network, PortRequest request) {
        Optional<Connection> kind = connection(network);
        if (kind.isEmpty() || request.purpose() == Purpose.MIGRATE_OUT) {
            return List.of(); // whether it holds a guest is seen at the guest
        }
        return kind.get()
                .refuses(request.nic(), network.definition().orElseThrow().root(), host.libvirtVersion());
    }

    /** Whether the interface is a function of a card that the guest has for itself. */
    static boolean isFunction(GuestInterface nic) {
        return nic.type().equals("hostdev") || nic.type().equals("vdpa");
    }

    /** That such an interface keeps a running guest where it is; libvirt itself takes a transient one of a team out before. */
    static Optional<Finding> stays(GuestInterface nic) {
        boolean isTransient = nic.element()
                .first("teaming")
                .flatMap(t -> t.attribute("type"))
                .filter("transient"::equals)
                .isPresent();
        return isTransient && nic.type().equals("hostdev")
                ? Optional.empty()
                : Optional.of(JudgedCode.HYPERVISOR_CANNOT_MIGRATE.finding(
                        "the interface is a function of a network card of its host, type '" + nic.type()
                                + "', and libvirt cannot migrate a guest with it",
                        "detach it, or stop the guest and start it where it is wanted; one of a team with <teaming"
                                + " type='transient'> does not hold it"));
    }
}
