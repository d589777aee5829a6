/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.guestnet.model.XmlElement;

/** The macvtap modes that libvirt knows. */
enum Mode {
    VEPA,
    BRIDGE,
    PRIVATE,
    PASSTHROUGH;

    static final String NAMES = "vepa, bridge, private or passthrough";

    private static final List<String> OTHER_SPELLING = List.of("passthru"); // an early spelling of passthrough

    static Optional<Mode> parse(String text) {
        if (OTHER_SPELLING.contains(text)) {
            return Optional.of(PASSTHROUGH);
        }
        return Stream.of(values()).filter(m -> m.toString().equals(text)).findFirst();
    }

    /**
     * Whether a device serves one guest only: libvirt's networkAllocatePort takes a device for itself in passthrough mode, and in
     * private mode for a port profile of 802.1Qbh. A portgroup's profile counts for the whole network: libvirt lets another port
     * join such a device, which the switch then cuts off.
     */
    boolean isExclusive(XmlElement network) {
        return this == PASSTHROUGH
                || this == PRIVATE
                        && Stream.concat(Stream.of(network), network.all("portgroup").stream())
                                .flatMap(e -> e.all("virtualport").stream())
                                .anyMatch(Mode::isQbh);
    }

    static boolean isQbh(XmlElement virtualPort) {
        return virtualPort.attribute("type").filter("802.1Qbh"::equals).isPresent();
    }

    /** The word in XML. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
