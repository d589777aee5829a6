/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.List;
import java.util.Set;

/** What the root's own attributes may say, and how its ports are kept apart. */
final class RootRules {

    private RootRules() {}

    static void check(Subject network) {
        network.yesOrNo(network.root(), "ipv6");
        network.yesOrNo(network.root(), "trustGuestRxFilters");
        List.of("bandwidth", "port", "virtualport", "vlan").forEach(child -> network.single(network.root(), child));
        network.root().all("port").forEach(port -> {
            network.only(port, Set.of("isolated"), Set.of());
            network.yesOrNo(port, "isolated");
        });
    }
}
