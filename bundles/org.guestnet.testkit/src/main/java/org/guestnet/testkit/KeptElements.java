/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.guestnet.model.Place;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.xml.Xml;

/** Elements of libvirt's and of strangers' that no provider needs to understand, and that reach libvirt as they are. */
final class KeptElements {

    private static final XmlElement PORTGROUP = XmlElement.of("portgroup").with("name", "testkit-kept");
    private static final XmlElement STRANGERS = new XmlElement(
            new QName("urn:example:stranger", "note", "x"), Map.of(), List.of(), "kept", new Place(0, "/note"));

    private KeptElements() {}

    static NetworkDefinition addedTo(NetworkDefinition definition) {
        XmlElement root = definition.root();
        Optional<XmlElement> metadata = root.first("metadata");
        XmlElement noted = metadata.orElse(XmlElement.of("metadata")).with(STRANGERS);
        return TestDefinition.of(Xml.write(
                root.withoutChildren(c -> metadata.filter(m -> m == c).isPresent())
                        .with(PORTGROUP)
                        .with(noted)));
    }

    static void assertIn(XmlElement published) {
        assertThat(published.children()).as("what is published").contains(PORTGROUP);
        assertThat(published.first("metadata"))
                .as("metadata that is published")
                .hasValueSatisfying(m -> assertThat(m.children()).contains(STRANGERS));
    }
}
