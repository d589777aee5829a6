/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.Optional;
import javax.xml.transform.Source;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;
import org.guestnet.model.XmlElement;
import org.osgi.annotation.versioning.ProviderType;

/** What one host says about a network: the document that the administrator wrote, in either dialect. Immutable. */
@ProviderType
public interface NetworkDefinition {

    /** The network's name. */
    NetworkName name();

    /**
     * The network type: the root's {@code type} attribute, or, in libvirt's own dialect, what its {@code <forward>} makes of it.
     */
    NetworkType type();

    /** Names the wire behind the network ({@code <segment id='…'/>}); empty if the definition does not say. */
    Optional<String> segment();

    /** The root element, {@code <network>}, whole, with the lines on which elements stood. */
    XmlElement root();

    /**
     * The same document as a source for JAXB's {@code Unmarshaller}. No parser is involved. Each call gives a new source, to be
     * used once.
     */
    Source asSource();
}
