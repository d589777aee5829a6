/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.namespace.QName;

/**
 * An element of an XML document as a value: name, attributes, child elements, text, and the place where it stood.
 *
 * <p>It is for reading and building definitions. Comments and the order of text among children are not kept; documents that
 * must survive untouched are rewritten elsewhere. Two elements are equal if they say the same, wherever they stood.
 */
public final class XmlElement {

    private final QName name;
    private final Map<QName, String> attributes;
    private final List<XmlElement> children;
    private final String text;
    private final Place place;

    /**
     * @param name the element's name
     * @param attributes in document order
     * @param children in document order
     * @param text the element's own text without surrounding white space; empty if it has none
     * @param place where it stood
     */
    public XmlElement(QName name, Map<QName, String> attributes, List<XmlElement> children, String text, Place place) {
        this.name = requireNonNull(name, "name");
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        this.children = List.copyOf(children);
        this.text = requireNonNull(text, "text");
        this.place = requireNonNull(place, "place");
    }

    /** A new element without namespace, attributes, children and text, at no place. */
    public static XmlElement of(String name) {
        return new XmlElement(new QName(name), Map.of(), List.of(), "", new Place(0, "/" + name));
    }

    /** The element's name with its namespace. */
    public QName qname() {
        return name;
    }

    /** The element's local name if it has no namespace, else empty: an element of libvirt's never has one. */
    public String name() {
        return name.getNamespaceURI().isEmpty() ? name.getLocalPart() : "";
    }

    /** All attributes, in document order. */
    public Map<QName, String> attributes() {
        return attributes;
    }

    /** The attribute of that name without namespace; empty if it is not there. */
    public Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(new QName(attribute)));
    }

    /** All child elements, in document order. */
    public List<XmlElement> children() {
        return children;
    }

    /** The child elements of that name without namespace. */
    public List<XmlElement> all(String child) {
        return children.stream().filter(c -> c.name().equals(child)).toList();
    }

    /** The first child element of that name without namespace; empty if there is none. */
    public Optional<XmlElement> first(String child) {
        return children.stream().filter(c -> c.name().equals(child)).findFirst();
    }

    /** The element's own text without surrounding white space; empty if it has none. */
    public String text() {
        return text;
    }

    /** Where it stood; line 0 if it was not read from a document. */
    public Place place() {
        return place;
    }

    /** A copy with that attribute set. */
    public XmlElement with(String attribute, String value) {
        Map<QName, String> changed = new LinkedHashMap<>(attributes);
        changed.put(new QName(attribute), requireNonNull(value, attribute));
        return new XmlElement(name, changed, children, text, place);
    }

    /** A copy without that attribute. */
    public XmlElement without(String attribute) {
        Map<QName, String> changed = new LinkedHashMap<>(attributes);
        changed.remove(new QName(attribute));
        return new XmlElement(name, changed, children, text, place);
    }

    /** A copy with that child as its last. */
    public XmlElement with(XmlElement child) {
        List<XmlElement> changed = new ArrayList<>(children);
        changed.add(requireNonNull(child, "child"));
        return new XmlElement(name, attributes, changed, text, place);
    }

    /** A copy with those children after its own. */
    public XmlElement withAll(List<XmlElement> more) {
        List<XmlElement> changed = new ArrayList<>(children);
        changed.addAll(more);
        return new XmlElement(name, attributes, changed, text, place);
    }

    /** A copy without the children that the condition holds for. */
    public XmlElement withoutChildren(Predicate<XmlElement> condition) {
        return new XmlElement(
                name, attributes, children.stream().filter(condition.negate()).toList(), text, place);
    }

    /** A copy with that text. */
    public XmlElement withText(String other) {
        return new XmlElement(name, attributes, children, other, place);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof XmlElement && same((XmlElement) other);
    }

    private boolean same(XmlElement other) {
        return name.equals(other.name)
                && attributes.equals(other.attributes)
                && text.equals(other.text)
                && children.equals(other.children);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, attributes, children, text);
    }

    /** For people and messages only: the start tag. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("<").append(name.getLocalPart());
        attributes.forEach((key, value) -> out.append(' ')
                .append(key.getLocalPart())
                .append("='")
                .append(value)
                .append('\''));
        return out.append('>').toString();
    }
}
