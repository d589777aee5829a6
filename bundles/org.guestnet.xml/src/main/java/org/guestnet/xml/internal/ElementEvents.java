/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.transform.sax.SAXSource;
import org.guestnet.model.XmlElement;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.LocatorImpl;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Tells an element as if it were parsed, with the lines on which it stood: a source for JAXB without a parser. The handler is asked for
 * at each event, as parsers do, because EclipseLink changes it while it reads.
 */
public final class ElementEvents extends XMLFilterImpl {

    private static final String FEATURES = "http://xml.org/sax/features/";

    private final XmlElement root;
    private final LocatorImpl locator = new LocatorImpl();
    private int generated;

    private ElementEvents(XmlElement root) {
        this.root = root;
    }

    /** A new source, to be used once. */
    public static SAXSource source(XmlElement root) {
        return new SAXSource(new ElementEvents(root), new InputSource());
    }

    @Override
    public void parse(InputSource nothing) throws SAXException {
        getContentHandler().setDocumentLocator(locator);
        getContentHandler().startDocument();
        tell(root, Map.of("", "", XMLConstants.XML_NS_PREFIX, XMLConstants.XML_NS_URI));
        getContentHandler().endDocument();
    }

    private void tell(XmlElement element, Map<String, String> scope) throws SAXException {
        locator.setLineNumber(element.place().line());
        Map<String, String> bound = new LinkedHashMap<>();
        String name = qualified(element.qname(), scope, bound, false);
        AttributesImpl attributes = new AttributesImpl();
        element.attributes()
                .forEach((key, value) -> attributes.addAttribute(
                        key.getNamespaceURI(), key.getLocalPart(), qualified(key, scope, bound, true), "CDATA", value));
        for (Map.Entry<String, String> binding : bound.entrySet()) {
            getContentHandler().startPrefixMapping(binding.getKey(), binding.getValue());
        }
        QName qname = element.qname();
        getContentHandler().startElement(qname.getNamespaceURI(), qname.getLocalPart(), name, attributes);
        if (!element.text().isEmpty()) {
            getContentHandler()
                    .characters(element.text().toCharArray(), 0, element.text().length());
        }
        Map<String, String> inner = scope;
        if (!bound.isEmpty()) {
            inner = new LinkedHashMap<>(scope);
            inner.putAll(bound);
        }
        for (XmlElement child : element.children()) {
            tell(child, inner);
        }
        getContentHandler().endElement(qname.getNamespaceURI(), qname.getLocalPart(), name);
        for (String prefix : bound.keySet()) {
            getContentHandler().endPrefixMapping(prefix);
        }
    }

    /** The name with a prefix that stands for its namespace, which is bound here if it is not in scope. */
    private String qualified(QName name, Map<String, String> scope, Map<String, String> bound, boolean attribute) {
        String uri = name.getNamespaceURI();
        if (attribute && uri.isEmpty()) {
            return name.getLocalPart();
        }
        String prefix = name.getPrefix();
        if (bound.containsKey(prefix) && !bound.get(prefix).equals(uri) || attribute && prefix.isEmpty()) {
            do {
                prefix = "ns" + generated++;
            } while (scope.containsKey(prefix) || bound.containsKey(prefix));
        }
        if (!uri.equals(bound.getOrDefault(prefix, scope.get(prefix)))) {
            bound.put(prefix, uri);
        }
        return prefix.isEmpty() ? name.getLocalPart() : prefix + ":" + name.getLocalPart();
    }

    @Override
    public void parse(String systemId) throws SAXException {
        parse(new InputSource());
    }

    @Override
    public boolean getFeature(String name) throws SAXNotRecognizedException {
        if (name.equals(FEATURES + "namespaces")) {
            return true;
        }
        if (name.equals(FEATURES + "namespace-prefixes")) {
            return false;
        }
        throw new SAXNotRecognizedException(name);
    }

    /** There is no parser to be told anything: events are always the same. */
    @Override
    public void setFeature(String name, boolean value) {}

    /** As {@link #setFeature}: comments and CDATA sections are not told. */
    @Override
    public void setProperty(String name, Object value) {}
}
