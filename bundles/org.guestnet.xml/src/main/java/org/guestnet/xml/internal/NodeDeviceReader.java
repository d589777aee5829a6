/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.PciAddress;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.NodeDevice;
import org.guestnet.xml.Xml;

/** Reads a node device that libvirt wrote. */
public final class NodeDeviceReader {

    private static final String REMEDY = "libvirt writes no such device; look at it with virsh nodedev-dumpxml";
    private static final int HEXADECIMAL = 16;

    private final Findings findings = Findings.ofDocument();
    private final XmlElement root;

    private NodeDeviceReader(XmlElement root) {
        this.root = root;
    }

    /** Reads it. @throws GuestnetException with all that is wrong */
    public static NodeDevice read(String text) throws GuestnetException {
        NodeDeviceReader reader = new NodeDeviceReader(Xml.parse(text));
        NodeDevice device = reader.device();
        reader.findings.check();
        return device;
    }

    private NodeDevice device() {
        String name = root.first("name").map(XmlElement::text).orElse("");
        if (!root.name().equals("device") || name.isEmpty()) {
            findings.add(root, "the document is no <device> with a name", REMEDY);
        }
        Optional<XmlElement> pci = capability(root, "pci");
        return new NodeDevice(
                name,
                root.first("parent").map(XmlElement::text),
                text(capability(root, "net"), "interface", DeviceName::new),
                pci.flatMap(this::ownAddress),
                pci.map(this::numaNode).orElse(OptionalInt.empty()),
                pci.flatMap(p -> capability(p, "phys_function"))
                        .flatMap(f -> addresses(f).stream().findFirst()),
                pci.flatMap(p -> capability(p, "virt_functions"))
                        .map(this::addresses)
                        .orElse(List.of()));
    }

    private static Optional<XmlElement> capability(XmlElement of, String type) {
        return of.all("capability").stream()
                .filter(c -> c.attribute("type").filter(type::equals).isPresent())
                .findFirst();
    }

    private <T> Optional<T> text(Optional<XmlElement> parent, String child, Function<String, T> maker) {
        return parent.flatMap(p -> p.first(child)).flatMap(c -> findings.value(c, c.text(), maker, REMEDY));
    }

    /** Its own address is in elements, those of others are in attributes. */
    private Optional<PciAddress> ownAddress(XmlElement pci) {
        return findings.value(
                pci, "its address", what -> address(part -> pci.first(part).map(XmlElement::text)), REMEDY);
    }

    private List<PciAddress> addresses(XmlElement capability) {
        return capability.all("address").stream()
                .flatMap(a -> findings.value(a, "its address", what -> address(a::attribute), REMEDY).stream())
                .toList();
    }

    private static PciAddress address(Function<String, Optional<String>> part) {
        return new PciAddress(
                number(part.apply("domain")),
                number(part.apply("bus")),
                number(part.apply("slot")),
                number(part.apply("function")));
    }

    private static int number(Optional<String> text) {
        String digits = text.orElseThrow(() -> new IllegalArgumentException("a part of the PCI address is missing"));
        return digits.startsWith("0x")
                ? Integer.parseInt(digits.substring(2), HEXADECIMAL)
                : Integer.parseInt(digits); // a NumberFormatException is an IllegalArgumentException
    }

    /** A machine without NUMA has the node -1. */
    private OptionalInt numaNode(XmlElement pci) {
        return pci.first("numa")
                .flatMap(n -> findings.value(n, n.attribute("node"), Integer::valueOf, REMEDY))
                .filter(node -> node >= 0)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }
}
