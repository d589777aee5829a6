/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.io.StringWriter;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Source;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.guestnet.model.XmlElement;
import org.w3c.dom.Node;

/** Elements to text, without XML declaration. */
public final class ElementWriter {

    private ElementWriter() {}

    /** Indented by two spaces. @throws IllegalArgumentException if it cannot be written in XML 1.0 */
    public static String write(XmlElement root) {
        return write(ElementEvents.source(root), true).strip();
    }

    /** As it is. */
    static String write(Node node) {
        return write(new DOMSource(node), false);
    }

    private static String write(Source source, boolean indented) {
        try {
            Transformer identity = TransformerFactory.newDefaultInstance().newTransformer();
            identity.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            if (indented) {
                identity.setOutputProperty(OutputKeys.INDENT, "yes");
                identity.setOutputProperty("{http://xml.apache.org/xslt}indent-amount", "2");
            }
            StringWriter out = new StringWriter();
            identity.transform(source, new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            throw new IllegalArgumentException("cannot be written as XML: " + e.getMessageAndLocation(), e);
        }
    }
}
