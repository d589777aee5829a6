/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.List;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Connection;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostView;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.PortRequest.Purpose;

/** A network on a bridge that libvirt makes, and that nothing but a tunnel leaves. How much it carries, the tunnel says. */
final class TunnelNetwork implements DefinedNetwork {

    private final XmlElement network;
    private final DeviceName bridge;

    TunnelNetwork(XmlElement network, DeviceName bridge) {
        this.network = network;
        this.bridge = bridge;
    }

    @Override
    public HostNetwork on(HostView host) {
        return HostNetwork.libvirt(network)
                .withFindings(host.device(bridge).stream()
                        .filter(d -> !d.kind().equals("bridge"))
                        .map(d -> taken(host))
                        .toList());
    }

    private Finding taken(HostView host) {
        return Finding.notice(
                        Codes.MEMBER_UNUSABLE,
                        "the host's device " + bridge + " is no bridge of libvirt's, so the network cannot start",
                        "give <bridge name='…'> a name that no device of the host has")
                .on(host.name())
                .at(network.first("bridge").orElseThrow().place());
    }

    @Override
    public List<Finding> admits(HostView host, PortRequest nic) {
        return nic.purpose() == Purpose.MIGRATE_OUT
                ? List.of() // nothing holds it
                : Connection.VIRTUAL.refuses(nic.nic(), network, host.libvirtVersion());
    }
}
