/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.Optional;
import org.guestnet.model.IpAddress;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/** Reads addresses of the underlay. */
final class Addresses {

    static final String ADDRESS = "address";

    private static final String REMEDY = "='…' with an IPv4 or IPv6 address that other hosts reach";

    private Addresses() {}

    /** Empty if it was refused. */
    static Optional<IpAddress> read(Findings findings, XmlElement element) {
        String remedy = "write <" + element.name() + " " + ADDRESS + REMEDY;
        Optional<String> text = element.attribute(ADDRESS);
        if (text.isEmpty()) {
            findings.refuse(element, "<" + element.name() + "> has no address", remedy);
            return Optional.empty();
        }
        try {
            IpAddress address = IpAddress.parse(text.get());
            if (!address.isRoutable()) {
                findings.refuse(element, "no other host reaches address " + address, remedy);
            }
            return Optional.of(address);
        } catch (IllegalArgumentException e) {
            findings.refuse(element, e.getMessage(), remedy);
            return Optional.empty();
        }
    }
}
