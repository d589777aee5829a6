/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.guestnet.model.XmlElement;

/** What of a network is libvirt's to read. Without this libvirt would refuse the document, or keep what it does not understand. */
final class LibvirtPart {

    private static final Set<String> SET_BY_US = Set.of("name", "uuid", "metadata");
    private static final Set<String> ONLY_OURS = Set.of("source", "tunnel", "segment");

    private LibvirtPart() {}

    /** The network without what is ours, what we set, and foreign elements and attributes at any depth. */
    static XmlElement of(XmlElement network) {
        return withoutForeign(network)
                .without("type")
                .withoutChildren(c -> SET_BY_US.contains(c.name()) || ONLY_OURS.contains(c.name()));
    }

    private static XmlElement withoutForeign(XmlElement element) {
        Map<QName, String> attributes = new LinkedHashMap<>();
        element.attributes().forEach((name, value) -> {
            if (isLibvirts(name) && !name.getLocalPart().equals("connections")) { // counters are libvirt's to write
                attributes.put(name, value);
            }
        });
        List<XmlElement> children = element.children().stream()
                .filter(c -> isLibvirts(c.qname()))
                .map(LibvirtPart::withoutForeign)
                .toList();
        return new XmlElement(element.qname(), attributes, children, element.text(), element.place());
    }

    private static boolean isLibvirts(QName name) {
        return name.getNamespaceURI().isEmpty() || name.getNamespaceURI().startsWith(Namespaces.LIBVIRT);
    }
}
