/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.core.host.HostState;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.LibvirtNetwork;
import org.guestnet.xml.NetworkDocuments;

/** libvirt's rule that two of its own virtual networks cannot have one bridge (network/bridge_driver_conf.c). */
final class BridgeNames {

    private static final String HOST_BRIDGE_MODE = "bridge";

    private BridgeNames() {}

    static List<Finding> taken(HostState host, NetworkName name, XmlElement libvirtNetwork) {
        List<Finding> found = new ArrayList<>();
        boolean virtual = libvirtNetwork
                .first("forward")
                .flatMap(f -> f.attribute("mode"))
                .filter(HOST_BRIDGE_MODE::equals)
                .isEmpty();
        Optional<XmlElement> bridge = libvirtNetwork
                .first("bridge")
                .filter(b -> virtual && b.attribute("name").isPresent());
        bridge.ifPresent(b -> host.networks().values().stream()
                .filter(n -> !n.name().equals(name)
                        && bridgeOf(n)
                                .filter(d ->
                                        d.value().equals(b.attribute("name").get()))
                                .isPresent())
                .forEach(n -> found.add(Finding.blocker(
                                Codes.DEFINITION_INVALID,
                                "bridge '" + b.attribute("name").get() + "' is the bridge of network '" + n.name()
                                        + "'",
                                "choose another bridge name, or leave the name out: libvirt finds one")
                        .at(b.place()))));
        return found;
    }

    private static Optional<DeviceName> bridgeOf(NetworkReport network) {
        try {
            LibvirtNetwork libvirt = NetworkDocuments.libvirtNetwork(network.configXml());
            return libvirt.forwardMode().filter(HOST_BRIDGE_MODE::equals).isPresent()
                    ? Optional.empty()
                    : libvirt.bridge();
        } catch (GuestnetException e) {
            return Optional.empty(); // that network's own findings say so
        }
    }
}
