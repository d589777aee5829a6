/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.PortRequest;
import org.guestnet.xml.Xml;

/** A guest interface that asks for a port, for tests. Immutable. */
public final class TestPort implements PortRequest {

    private static final String DEFAULT_MAC = "52:54:00:00:00:01";

    private final GuestInterface nic;
    private final Purpose purpose;

    private TestPort(GuestInterface nic, Purpose purpose) {
        this.nic = nic;
        this.purpose = requireNonNull(purpose, "purpose");
    }

    /**
     * An interface of a guest that starts.
     *
     * @param xml an {@code <interface>} as it stands in a guest's domain XML; without {@code <mac>} it gets one
     * @throws IllegalArgumentException if it is not XML, or a name or address in it is none
     */
    public static TestPort of(String xml) {
        try {
            return new TestPort(nic(Xml.parse(xml)), Purpose.START);
        } catch (GuestnetException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static GuestInterface nic(XmlElement element) {
        Optional<XmlElement> source = element.first("source");
        return new GuestInterface(
                new MacAddress(element.first("mac")
                        .flatMap(m -> m.attribute("address"))
                        .orElse(DEFAULT_MAC)),
                element.attribute("type").orElse("network"),
                source.flatMap(s -> s.attribute("network")).map(NetworkName::new),
                source.flatMap(s -> s.attribute("portgroup")),
                Optional.empty(),
                Optional.empty(),
                element);
    }

    /** The same interface for another purpose. */
    public TestPort with(Purpose other) {
        return new TestPort(nic, other);
    }

    @Override
    public GuestName guest() {
        return new GuestName("testkit-guest");
    }

    @Override
    public Purpose purpose() {
        return purpose;
    }

    @Override
    public GuestInterface nic() {
        return nic;
    }

    /** The purpose and the options of the interface. */
    @Override
    public String toString() {
        return purpose + " " + nic.element() + nic.element().children();
    }
}
