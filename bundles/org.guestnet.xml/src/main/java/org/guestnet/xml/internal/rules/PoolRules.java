/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.guestnet.model.XmlElement;

/** How a pool is written, whatever the mode: by interfaces, by PCI addresses, or by one physical function. */
final class PoolRules {

    private static final Set<String> ADDRESS_TYPES = Set.of(
            "pci",
            "drive",
            "virtio-serial",
            "ccid",
            "usb",
            "spapr-vio",
            "virtio-s390",
            "ccw",
            "virtio-mmio",
            "isa",
            "dimm",
            "unassigned");

    private PoolRules() {}

    static void check(Subject network) {
        List<XmlElement> interfaces = network.pool("interface");
        List<XmlElement> addresses = network.pool("address");
        List<XmlElement> functions = network.pool("pf");
        named(network, interfaces, "interface");
        named(network, functions, "pf");
        addresses.forEach(address -> address(network, address));
        once(network, interfaces, "interface", i -> i.attribute("dev"));
        once(network, addresses, "PCI device", PoolRules::pciAddress);
        functions.stream()
                .skip(1)
                .forEach(pf ->
                        network.refuse(pf, "<forward> has a second <pf>", "make a network for each physical function"));
        kinds(network, interfaces, addresses, functions);
        device(network, interfaces, addresses, functions);
    }

    private static void named(Subject network, List<XmlElement> elements, String kind) {
        elements.stream()
                .filter(e -> e.attribute("dev").isEmpty())
                .forEach(e -> network.refuse(
                        e, "the <" + kind + "> of <forward> names no device", "write <" + kind + " dev='eth0'/>"));
    }

    private static void address(Subject network, XmlElement address) {
        String type = address.attribute("type").orElse("");
        String remedy = "write <address type='pci' domain='0' bus='4' slot='0' function='1'/>";
        if (type.isEmpty()) {
            network.refuse(address, "the <address> of <forward> has no type", remedy);
        } else if (!ADDRESS_TYPES.contains(type)) {
            network.refuse(address, "unknown address type '" + type + "' in <forward>", remedy);
        } else if (!type.equals("pci")) {
            network.refuse(address, "the address type '" + type + "' is not for pools", remedy);
        } else if (pciAddress(address).isEmpty()) {
            network.refuse(address, "the <address> of <forward> is not a PCI address", remedy);
        }
    }

    /** Equal for two ways to write one address. */
    private static Optional<String> pciAddress(XmlElement address) {
        StringBuilder key = new StringBuilder();
        for (String part : List.of("domain", "bus", "slot", "function")) {
            Optional<String> text = address.attribute(part);
            try {
                key.append(text.map(Integer::decode).orElse(0)).append(':');
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return address.attribute("type").filter("pci"::equals).map(pci -> key.toString());
    }

    private static void once(
            Subject network, List<XmlElement> elements, String kind, Function<XmlElement, Optional<String>> key) {
        Set<String> seen = new HashSet<>();
        for (XmlElement element : elements) {
            key.apply(element)
                    .filter(k -> !seen.add(k))
                    .ifPresent(k -> network.refuse(
                            element,
                            kind + " " + element.attribute("dev").orElse(k) + " is listed twice in the pool",
                            "list it once"));
        }
    }

    private static void kinds(
            Subject network, List<XmlElement> interfaces, List<XmlElement> addresses, List<XmlElement> functions) {
        List<XmlElement> firsts = List.of(interfaces, addresses, functions).stream()
                .flatMap(kind -> kind.stream().limit(1))
                .toList();
        firsts.stream()
                .skip(1)
                .forEach(second -> network.refuse(
                        second,
                        "the pool has both <" + firsts.get(0).name() + "> and <" + second.name() + ">",
                        "use one of <interface>, <address>, <pf>"));
    }

    /** {@code <forward dev=…>} is short for a pool of one, or repeats the first of the pool. */
    private static void device(
            Subject network, List<XmlElement> interfaces, List<XmlElement> addresses, List<XmlElement> functions) {
        if (network.forwardDevice().isEmpty()) {
            return;
        }
        XmlElement forward = network.forward().orElseThrow();
        String device = network.forwardDevice().orElseThrow();
        if (!addresses.isEmpty() || !functions.isEmpty()) {
            network.refuse(forward, "<forward dev='" + device + "'> cannot stand with <address> or <pf>", "remove dev");
        }
        interfaces.stream()
                .limit(1)
                .flatMap(first -> first.attribute("dev").stream())
                .filter(first -> !first.equals(device))
                .forEach(first -> network.refuse(
                        forward,
                        "<forward dev='" + device + "'> is not the first interface of the pool, " + first,
                        "remove dev, or list " + device + " first"));
    }
}
