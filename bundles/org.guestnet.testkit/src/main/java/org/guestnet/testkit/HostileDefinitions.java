/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkType;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.xml.NetworkDocuments;
import org.guestnet.xml.Xml;

/**
 * Makes of a good definition many that somebody might write by mistake or on purpose: each element left out, written twice, with
 * something unknown in it, each attribute and text with a hostile value. Only documents that a provider would be given are kept.
 */
final class HostileDefinitions {

    private static final List<String> VALUES = List.of(
            "",
            " ",
            "none",
            "no such thing",
            "-1",
            "0",
            "99999999999999999999",
            "a-name-that-is-much-too-long-for-a-device",
            "eth[0-9]",
            "a[0-999999999]",
            "[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]",
            "eth[9-0]",
            "eth[",
            "0,,1",
            "0-4294967296",
            "ff:ff:ff:ff:ff:ff",
            "../../etc/passwd",
            "%s%n%d",
            "a\tb",
            "\u202eabc",
            "<&'\">");

    private HostileDefinitions() {}

    static List<NetworkDefinition> of(NetworkDefinition good) {
        XmlElement empty = good.root().withoutChildren(c -> !c.name().equals("name"));
        return Stream.concat(Stream.of(empty), changed(good.root(), true).stream())
                .flatMap(root -> read(root, good.type()))
                .toList();
    }

    private static Stream<NetworkDefinition> read(XmlElement root, NetworkType type) {
        try {
            return Stream.of(NetworkDocuments.read(Xml.write(root)))
                    .filter(d -> d.type().equals(type));
        } catch (GuestnetException e) {
            return Stream.empty(); // refused before any provider is asked
        }
    }

    private static List<XmlElement> changed(XmlElement element, boolean isRoot) {
        List<XmlElement> all = new ArrayList<>();
        all.add(element.with("testkit-unknown", "yes"));
        all.add(element.with(XmlElement.of("testkit-unknown")));
        VALUES.forEach(v -> {
            element.attributes().keySet().stream()
                    .filter(a -> !isRoot || !a.getLocalPart().equals("type"))
                    .forEach(a -> all.add(withAttribute(element, a, v)));
            if (!element.text().isEmpty()) {
                all.add(element.withText(v));
            }
        });
        element.attributes().keySet().forEach(a -> all.add(element.without(a.getLocalPart())));
        for (int i = 0; i < element.children().size(); i++) {
            all.addAll(changedChild(element, i));
        }
        return all;
    }

    private static List<XmlElement> changedChild(XmlElement element, int index) {
        XmlElement child = element.children().get(index);
        if (child.name().equals("name")) {
            return List.of();
        }
        Function<List<XmlElement>, XmlElement> replaced = those -> {
            List<XmlElement> children = new ArrayList<>(element.children());
            children.remove(index);
            children.addAll(index, those);
            return new XmlElement(element.qname(), element.attributes(), children, element.text(), element.place());
        };
        List<XmlElement> all = new ArrayList<>();
        all.add(replaced.apply(List.of()));
        all.add(replaced.apply(List.of(child, child)));
        changed(child, false).forEach(c -> all.add(replaced.apply(List.of(c))));
        return all;
    }

    private static XmlElement withAttribute(XmlElement element, QName name, String value) {
        Map<QName, String> attributes = new LinkedHashMap<>(element.attributes());
        attributes.put(name, value);
        return new XmlElement(element.qname(), attributes, element.children(), element.text(), element.place());
    }
}
