/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/** Reads the elements of a pool, in either dialect; each device stands once in it. */
final class ElementReader {

    static final String INTERFACE = "interface";
    static final String PF = "pf";
    static final String EXCLUDE = "exclude";

    private final Findings findings;
    private final LimitReader limits;
    private final NameReader names;
    private final Inventory inventory;
    private final PinReader pins;
    private final FunctionsReader functions;

    ElementReader(Findings findings, Optional<Mode> mode, XmlElement network) {
        this.findings = findings;
        this.limits = new LimitReader(findings, mode, network);
        this.names = new NameReader(findings);
        this.inventory = new Inventory(findings);
        this.pins = new PinReader(findings, limits, inventory);
        this.functions = new FunctionsReader(findings, limits, inventory);
    }

    /** Those that were not refused, in document order. */
    List<PoolElement> read(List<XmlElement> elements) {
        return elements.stream().flatMap(e -> read(e).stream()).toList();
    }

    private Optional<PoolElement> read(XmlElement element) {
        if (element.name().equals(PF)) {
            return functions.read(element);
        }
        return PinReader.isPinned(element) ? pins.read(element) : listed(element);
    }

    private Optional<PoolElement> listed(XmlElement element) {
        if (element.name().equals(INTERFACE)) {
            findings.refuseUnknown(
                    element,
                    Set.of(
                            NameReader.DEV,
                            PinReader.MAC,
                            PinReader.PCI,
                            LimitReader.MAX_CONNECTIONS,
                            "connections"), // libvirt's counter in live XML
                    Set.of());
        }
        OptionalInt limit = limits.read(element);
        return names.several(element, inventory)
                .filter(n -> inventory.add(
                        element, n.stream().map(d -> "device " + d).toList()))
                .map(n -> new Listed(n, NameReader.isRange(element), limit, element));
    }
}
