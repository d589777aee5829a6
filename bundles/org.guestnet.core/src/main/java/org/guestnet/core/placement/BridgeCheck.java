/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.Optional;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.HostDevice;
import org.guestnet.model.Plug;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.HostNetwork;

/** Looks whether the bridge or device that carries a connection is there: libvirt does not look before the guest arrives. */
final class BridgeCheck {

    private static final String BRIDGE = "bridge";

    private BridgeCheck() {}

    /** Why an interface cannot use the bridge that its network names on the host. */
    static Optional<Finding> of(HostState host, NicPlacement nic) {
        Optional<Plug> plug = nic.plug().filter(p -> p.type().equals(BRIDGE));
        Optional<DeviceName> bridge = plug.flatMap(Plug::device);
        Optional<XmlElement> network =
                nic.network().flatMap(NetworkOnHost::meaning).map(HostNetwork::libvirtNetwork);
        return bridge.flatMap(
                        b -> problem(host, BRIDGE, network.orElse(nic.nic().element()), b))
                .map(problem -> JudgedCode.MEMBER_UNUSABLE.finding(
                        "the network is on " + bridge.get() + ", and " + problem,
                        "make that bridge on host " + host.name() + ", or define the network on one that it has"));
    }

    /**
     * Why a device cannot serve.
     *
     * @param type the type of interface
     * @param asking who may have the virtualport of Open vSwitch, whose bridges libvirt shows as plain devices
     */
    static Optional<String> problem(HostState host, String type, XmlElement asking, DeviceName named) {
        if (host.devices().isEmpty()) {
            return Optional.empty(); // not known, so nothing is claimed
        }
        Optional<HostDevice> there = host.device(named);
        if (there.isEmpty()) {
            return Optional.of("this host has no such device");
        }
        boolean plain = type.equals(BRIDGE) && asking.first("virtualport").isEmpty();
        return plain && !there.get().kind().equals(BRIDGE) ? Optional.of("here that is no bridge") : Optional.empty();
    }
}
