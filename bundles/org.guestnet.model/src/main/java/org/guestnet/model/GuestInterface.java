/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * One {@code <interface>} of a guest's domain XML, known by its MAC address.
 *
 * @param mac its MAC address, unique within the guest
 * @param type the {@code type} as it stands in the document; in live XML libvirt shows the resolved one
 * @param network the network that it names ({@code source/@network}, in live XML too); empty if it names none
 * @param portgroup the portgroup that it names
 * @param plug how it is connected; empty in persistent XML of an interface that names a network
 * @param portId libvirt's port; live XML only
 * @param element the whole element, for options that a kind of connection may not honour
 */
public record GuestInterface(
        MacAddress mac,
        String type,
        Optional<NetworkName> network,
        Optional<String> portgroup,
        Optional<Plug> plug,
        Optional<UUID> portId,
        XmlElement element) {

    /** @throws NullPointerException if a part is null */
    public GuestInterface {
        requireNonNull(mac, "mac");
        requireNonNull(type, "type");
        requireNonNull(network, "network");
        requireNonNull(portgroup, "portgroup");
        requireNonNull(plug, "plug");
        requireNonNull(portId, "portId");
        requireNonNull(element, "element");
    }
}
