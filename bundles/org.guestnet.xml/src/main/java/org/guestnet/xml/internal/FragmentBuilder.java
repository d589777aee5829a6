/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import org.guestnet.model.GuestnetException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;

/** Builds the DOM of a small part of a document, comments, instructions and CDATA sections included, for JAXB's Binder. */
final class FragmentBuilder extends DistrustfulHandler {

    private final Document document = DistrustfulParser.emptyDocument();
    private final List<String[]> declarations = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Node current = document;
    private boolean cdata;

    private FragmentBuilder() {}

    /** The root element. */
    static Element parse(String text) throws GuestnetException {
        FragmentBuilder builder = new FragmentBuilder();
        DistrustfulParser.parse(text, builder);
        return builder.document.getDocumentElement();
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) {
        declarations.add(new String[] {prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, uri});
    }

    @Override
    protected void open(String uri, String localName, String qName, Attributes attributes) {
        flush();
        Element element = document.createElementNS(uri.isEmpty() ? null : uri, qName);
        declarations.forEach(d -> element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, d[0], d[1]));
        declarations.clear();
        for (int i = 0; i < attributes.getLength(); i++) {
            String namespace = attributes.getURI(i);
            element.setAttributeNS(
                    namespace.isEmpty() ? null : namespace, attributes.getQName(i), attributes.getValue(i));
        }
        current.appendChild(element);
        current = element;
    }

    @Override
    protected void close() {
        flush();
        current = current.getParentNode();
    }

    @Override
    public void characters(char[] more, int start, int length) {
        text.append(more, start, length);
    }

    @Override
    public void startCDATA() {
        flush();
        cdata = true;
    }

    @Override
    public void endCDATA() {
        flush();
        cdata = false;
    }

    @Override
    protected void comment(String comment) {
        append(document.createComment(comment));
    }

    @Override
    protected void instruction(String target, String data) {
        append(document.createProcessingInstruction(target, data));
    }

    private void append(Node node) {
        flush();
        current.appendChild(node);
    }

    private void flush() {
        if (!text.isEmpty()) {
            String all = text.toString();
            text.setLength(0);
            current.appendChild(cdata ? document.createCDATASection(all) : document.createTextNode(all));
        }
    }
}
