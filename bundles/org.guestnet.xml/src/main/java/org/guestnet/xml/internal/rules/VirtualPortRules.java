/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.Set;
import org.guestnet.model.XmlElement;

/** {@code <virtualport>} of the network and of portgroups. */
final class VirtualPortRules {

    private static final Set<String> TYPES = Set.of("802.1Qbg", "802.1Qbh", "openvswitch", "midonet");

    private VirtualPortRules() {}

    static void check(Subject network) {
        network.root().all("virtualport").forEach(port -> {
            if (port.attribute("type").isEmpty()) {
                network.refuse(port, "the network's <virtualport> has no type", "write for example type='802.1Qbg'");
            }
            network.oneOf(port, "type", TYPES);
        });
        for (XmlElement group : network.root().all("portgroup")) {
            group.all("virtualport").forEach(port -> network.oneOf(port, "type", TYPES));
        }
    }

    /** Whether an element's virtualport is Open vSwitch's. */
    static boolean isOpenVSwitch(XmlElement element) {
        return element.first("virtualport")
                .flatMap(v -> v.attribute("type"))
                .filter("openvswitch"::equals)
                .isPresent();
    }
}
