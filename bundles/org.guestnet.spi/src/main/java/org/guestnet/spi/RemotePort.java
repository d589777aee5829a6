/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static java.util.Objects.requireNonNull;

import org.guestnet.model.IpAddress;
import org.guestnet.model.MacAddress;

/**
 * A guest interface at another host of a mesh.
 *
 * @param mac its address
 * @param peer the address of its host
 */
public record RemotePort(MacAddress mac, IpAddress peer) {

    /** Nothing is null. */
    public RemotePort {
        requireNonNull(mac, "mac");
        requireNonNull(peer, "peer");
    }
}
