/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.Xml;

/** Changes documents as libvirt does: {@code <metadata>} stays letter by letter, all else may be written anew. */
final class Texts {

    private static final Pattern METADATA = Pattern.compile("<metadata\\b[^>]*>.*</metadata\\s*>", Pattern.DOTALL);
    private static final Pattern ROOT_NAMESPACES =
            Pattern.compile("\\A[^<]*(?:<[?!][^>]*>[^<]*)*<[a-z]+\\s[^>]*\\bxmlns:");

    private Texts() {}

    static String edit(String text, UnaryOperator<XmlElement> change) throws GuestnetException {
        XmlElement root = Xml.parse(text);
        Matcher metadata = METADATA.matcher(text);
        // A prefix that the root declares would be lost with the root's own text.
        if (!metadata.find() || ROOT_NAMESPACES.matcher(text).find()) {
            return Xml.write(change.apply(root));
        }
        String rest = Xml.write(change.apply(root.withoutChildren(c -> c.name().equals("metadata"))));
        int end = rest.lastIndexOf("</");
        return rest.substring(0, end) + metadata.group() + rest.substring(end);
    }

    /** The element with its first child of that name changed; added first if there is none. */
    static XmlElement child(XmlElement parent, String name, UnaryOperator<XmlElement> change) {
        XmlElement now = change.apply(parent.first(name).orElseGet(() -> XmlElement.of(name)));
        return parent.withoutChildren(c -> c.name().equals(name)).with(now);
    }

    /** The element with every child of that name changed, in its place. */
    static XmlElement mapped(XmlElement parent, String name, UnaryOperator<XmlElement> change) {
        List<XmlElement> children = parent.children().stream()
                .map(c -> c.name().equals(name) ? change.apply(c) : c)
                .toList();
        return new XmlElement(parent.qname(), parent.attributes(), children, parent.text(), parent.place());
    }
}
