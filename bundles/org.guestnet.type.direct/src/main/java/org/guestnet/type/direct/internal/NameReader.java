/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import java.util.Optional;
import org.guestnet.model.DeviceName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/** Reads the names of devices that an element's {@code dev} stands for. */
final class NameReader {

    static final String DEV = "dev";

    private final Findings findings;

    NameReader(Findings findings) {
        this.findings = findings;
    }

    /** Whether {@code dev} is written as a range. */
    static boolean isRange(XmlElement element) {
        return element.attribute(DEV).filter(NamePattern::isPattern).isPresent();
    }

    /**
     * One name or the names of a range, in order.
     *
     * @param inventory says whether they are too many, before they are made
     * @return empty if they were refused
     */
    Optional<List<DeviceName>> several(XmlElement element, Inventory inventory) {
        if (!isRange(element)) {
            return one(element)
                    .filter(d -> inventory.fits(element, "device " + d, 1))
                    .map(List::of);
        }
        String text = element.attribute(DEV).orElseThrow();
        try {
            NamePattern pattern = NamePattern.parse(text);
            return inventory.fits(element, "'" + Unreadable.shown(text) + "'", pattern.count())
                    ? Optional.of(pattern.names().toList())
                    : Optional.empty();
        } catch (Unreadable e) {
            refuse(findings, element, DEV, e);
            return Optional.empty();
        }
    }

    /** A single name; a range is refused. */
    Optional<DeviceName> one(XmlElement element) {
        if (isRange(element)) {
            findings.refuse(
                    element,
                    "dev='" + Unreadable.shown(element.attribute(DEV).orElseThrow()) + "' is a range, where one device"
                            + " is meant",
                    "write the name of one device");
            return Optional.empty();
        }
        return findings.device(element, DEV);
    }

    static void refuse(Findings findings, XmlElement element, String attribute, Unreadable problem) {
        String text = element.attribute(attribute).orElse("");
        findings.refuse(
                element, attribute + "='" + Unreadable.shown(text) + "': " + problem.getMessage(), problem.remedy());
    }
}
