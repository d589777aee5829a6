/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.internal.Findings;

/** The network that rules look at, and where they tell what is wrong. */
record Subject(XmlElement root, Mode mode, LibvirtVersion version, Findings findings) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Set<String> YES_NO = Set.of("yes", "no");

    Optional<XmlElement> forward() {
        return root.first("forward");
    }

    /** Elements of the pool, of that name. */
    List<XmlElement> pool(String element) {
        return forward().map(f -> f.all(element)).orElse(List.of());
    }

    Optional<XmlElement> bridge() {
        return root.first("bridge");
    }

    Optional<String> bridgeName() {
        return bridge().flatMap(b -> b.attribute("name"));
    }

    Optional<String> forwardDevice() {
        return forward().flatMap(f -> f.attribute("dev"));
    }

    void refuse(XmlElement at, String detail, String remedy) {
        findings.add(at, detail, remedy);
    }

    /** The element has at most one child of that name. libvirt's schema refuses a second one. */
    void single(XmlElement parent, String child) {
        parent.all(child).stream()
                .skip(1)
                .forEach(second -> refuse(
                        second,
                        "the <" + parent.name() + "> has a second <" + child + ">",
                        "keep one <" + child + ">; none adds to the other"));
    }

    /** The element has only these attributes and children. */
    void only(XmlElement element, Set<String> attributes, Set<String> children) {
        element.attributes().keySet().stream()
                .filter(a -> !a.getNamespaceURI().isEmpty() || !attributes.contains(a.getLocalPart()))
                .forEach(a -> refuse(
                        element,
                        "<" + element.name() + "> has no attribute '" + a.getLocalPart() + "'",
                        known(attributes)));
        element.children().stream()
                .filter(c -> !children.contains(c.name()))
                .forEach(c -> refuse(
                        c,
                        "<" + element.name() + "> has no element <" + c.qname().getLocalPart() + ">",
                        known(children)));
    }

    private static String known(Set<String> words) {
        return "leave it out"
                + (words.isEmpty()
                        ? ""
                        : "; known: "
                                + String.join(", ", words.stream().sorted().toList()));
    }

    /** The attribute is a number, if it is there. */
    void number(XmlElement element, String attribute) {
        element.attribute(attribute)
                .filter(value -> !NUMBER.matcher(value).matches())
                .ifPresent(value -> refuse(
                        element,
                        attribute + " '" + value + "' of <" + element.name() + "> is not a number",
                        "write digits only"));
    }

    /** The attribute is a number above 0, if it is there. */
    void positive(XmlElement element, String attribute) {
        number(element, attribute);
        element.attribute(attribute)
                .filter(value -> value.matches("0{1,9}"))
                .ifPresent(value -> refuse(
                        element,
                        attribute + " of <" + element.name() + "> is 0",
                        "write a number from 1, or leave " + attribute + " out"));
    }

    /** The attribute is one of these words, if it is there. */
    void oneOf(XmlElement element, String attribute, Set<String> words) {
        element.attribute(attribute)
                .filter(value -> !words.contains(value))
                .ifPresent(value -> refuse(
                        element,
                        attribute + " '" + value + "' of <" + element.name() + "> is not known",
                        "one of " + String.join(", ", words.stream().sorted().toList())));
    }

    /** The attribute is yes or no, if it is there. */
    void yesOrNo(XmlElement element, String attribute) {
        oneOf(element, attribute, YES_NO);
    }
}
