/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.bridge.internal;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.HostDevice;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Connection;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostView;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.PortRequest.Purpose;

/** A network on a bridge of the host, read. */
final class BridgeNetwork implements DefinedNetwork {

    private static final String BRIDGE = "bridge";

    private final XmlElement network;
    private final DeviceName bridge;

    BridgeNetwork(XmlElement network, DeviceName bridge) {
        this.network = network;
        this.bridge = bridge;
    }

    /** libvirt starts a network whose bridge is not there, and then every guest fails: so it is said when it is defined. */
    @Override
    public HostNetwork on(HostView host) {
        HostNetwork meaning = HostNetwork.libvirt(network)
                .withFindings(problem(host).stream()
                        .map(what -> Finding.notice(
                                        Codes.MEMBER_UNUSABLE, what + ", so guests cannot start", remedy(host))
                                .on(host.name())
                                .at(network.first(BRIDGE).orElseThrow().place()))
                        .toList());
        OptionalInt mtu = host.device(bridge).map(HostDevice::mtu).orElse(OptionalInt.empty());
        return mtu.isPresent() ? meaning.withMtu(mtu.getAsInt()) : meaning;
    }

    private Optional<String> problem(HostView host) {
        if (host.devices().isEmpty()) {
            return Optional.empty(); // not known, so nothing is claimed
        }
        Optional<HostDevice> device = host.device(bridge);
        if (device.isEmpty()) {
            return Optional.of("the host has no device " + bridge);
        }
        return device.filter(d -> !d.kind().equals(BRIDGE) && !isOpenVSwitch())
                .map(d -> "the host's device " + bridge + " is of kind '" + d.kind() + "', no bridge");
    }

    /** libvirt lists a bridge of Open vSwitch as a plain device. */
    private boolean isOpenVSwitch() {
        return network.first("virtualport").filter(BridgeNetwork::isOpenVSwitch).isPresent();
    }

    static boolean isOpenVSwitch(XmlElement virtualPort) {
        return virtualPort.attribute("type").filter("openvswitch"::equals).isPresent();
    }

    private static String remedy(HostView host) {
        String bridges = host.devices().stream()
                .filter(d -> d.kind().equals(BRIDGE))
                .map(d -> d.name().value())
                .sorted()
                .collect(joining(", "));
        return "make that bridge on the host, or name one that it has"
                + (bridges.isEmpty() ? " (it has none now)" : ": " + bridges);
    }

    @Override
    public List<Finding> admits(HostView host, PortRequest nic) {
        return nic.purpose() == Purpose.MIGRATE_OUT
                ? List.of() // nothing holds it
                : Connection.BRIDGE.refuses(nic.nic(), network, host.libvirtVersion());
    }
}
