/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Place;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;
import org.xml.sax.ext.Locator2;

/**
 * Bounds depth and number of what a document holds, and knows the place of what is being read. On its own it only checks a document;
 * subclasses build something of it.
 */
public class DistrustfulHandler extends DefaultHandler2 {

    static final int MAX_DEPTH = 64;
    static final int MAX_NODES = 100_000;

    private final ElementPath path = new ElementPath();
    private Locator locator;
    private int nodes;

    /** Where the parser is. */
    public final Place place() {
        return new Place(locator == null ? 0 : Math.max(0, locator.getLineNumber()), path.toString());
    }

    /** An element begins; {@link #place()} is its place. */
    protected void open(String uri, String localName, String qName, Attributes attributes) throws SAXException {}

    /** The element that was opened last and not closed ends. */
    protected void close() throws SAXException {}

    /** A comment. */
    protected void comment(String comment) {}

    /** A processing instruction. */
    protected void instruction(String target, String data) {}

    @Override
    public final void setDocumentLocator(Locator where) {
        locator = where;
    }

    @Override
    public final void startElement(String uri, String localName, String qName, Attributes attributes)
            throws SAXException {
        path.enter(qName);
        count(1 + attributes.getLength());
        if (path.depth() == 1) {
            checkVersion();
        }
        if (path.depth() > MAX_DEPTH) {
            throw tooLarge("has more than " + MAX_DEPTH + " levels");
        }
        open(uri, localName, qName, attributes);
    }

    @Override
    public final void endElement(String uri, String localName, String qName) throws SAXException {
        close();
        path.leave();
    }

    @Override
    public final void comment(char[] text, int start, int length) throws SAXException {
        count(1);
        comment(new String(text, start, length));
    }

    @Override
    public final void processingInstruction(String target, String data) throws SAXException {
        count(1);
        instruction(target, data);
    }

    @Override
    public final void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }

    @Override
    public final InputSource resolveEntity(String name, String publicId, String baseUri, String systemId)
            throws SAXException {
        throw new RefusedDocument(
                Finding.blocker(Codes.XML_INVALID, "the document refers to something outside of it", "write it out")
                        .at(place()));
    }

    private void count(int more) throws SAXException {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw tooLarge("has more than " + MAX_NODES + " elements, attributes, comments and instructions");
        }
    }

    /** libvirt's parser knows XML 1.0 only; 1.1 allows characters that it would refuse later. */
    private void checkVersion() throws SAXException {
        if (locator instanceof Locator2 second && "1.1".equals(second.getXMLVersion())) {
            throw new RefusedDocument(
                    Finding.blocker(Codes.XML_INVALID, "the document says that it is XML 1.1", "write it in XML 1.0")
                            .at(place()));
        }
    }

    private SAXException tooLarge(String what) {
        return new RefusedDocument(
                Finding.blocker(Codes.XML_TOO_LARGE, "the document " + what, "make the document smaller")
                        .at(place()));
    }
}
