/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.Xml;
import org.guestnet.xml.internal.jaxb.PortXml;

/** Reads a port that libvirt wrote. */
public final class PortReader {

    static final Binding<PortXml> BINDING = new Binding<>(PortXml.class);
    private static final Set<String> OPTIONS = Set.of("virtualport", "bandwidth", "vlan", "port", "rxfilters");
    private static final String REMEDY = "libvirt writes no such port; look at it with virsh net-port-dumpxml";

    private final Findings findings = Findings.ofDocument();
    private final XmlElement root;

    private PortReader(XmlElement root) {
        this.root = root;
    }

    /** Reads it. @throws GuestnetException with all that is wrong */
    public static Port read(String text, NetworkName network) throws GuestnetException {
        PortReader reader = new PortReader(Xml.parse(text));
        if (!reader.root.name().equals("networkport")) {
            reader.findings.add(
                    reader.root,
                    "the document is a <" + reader.root.qname().getLocalPart() + ">, not a <networkport>",
                    REMEDY);
        }
        reader.findings.check();
        return reader.port(BINDING.read(reader.root), network);
    }

    private Port port(PortXml xml, NetworkName network) throws GuestnetException {
        Optional<PortXml.OwnerXml> owner = Optional.ofNullable(xml.owner);
        Optional<UUID> id = findings.value(root, Optional.ofNullable(xml.uuid).orElse(""), PortReader::uuid, REMEDY);
        Optional<UUID> ownerId = findings.value(root, owner.map(o -> o.uuid).orElse(""), PortReader::uuid, REMEDY);
        Optional<MacAddress> mac = findings.value(
                root, Optional.ofNullable(xml.mac).map(m -> m.address).orElse(""), MacAddress::new, REMEDY);
        Optional<Plug> plug = Optional.ofNullable(xml.plug)
                .flatMap(p ->
                        findings.value(root, String.valueOf(p.type), type -> Plug.of(type, local(p.source)), REMEDY));
        findings.check();
        return new Port(
                id.orElseThrow(),
                network,
                owner.map(o -> o.name).orElse(""),
                ownerId.orElseThrow(),
                mac.orElseThrow(),
                Optional.ofNullable(xml.group),
                plug,
                kept(root).toList());
    }

    private static Stream<XmlElement> kept(XmlElement parent) {
        return parent.children().stream().filter(c -> OPTIONS.contains(c.name()));
    }

    /** What an interface of a guest asks of its port, as the port says it. */
    public static List<XmlElement> options(XmlElement nic) {
        Stream<XmlElement> trust = nic.attribute("trustGuestRxFilters").stream()
                .map(t -> XmlElement.of("rxfilters").with("trustGuest", t));
        return Stream.concat(kept(nic), trust).toList();
    }

    static UUID uuid(String text) {
        return UUID.fromString(text.strip());
    }

    private static Map<String, String> local(Map<QName, String> attributes) {
        return attributes.entrySet().stream()
                .filter(e -> e.getKey().getNamespaceURI().isEmpty())
                .collect(Collectors.toMap(e -> e.getKey().getLocalPart(), Map.Entry::getValue));
    }
}
