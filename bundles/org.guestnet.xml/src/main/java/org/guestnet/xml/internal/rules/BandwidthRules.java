/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.List;
import org.guestnet.model.XmlElement;

/** {@code <bandwidth>} of the network and of portgroups. */
final class BandwidthRules {

    private BandwidthRules() {}

    static void check(Subject network) {
        network.root().all("bandwidth").forEach(b -> check(network, b, "the network"));
        for (XmlElement group : network.root().all("portgroup")) {
            String where = "portgroup '" + group.attribute("name").orElse("") + "'";
            group.all("bandwidth").forEach(b -> check(network, b, where));
        }
    }

    private static void check(Subject network, XmlElement bandwidth, String where) {
        if (!network.mode().isVirtual()
                && !(network.mode() == Mode.BRIDGE && network.bridgeName().isPresent())) {
            network.refuse(
                    bandwidth,
                    "forward mode " + network.mode() + " cannot limit the <bandwidth> of " + where,
                    "remove it; guests may limit their own interfaces");
        }
        for (String direction : List.of("inbound", "outbound")) {
            network.single(bandwidth, direction);
            bandwidth.all(direction).forEach(rate -> rate(network, rate));
        }
    }

    private static void rate(Subject network, XmlElement rate) {
        List.of("average", "peak", "burst").forEach(a -> network.positive(rate, a));
        if (rate.attribute("floor").isPresent()) {
            network.refuse(rate, "floor is for guest interfaces only", "write it at the guest's <interface>");
        }
        if (rate.attribute("average").isEmpty()) {
            network.refuse(rate, "<" + rate.name() + "> has no average", "add average='…', in kilobytes a second");
        }
    }
}
