/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static java.util.Objects.requireNonNull;

import org.guestnet.model.DeviceName;
import org.guestnet.model.NetworkName;

/**
 * Where a tunnel joins a network on a host.
 *
 * @param network the network
 * @param bridge its bridge
 * @param ownServers whether the host serves addresses on it by itself, so that neither DHCP nor router advertisements may pass the tunnel
 */
public record Junction(NetworkName network, DeviceName bridge, boolean ownServers) {

    /** Nothing is null. */
    public Junction {
        requireNonNull(network, "network");
        requireNonNull(bridge, "bridge");
    }
}
