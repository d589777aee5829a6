/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.Optional;
import javax.xml.transform.Source;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.NetworkDefinition;

/** A definition that was read. */
record ReadDefinition(NetworkName name, NetworkType type, Optional<String> segment, XmlElement root)
        implements NetworkDefinition {

    @Override
    public Source asSource() {
        return ElementEvents.source(root);
    }
}
