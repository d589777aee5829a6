/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.PciAddress;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/** Reads {@code <interface mac='52:54:00:12:34:56'/>} and {@code <interface pci='0000:3b:00.0'/>}. */
final class PinReader {

    static final String MAC = "mac";
    static final String PCI = "pci";

    private final Findings findings;
    private final LimitReader limits;
    private final NameReader names;
    private final Inventory inventory;

    PinReader(Findings findings, LimitReader limits, Inventory inventory) {
        this.findings = findings;
        this.limits = limits;
        this.names = new NameReader(findings);
        this.inventory = inventory;
    }

    static boolean isPinned(XmlElement element) {
        return element.attribute(MAC).isPresent() || element.attribute(PCI).isPresent();
    }

    Optional<PoolElement> read(XmlElement element) {
        findings.refuseUnknown(element, Set.of(NameReader.DEV, MAC, PCI, LimitReader.MAX_CONNECTIONS), Set.of());
        OptionalInt limit = limits.read(element);
        boolean hasName = element.attribute(NameReader.DEV).isPresent();
        Optional<DeviceName> name = hasName ? names.one(element) : Optional.empty();
        return pin(element)
                .filter(p -> hasName == name.isPresent())
                .filter(p -> inventory.fits(element, "the device with " + p, 1))
                .filter(p -> inventory.add(element, things(p, name)))
                .map(p -> new Pinned(p, name, limit, element));
    }

    private static List<String> things(Pin pin, Optional<DeviceName> name) {
        return Stream.concat(Stream.of("the device with " + pin), name.map(n -> "device " + n).stream())
                .toList();
    }

    private Optional<Pin> pin(XmlElement element) {
        Optional<String> mac = element.attribute(MAC);
        Optional<String> pci = element.attribute(PCI);
        if (mac.isPresent() && pci.isPresent()) {
            findings.refuse(
                    element,
                    "a device is pinned by its MAC address or by its PCI address, and here are both",
                    "keep mac to follow the card, or pci to follow the slot");
            return Optional.empty();
        }
        try {
            return Optional.of(
                    mac.isPresent()
                            ? new Pin.Hardware(new MacAddress(mac.get()))
                            : new Pin.Slot(PciAddress.parse(pci.orElseThrow())));
        } catch (IllegalArgumentException e) {
            findings.refuse(
                    element, e.getMessage(), "write mac='52:54:00:12:34:56' or pci='0000:3b:00.0', as the host has it");
            return Optional.empty();
        }
    }
}
