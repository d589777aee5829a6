/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.util.Optional;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.PciAddress;
import org.guestnet.model.Plug;
import org.guestnet.model.XmlElement;

/** Which device of its host carries a guest interface that is connected. */
public final class Carriers {

    private Carriers() {}

    /** The device's name, or the PCI address of a function that the guest has for itself; empty if no device can be told. */
    public static Optional<String> of(GuestInterface nic) {
        return nic.plug().flatMap(Plug::device).map(d -> d.value()).or(() -> function(nic.element()));
    }

    private static Optional<String> function(XmlElement nic) {
        return nic.first("source")
                .flatMap(s -> s.first("address"))
                .filter(a -> a.attribute("type").filter("pci"::equals).isPresent())
                .flatMap(Carriers::pci);
    }

    /** The PCI address that an {@code <address>} element says; empty if it says none. */
    public static Optional<String> pci(XmlElement address) {
        try {
            return Optional.of(new PciAddress(
                            number(address, "domain"),
                            number(address, "bus"),
                            number(address, "slot"),
                            number(address, "function"))
                    .toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // what libvirt would not write: no device can be told
        }
    }

    /** As libvirt writes it: {@code 0x3b}. */
    private static int number(XmlElement address, String part) {
        return Integer.decode(address.attribute(part).orElse("0"));
    }
}
