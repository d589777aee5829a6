/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.Optional;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.xml.Xml;

/** Reads what every definition has, whatever its type: name, type, segment. */
public final class DefinitionReader {

    private static final String NAME_REMEDY = "write <name>red-network</name>, the name that guests use";

    private final Findings findings = Findings.ofDefinition();
    private final XmlElement root;

    private DefinitionReader(XmlElement root) {
        this.root = root;
    }

    /** Reads a definition. @throws GuestnetException with all that is wrong */
    public static NetworkDefinition read(String text) throws GuestnetException {
        DefinitionReader reader = new DefinitionReader(Xml.parse(text));
        reader.checkRoot();
        Optional<NetworkName> name = reader.name();
        Optional<NetworkType> type = reader.type();
        Optional<String> segment = reader.segment();
        reader.findings.check();
        return new ReadDefinition(name.orElseThrow(), type.orElseThrow(), segment, reader.root);
    }

    private void checkRoot() throws GuestnetException {
        if (!root.name().equals("network")) {
            String namespace = root.qname().getNamespaceURI();
            findings.add(
                    root,
                    "the document is a <" + root.qname().getLocalPart() + ">"
                            + (namespace.isEmpty() ? "" : " in the namespace '" + namespace + "'")
                            + ", not a <network>",
                    "give a document whose root is <network> without a namespace");
        }
        findings.check();
    }

    private Optional<NetworkName> name() {
        XmlElement at = root.first("name").orElse(root);
        if (at == root || at.text().isEmpty()) {
            findings.add(at, "the network has no name", NAME_REMEDY);
            return Optional.empty();
        }
        return findings.value(at, at.text(), NetworkName::new, NAME_REMEDY);
    }

    private Optional<NetworkType> type() {
        Optional<String> type = root.attribute("type");
        return type.isPresent()
                ? findings.value(
                        root,
                        type,
                        NetworkType::new,
                        "write for example type='bridge', or leave type out for libvirt's dialect")
                : typeOfForward();
    }

    /** What libvirt connects guests by (its conf/domain_conf.c, virDomainNetResolveActualType). */
    private Optional<NetworkType> typeOfForward() {
        Optional<XmlElement> forward = root.first("forward");
        String mode = forward.map(f -> f.attribute("mode").orElse("nat")).orElse("none");
        boolean hasBridge =
                root.first("bridge").flatMap(b -> b.attribute("name")).isPresent();
        String type = switch (mode) {
            case "none", "nat", "route", "open" -> "virtual";
            case "bridge" -> hasBridge ? "bridge" : "direct";
            case "private", "vepa", "passthrough" -> "direct";
            case "hostdev" -> "hostdev";
            default -> "";
        };
        if (type.isEmpty()) {
            findings.add(
                    forward.orElse(root),
                    "unknown forward mode '" + mode + "'",
                    "one of none, nat, route, open, bridge, private, vepa, passthrough, hostdev");
            return Optional.empty();
        }
        return Optional.of(new NetworkType(type));
    }

    private Optional<String> segment() {
        Optional<XmlElement> segment = root.first("segment");
        Optional<String> id = segment.flatMap(s -> s.attribute("id")).map(String::strip);
        if (segment.isPresent() && id.filter(i -> !i.isEmpty()).isEmpty()) {
            findings.add(segment.get(), "the segment has no id", "write <segment id='…'/> or leave it out");
        }
        return id;
    }
}
