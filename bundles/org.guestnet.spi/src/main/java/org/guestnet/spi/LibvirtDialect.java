/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.guestnet.model.XmlElement;

/**
 * From a definition to the network that is published in libvirt's own dialect: what every type that libvirt can express begins
 * with. Stateless; any thread.
 */
public final class LibvirtDialect {

    /** The namespace of Guestnet's own elements in a network's {@code <metadata>}. */
    public static final String GUESTNET_NAMESPACE = "urn:guestnet:network:1";

    /** The elements that only Guestnet's dialect has, and those that the core sets. */
    private static final Set<String> LEFT_OUT = Set.of("name", "uuid", "source", "segment", "tunnel");

    private LibvirtDialect() {}

    /**
     * The definition's {@code <network>} without what libvirt does not know ({@code type}, {@code <source>}, {@code <segment>},
     * {@code <tunnel>}) and without what the core sets ({@code <name>}, {@code <uuid>}, Guestnet's own {@code <metadata>}). Every
     * other element stays as it is, unknown ones and foreign metadata too, and keeps its place.
     *
     * @param definition a definition, in either dialect
     * @return an element for {@link HostNetwork#libvirt}
     */
    public static XmlElement of(NetworkDefinition definition) {
        XmlElement kept = definition
                .root()
                .without("type")
                .without("connections") // libvirt's counter in live XML
                .withoutChildren(
                        child -> LEFT_OUT.contains(child.name()) || child.name().equals("metadata"));
        Optional<XmlElement> metadata = definition
                .root()
                .first("metadata") // libvirt keeps the first one only
                .map(m -> m.withoutChildren(LibvirtDialect::isOurs))
                .filter(m -> !m.children().isEmpty());
        return metadata.map(kept::with).orElse(kept);
    }

    /**
     * The portgroup that libvirt applies to a guest interface: the one of that name, or, if it names none, the default one.
     *
     * @param network a {@code <network>} in either dialect
     * @param name the portgroup that the interface names
     * @return empty if the network has no such portgroup; libvirt then applies none and says nothing
     */
    public static Optional<XmlElement> portgroup(XmlElement network, Optional<String> name) {
        return network.all("portgroup").stream()
                .filter(p -> name.isPresent()
                        ? p.attribute("name").equals(name)
                        : p.attribute("default").orElse("no").equals("yes"))
                .findFirst();
    }

    private static boolean isOurs(XmlElement element) {
        return element.qname().getNamespaceURI().equals(GUESTNET_NAMESPACE);
    }

    /**
     * Whether libvirt gives a device of a network's pool to one port only (its networkAllocatePort): in mode passthrough, and in mode
     * private to a port with a profile of 802.1Qbh. A portgroup's profile counts for the whole network: libvirt lets another port join
     * such a device, which the switch then cuts off.
     *
     * @param mode its forward mode
     * @param network its {@code <network>}, in either dialect
     */
    public static boolean isExclusive(String mode, XmlElement network) {
        return mode.equals("passthrough")
                || mode.equals("private")
                        && Stream.concat(Stream.of(network), network.all("portgroup").stream())
                                .flatMap(e -> e.all("virtualport").stream())
                                .anyMatch(v -> v.attribute("type")
                                        .filter("802.1Qbh"::equals)
                                        .isPresent());
    }
}
