/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;

/**
 * How an interface of a running guest is connected.
 *
 * @param mac the interface
 * @param network the network that resolved it; empty if its document says all
 * @param port the port there
 * @param plug the connection
 */
record Link(MacAddress mac, Optional<NetworkName> network, Optional<UUID> port, Plug plug) {

    Link {
        requireNonNull(mac, "mac");
        requireNonNull(network, "network");
        requireNonNull(port, "port");
        requireNonNull(plug, "plug");
    }
}
