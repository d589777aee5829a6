/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import org.guestnet.model.GuestnetException;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.internal.DistrustfulParser;
import org.guestnet.xml.internal.ElementBuilder;
import org.guestnet.xml.internal.ElementWriter;

/** Any XML document as a value, and back. Safe for documents from anybody. */
public final class Xml {

    private Xml() {}

    /**
     * Reads a document. It may have at most 1,048,576 characters, 64 levels and 100,000 elements, attributes, comments and
     * instructions; no DOCTYPE, and so no entities of its own; XML 1.0 with namespaces.
     *
     * @param text the document; its encoding declaration is of no account
     * @return the root element; each element knows its line and path
     * @throws GuestnetException with code {@code XML_INVALID} or {@code XML_TOO_LARGE}
     */
    public static XmlElement parse(String text) throws GuestnetException {
        ElementBuilder builder = new ElementBuilder();
        DistrustfulParser.parse(text, builder);
        return builder.root();
    }

    /**
     * Writes a document without XML declaration, indented by two spaces.
     *
     * @param root the root element
     * @return a document that {@link #parse} reads as an equal element
     * @throws IllegalArgumentException if a name or text in it cannot be written in XML 1.0
     */
    public static String write(XmlElement root) {
        return ElementWriter.write(root);
    }
}
