/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;
import org.guestnet.model.Place;
import org.guestnet.model.XmlElement;

/** Elements, interfaces and definitions for tests, built without a parser. */
final class Elements {

    static final MacAddress MAC = new MacAddress("52:54:00:00:00:01");

    private Elements() {}

    /** {@code element("vlan", "trunk", "yes")}. */
    static XmlElement element(String name, String... attributes) {
        XmlElement element = XmlElement.of(name);
        for (int i = 0; i < attributes.length; i += 2) {
            element = element.with(attributes[i], attributes[i + 1]);
        }
        return element;
    }

    static XmlElement at(int line, XmlElement element) {
        return new XmlElement(
                element.qname(),
                element.attributes(),
                element.children(),
                element.text(),
                new Place(line, "/network/" + element.name()));
    }

    static XmlElement foreign(String namespace, String name) {
        return new XmlElement(new QName(namespace, name), Map.of(), List.of(), "", new Place(0, "/" + name));
    }

    static GuestInterface nic(XmlElement... options) {
        return nic(Optional.empty(), options);
    }

    static GuestInterface nic(Optional<String> portgroup, XmlElement... options) {
        XmlElement element = element("interface", "type", "network").withAll(List.of(options));
        Optional<NetworkName> network = Optional.of(new NetworkName("red"));
        return new GuestInterface(MAC, "network", network, portgroup, Optional.empty(), Optional.empty(), element);
    }

    static NetworkDefinition definition(XmlElement root) {
        return new NetworkDefinition() {
            @Override
            public NetworkName name() {
                return new NetworkName("red");
            }

            @Override
            public NetworkType type() {
                return new NetworkType("bridge");
            }

            @Override
            public Optional<String> segment() {
                return Optional.empty();
            }

            @Override
            public XmlElement root() {
                return root;
            }

            @Override
            public Source asSource() {
                throw new UnsupportedOperationException("not needed here");
            }
        };
    }
}
