/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.guestnet.model.Place;
import org.guestnet.model.XmlElement;
import org.xml.sax.Attributes;

/** Builds the value of a document while it is parsed. */
public final class ElementBuilder extends DistrustfulHandler {

    private record Open(
            QName name, Map<QName, String> attributes, Place place, List<XmlElement> children, StringBuilder text) {
        private XmlElement closed() {
            return new XmlElement(name, attributes, children, text.toString().strip(), place);
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();
    private XmlElement root;

    /** The root element, once the document was parsed. */
    public XmlElement root() {
        return root;
    }

    @Override
    protected void open(String uri, String localName, String qName, Attributes attributes) {
        Map<QName, String> values = new LinkedHashMap<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            values.put(
                    name(attributes.getURI(i), attributes.getLocalName(i), attributes.getQName(i)),
                    attributes.getValue(i));
        }
        open.push(new Open(name(uri, localName, qName), values, place(), new ArrayList<>(), new StringBuilder()));
    }

    @Override
    public void characters(char[] text, int start, int length) {
        open.element().text().append(text, start, length);
    }

    @Override
    protected void close() {
        XmlElement closed = open.pop().closed();
        if (open.isEmpty()) {
            root = closed;
        } else {
            open.element().children().add(closed);
        }
    }

    private static QName name(String uri, String localName, String qName) {
        int colon = qName.indexOf(':');
        return new QName(uri, localName, colon < 0 ? "" : qName.substring(0, colon));
    }
}
