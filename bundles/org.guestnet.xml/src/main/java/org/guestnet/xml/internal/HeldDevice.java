/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.guestnet.model.XmlElement;

/** A {@code <hostdev>} in words. */
final class HeldDevice {

    private HeldDevice() {}

    /** Its type, and where it sits as the document says it. */
    static String describe(XmlElement hostdev) {
        String type =
                hostdev.attribute("type").or(() -> hostdev.attribute("mode")).orElse("device");
        String address = hostdev.first("source")
                .flatMap(s -> s.first("address"))
                .map(HeldDevice::address)
                .orElse("");
        return (type + " " + address).strip();
    }

    private static String address(XmlElement address) {
        Map<QName, String> parts = address.attributes();
        return parts.containsKey(new QName("bus")) && parts.containsKey(new QName("slot"))
                ? hex(address, "domain") + ":" + hex(address, "bus") + ":" + hex(address, "slot") + "."
                        + hex(address, "function")
                : parts.values().stream().collect(Collectors.joining(" "));
    }

    private static String hex(XmlElement address, String part) {
        String value = address.attribute(part).orElse("0");
        return value.startsWith("0x") ? value.substring(2) : value;
    }
}
