/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.Optional;
import org.guestnet.model.Finding;
import org.guestnet.model.XmlElement;

/**
 * A guaranteed rate, {@code <bandwidth><inbound floor='…'/>}: only where libvirt itself limits what comes into the whole network,
 * and never above that limit (network/bridge_driver.c, networkCheckBandwidth). What other guests were promised is not looked at.
 */
final class Floor {

    private static final String INBOUND = "inbound";
    private static final String FLOOR = "floor";

    private Floor() {}

    /** The element that asks for it. */
    static Optional<Option> of(PortOptions options) {
        return options.bandwidth()
                .flatMap(b -> Option.child(b.owner(), b.element(), INBOUND))
                .flatMap(i -> i.having(FLOOR));
    }

    /** Why a virtual network cannot give it. */
    static Optional<Finding> problem(Option asked, XmlElement network) {
        Optional<XmlElement> inbound = network.first("bandwidth").flatMap(b -> b.first(INBOUND));
        if (inbound.isEmpty()) {
            return Optional.of(asked.refused(
                    "bandwidth floor, which needs an inbound limit of the whole network",
                    "add <bandwidth><inbound average='…'/></bandwidth> to the network's definition, or remove floor"));
        }
        long floor = number(asked.element(), FLOOR);
        long limit = number(inbound.get(), inbound.get().attribute("peak").isPresent() ? "peak" : "average");
        return floor <= limit
                ? Optional.empty()
                : Optional.of(asked.refused(
                        "bandwidth floor " + floor + ", and the whole network has " + limit + " ("
                                + inbound.get().place() + ")",
                        "ask for less, or give the network more"));
    }

    /** What is no number was refused where it was defined. */
    private static long number(XmlElement element, String attribute) {
        return element.attribute(attribute)
                .filter(n -> n.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .orElse(0L);
    }
}
