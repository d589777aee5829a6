/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.XmlElement;

/**
 * How an interface of a running guest is connected.
 *
 * @param mac the interface
 * @param network the network that resolved it; empty if its document says all
 * @param port the port there
 * @param plug the connection
 * @param options what else its port says
 */
record Link(MacAddress mac, Optional<NetworkName> network, Optional<UUID> port, Plug plug, List<XmlElement> options) {

    Link {
        requireNonNull(mac, "mac");
        requireNonNull(network, "network");
        requireNonNull(port, "port");
        requireNonNull(plug, "plug");
        options = List.copyOf(options);
    }
}
