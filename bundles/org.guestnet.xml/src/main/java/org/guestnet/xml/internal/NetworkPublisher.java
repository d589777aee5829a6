/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.Published;

/** Puts a definition into the metadata of a libvirt network, and takes it out. */
public final class NetworkPublisher {

    private static final String DEFINITION = "{" + Namespaces.NETWORK + "}definition";

    private NetworkPublisher() {}

    /** The document to define. @throws GuestnetException if the original is not XML */
    public static String publish(
            NetworkName name,
            NetworkType type,
            String original,
            XmlElement libvirtNetwork,
            UUID uuid,
            Optional<String> hash)
            throws GuestnetException {
        XmlElement libvirts = LibvirtPart.of(libvirtNetwork);
        XmlElement whole = libvirts.withoutChildren(c -> true)
                .with(XmlElement.of("name").withText(name.value()))
                .with(XmlElement.of("uuid").withText(uuid.toString()))
                .with(XmlElement.of("metadata"))
                .withAll(libvirts.children());
        SourceText text = SourceText.of(ElementWriter.write(whole));
        SourceElement metadata = text.first("metadata").orElseThrow();
        Splice splice = new Splice();
        splice.replace(metadata.start(), metadata.end(), metadata(type, SourceText.of(original), hash));
        return splice.in(text.text());
    }

    private static String metadata(NetworkType type, SourceText original, Optional<String> hash) {
        StringBuilder out = new StringBuilder("<metadata>\n    <guestnet:definition xmlns:guestnet=\"")
                .append(Namespaces.NETWORK)
                .append("\" type=\"")
                .append(type)
                .append('"');
        hash.ifPresent(h -> out.append(" hash=\"").append(StartTag.escaped(h)).append('"'));
        out.append('>').append(original.withoutDeclaration()).append("</guestnet:definition>");
        Set<String> kept = new HashSet<>(Set.of(Namespaces.NETWORK, ""));
        for (SourceElement foreign :
                original.first("metadata").map(SourceElement::children).orElse(java.util.List.of())) {
            if (kept.add(foreign.name().getNamespaceURI())) { // libvirt keeps one element a namespace
                out.append("\n    ").append(foreign.standalone());
            }
        }
        return out.append("\n  </metadata>").toString();
    }

    /** What was published. @throws GuestnetException if it is not XML */
    public static Optional<Published> published(String libvirtXml) throws GuestnetException {
        SourceText text = SourceText.of(libvirtXml);
        Optional<SourceElement> definition = text.first("metadata", DEFINITION);
        if (definition.isEmpty()) {
            return Optional.empty();
        }
        Optional<SourceElement> original = definition.get().children().stream().findFirst();
        return original.map(o -> new Published(
                whole(text.text(), definition.get(), o), definition.get().tag().attribute("hash")));
    }

    /** The original with the comments and instructions that stood before and after it. */
    private static String whole(String text, SourceElement definition, SourceElement original) {
        String before = text.substring(definition.contentStart(), original.start());
        String after = text.substring(original.end(), definition.contentEnd());
        return (before + original.standalone() + after).strip();
    }
}
