/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * A guest interface attached to a network on a host: libvirt's network port.
 *
 * @param id the port's UUID
 * @param network the network that it is attached to
 * @param ownerName name of the guest, or of whoever made the port
 * @param ownerId UUID of the guest, or of whoever made the port
 * @param mac the MAC address of the guest interface
 * @param portgroup the portgroup asked for
 * @param plug how it is connected; empty in a request that libvirt is to resolve
 */
public record Port(
        UUID id,
        NetworkName network,
        String ownerName,
        UUID ownerId,
        MacAddress mac,
        Optional<String> portgroup,
        Optional<Plug> plug) {

    /** @throws NullPointerException if a part is null */
    public Port {
        requireNonNull(id, "id");
        requireNonNull(network, "network");
        requireNonNull(ownerName, "ownerName");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(mac, "mac");
        requireNonNull(portgroup, "portgroup");
        requireNonNull(plug, "plug");
    }
}
