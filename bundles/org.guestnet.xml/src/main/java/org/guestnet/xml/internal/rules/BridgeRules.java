/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.List;
import java.util.Set;
import org.guestnet.model.XmlElement;

/** {@code <bridge>}: whose it is depends on the mode. */
final class BridgeRules {

    private static final List<String> OWN_BRIDGE_ONLY = List.of("delay", "stp", "zone");

    private BridgeRules() {}

    static void check(Subject network) {
        network.bridge().ifPresent(bridge -> {
            network.number(bridge, "delay");
            network.oneOf(bridge, "macTableManager", Set.of("kernel", "libvirt"));
            network.oneOf(bridge, "stp", Set.of("on", "off"));
            if (network.mode().isPoolOnly()) {
                List.of("name", "macTableManager").forEach(a -> refuse(network, bridge, a));
            }
            if (!network.mode().isVirtual()) {
                OWN_BRIDGE_ONLY.forEach(a -> refuse(network, bridge, a));
            }
            eitherBridgeOrPool(network, bridge);
        });
    }

    private static void refuse(Subject network, XmlElement bridge, String attribute) {
        if (bridge.attribute(attribute).isPresent()) {
            network.refuse(
                    bridge,
                    "forward mode " + network.mode() + " takes no bridge " + attribute,
                    attribute.equals("name")
                            ? "remove <bridge>, or write mode='bridge' without a pool"
                            : "remove " + attribute + "; it is for bridges that libvirt itself makes");
        }
    }

    private static void eitherBridgeOrPool(Subject network, XmlElement bridge) {
        boolean pool = network.forwardDevice().isPresent()
                || !network.pool("interface").isEmpty()
                || !network.pool("pf").isEmpty();
        if (network.mode() == Mode.BRIDGE && network.bridgeName().isPresent() && pool) {
            network.refuse(
                    bridge,
                    "the network has both a bridge and a pool of devices",
                    "keep <bridge> for a bridge of the host, or the pool for macvtap");
        }
    }
}
