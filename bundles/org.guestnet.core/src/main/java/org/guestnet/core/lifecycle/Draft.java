/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.xml.NetworkDocuments;

/** A document that a host can take, and what is on the host before. */
record Draft(NetworkDefinition definition, String original, HostNetwork meaning, Optional<NetworkReport> before) {

    NetworkName name() {
        return definition.name();
    }

    /** The UUID that the network has; a new one each time if it is new. */
    UUID uuid() {
        return before.map(NetworkReport::uuid).orElseGet(UUID::randomUUID);
    }

    /** The document that libvirt is given, without the hash of what it makes of it. */
    String publishable(UUID uuid) throws GuestnetException {
        return NetworkDocuments.publish(definition, original, meaning.libvirtNetwork(), uuid, Optional.empty());
    }
}
