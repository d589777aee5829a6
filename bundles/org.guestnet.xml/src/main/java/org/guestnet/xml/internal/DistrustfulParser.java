/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.io.IOException;
import java.io.StringReader;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Place;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;

/**
 * The only maker of parsers. It trusts no document: no DOCTYPE (so neither external entities nor ones that grow), nothing fetched,
 * bounded size; {@link DistrustfulHandler} bounds depth and number.
 */
public final class DistrustfulParser {

    static final int MAX_CHARACTERS = 1 << 20;
    private static final String XERCES = "http://apache.org/xml/features/";
    private static final String DISALLOW_DOCTYPE = XERCES + "disallow-doctype-decl";
    private static final int SHOWN = 300;
    private static final Place START = new Place(0, "/");

    private static final int MAX_IDLE = 8;
    private static final Deque<XMLReader> IDLE = new ConcurrentLinkedDeque<>();
    private static final DefaultHandler2 NOBODY = new DefaultHandler2();
    private static final DOMImplementation DOM = dom();

    private DistrustfulParser() {}

    /**
     * Parses a document.
     *
     * @throws GuestnetException with code {@code XML_INVALID} or {@code XML_TOO_LARGE}
     */
    public static void parse(String text, DistrustfulHandler handler) throws GuestnetException {
        if (text.length() > MAX_CHARACTERS) {
            throw new GuestnetException(Finding.blocker(
                            Codes.XML_TOO_LARGE,
                            "the document has " + text.length() + " characters, more than " + MAX_CHARACTERS,
                            "give a document of this network or guest only")
                    .at(START));
        }
        try {
            XMLReader reader = idle();
            listen(reader, handler);
            reader.parse(new InputSource(new StringReader(withoutMark(text))));
            listen(reader, NOBODY);
            if (IDLE.size() < MAX_IDLE) {
                IDLE.push(reader); // never after a failure
            }
        } catch (RefusedDocument refused) {
            throw new GuestnetException(refused.finding(), refused);
        } catch (SAXException e) {
            throw new GuestnetException(finding(e, handler.place()), e);
        } catch (IOException e) {
            throw new GuestnetException(invalid("the document cannot be read: " + e.getMessage(), START), e);
        }
    }

    /** A byte order mark may stand before the declaration; it is no part of the document. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** To make a parser takes longer than to parse a guest. */
    private static XMLReader idle() throws SAXException {
        XMLReader reader = IDLE.poll();
        return reader == null ? reader() : reader;
    }

    private static void listen(XMLReader reader, DefaultHandler2 handler) throws SAXException {
        reader.setContentHandler(handler);
        reader.setErrorHandler(handler);
        reader.setEntityResolver(handler);
        reader.setProperty("http://xml.org/sax/properties/lexical-handler", handler);
    }

    private static XMLReader reader() throws SAXException {
        try {
            // The JDK's own, whatever parser others have installed: these settings were tried with it. Karaf puts its
            // own
            // class in the place of this factory, which knows the methods of Java 9 only: no newDefaultNSInstance.
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(DISALLOW_DOCTYPE, true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature(XERCES + "nonvalidating/load-external-dtd", false);
            return factory.newSAXParser().getXMLReader();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser lacks a protection", e);
        }
    }

    /** A DOM to build something in; nothing is parsed. */
    static Document emptyDocument() {
        return DOM.createDocument(null, null, null);
    }

    private static DOMImplementation dom() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK has no DOM", e);
        }
    }

    private static Finding finding(SAXException failure, Place reached) {
        String message = String.valueOf(failure.getMessage());
        int line = failure instanceof SAXParseException parse ? Math.max(0, parse.getLineNumber()) : reached.line();
        Place place = new Place(line, reached.path());
        if (message.contains(DISALLOW_DOCTYPE)) {
            return Finding.blocker(
                            Codes.XML_INVALID,
                            "the document has a DOCTYPE, which is never read",
                            "remove <!DOCTYPE …> and write out what its entities stand for")
                    .at(place);
        }
        if (message.startsWith("JAXP0001")) { // the JDK's own limits
            return Finding.blocker(Codes.XML_TOO_LARGE, shortened(message), "make the document smaller")
                    .at(place);
        }
        return invalid("the document is not well-formed XML: " + shortened(message), place);
    }

    private static String shortened(String message) {
        String one = message.strip().replaceAll("\\.$", "");
        return one.length() > SHOWN ? one.substring(0, SHOWN) + "…" : one;
    }

    private static Finding invalid(String detail, Place place) {
        return Finding.blocker(
                        Codes.XML_INVALID,
                        detail,
                        "correct the document there; xmllint --noout FILE shows the same place")
                .at(place);
    }
}
