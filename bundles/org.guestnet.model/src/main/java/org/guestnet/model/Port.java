/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
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
 * @param options what else libvirt's port says, as its elements: {@code <virtualport>}, {@code <bandwidth>}, {@code <vlan>},
 *     {@code <port>}, {@code <rxfilters>}; with them a port that was deleted can be booked again whole
 */
public record Port(
        UUID id,
        NetworkName network,
        String ownerName,
        UUID ownerId,
        MacAddress mac,
        Optional<String> portgroup,
        Optional<Plug> plug,
        List<XmlElement> options) {

    /** Copies the list. @throws NullPointerException if a part is null */
    public Port {
        requireNonNull(id, "id");
        requireNonNull(network, "network");
        requireNonNull(ownerName, "ownerName");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(mac, "mac");
        requireNonNull(portgroup, "portgroup");
        requireNonNull(plug, "plug");
        options = List.copyOf(options);
    }

    /** A port without options; parameters as above. */
    public Port(
            UUID id,
            NetworkName network,
            String ownerName,
            UUID ownerId,
            MacAddress mac,
            Optional<String> portgroup,
            Optional<Plug> plug) {
        this(id, network, ownerName, ownerId, mac, portgroup, plug, List.of());
    }

    /** A copy with that plug. */
    public Port withPlug(Plug other) {
        return new Port(id, network, ownerName, ownerId, mac, portgroup, Optional.of(other), options);
    }
}
