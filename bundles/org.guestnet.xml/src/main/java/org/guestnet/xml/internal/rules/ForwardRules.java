/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.Set;
import org.guestnet.model.XmlElement;

/** What {@code <forward>} may say beside its pool. */
final class ForwardRules {

    private static final Set<String> DRIVERS = Set.of("kvm", "vfio");

    private ForwardRules() {}

    static void check(Subject network) {
        network.root().all("forward").stream()
                .skip(1)
                .forEach(second -> network.refuse(second, "the network has a second <forward>", "join the two"));
        network.forward().ifPresent(forward -> {
            network.yesOrNo(forward, "managed");
            forward.all("driver").forEach(driver -> driver(network, driver));
        });
    }

    private static void driver(Subject network, XmlElement driver) {
        if (driver.attribute("name").isEmpty()) {
            network.refuse(driver, "the <driver> of <forward> has no name", "write <driver name='vfio'/>");
        }
        network.oneOf(driver, "name", DRIVERS);
    }
}
