/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.LibvirtDialect;

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

    /** Whether a device serves one guest only. */
    boolean isExclusive(XmlElement network) {
        return LibvirtDialect.isExclusive(toString(), network);
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
