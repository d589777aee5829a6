/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import java.util.Optional;
import java.util.function.Predicate;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.XmlElement;

/** One {@code <interface>} of a guest by itself, as libvirt takes it to attach or update a device. */
public final class InterfaceDocuments {

    private static final String NETWORK = "network";
    private static final Predicate<XmlElement> SOURCE = child -> child.name().equals("source");

    private InterfaceDocuments() {}

    /**
     * A new interface that names a network, and nothing of any host.
     *
     * @param model the model of the device, by libvirt's name
     */
    public static GuestInterface create(MacAddress mac, NetworkName network, Optional<String> portgroup, String model) {
        XmlElement element = XmlElement.of("interface")
                .with("type", NETWORK)
                .with(XmlElement.of("mac").with("address", mac.value()))
                .with(source(network, portgroup))
                .with(XmlElement.of("model").with("type", model));
        return onNetwork(mac, network, portgroup, element);
    }

    /**
     * The same interface on another network: its own options stay, what it said of its connection goes.
     *
     * @param nic of a persistent or migratable document
     */
    public static GuestInterface moved(GuestInterface nic, NetworkName network, Optional<String> portgroup) {
        XmlElement element =
                nic.element().with("type", NETWORK).withoutChildren(SOURCE).with(source(network, portgroup));
        return onNetwork(nic.mac(), network, portgroup, element);
    }

    /** The interface, connected as another document says of it: with that one's type and source. */
    public static XmlElement connectedAs(XmlElement nic, XmlElement other) {
        return nic.with("type", other.attribute("type").orElse(NETWORK))
                .withoutChildren(SOURCE)
                .withAll(other.all("source"));
    }

    /** The document for libvirt. */
    public static String write(XmlElement nic) {
        return Xml.write(nic);
    }

    private static XmlElement source(NetworkName network, Optional<String> portgroup) {
        XmlElement source = XmlElement.of("source").with(NETWORK, network.value());
        return portgroup.map(p -> source.with("portgroup", p)).orElse(source);
    }

    private static GuestInterface onNetwork(
            MacAddress mac, NetworkName network, Optional<String> portgroup, XmlElement element) {
        return new GuestInterface(
                mac, NETWORK, Optional.of(network), portgroup, Optional.empty(), Optional.empty(), element);
    }
}
