/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * One {@code <interface>} of a guest's domain XML, known by its MAC address. Immutable. What it has in common with others is kept apart, so
 * that the interfaces of a large fleet can share it.
 */
public final class GuestInterface {

    private record Common(
            String type,
            Optional<NetworkName> network,
            Optional<String> portgroup,
            Optional<Plug> plug,
            XmlElement element) {

        Common {
            requireNonNull(type, "type");
            requireNonNull(network, "network");
            requireNonNull(portgroup, "portgroup");
            requireNonNull(plug, "plug");
            requireNonNull(element, "element");
        }
    }

    private final MacAddress mac;
    private final UUID portId; // null if it has none
    private final Common common;

    /**
     * From its parts.
     *
     * @param mac its MAC address, unique within the guest
     * @param type the {@code type} as it stands in the document; in live XML libvirt shows the resolved one
     * @param network the network that it names ({@code source/@network}, in live XML too); empty if it names none
     * @param portgroup the portgroup that it names
     * @param plug how it is connected; empty in persistent XML of an interface that names a network
     * @param portId libvirt's port; live XML only
     * @param element the whole element, for options that a kind of connection may not honour
     * @throws NullPointerException if a part is null
     */
    public GuestInterface(
            MacAddress mac,
            String type,
            Optional<NetworkName> network,
            Optional<String> portgroup,
            Optional<Plug> plug,
            Optional<UUID> portId,
            XmlElement element) {
        this(mac, requireNonNull(portId, "portId").orElse(null), new Common(type, network, portgroup, plug, element));
    }

    private GuestInterface(MacAddress mac, UUID portId, Common common) {
        this.mac = requireNonNull(mac, "mac");
        this.portId = portId;
        this.common = common;
    }

    /**
     * An equal interface.
     *
     * @param one gives of all equal objects the one that is shared; it is given what this has in common with others
     * @param mac equals this one's
     */
    public GuestInterface shared(UnaryOperator<Object> one, MacAddress mac) {
        return new GuestInterface(mac, portId, (Common) one.apply(common));
    }

    /** Its MAC address, unique within the guest. */
    public MacAddress mac() {
        return mac;
    }

    /** The {@code type} as it stands in the document; in live XML libvirt shows the resolved one. */
    public String type() {
        return common.type();
    }

    /** The network that it names, in live XML too; empty if it names none. */
    public Optional<NetworkName> network() {
        return common.network();
    }

    /** The portgroup that it names. */
    public Optional<String> portgroup() {
        return common.portgroup();
    }

    /** How it is connected; empty in persistent XML of an interface that names a network. */
    public Optional<Plug> plug() {
        return common.plug();
    }

    /** Libvirt's port; live XML only. */
    public Optional<UUID> portId() {
        return Optional.ofNullable(portId);
    }

    /** The whole element, for options that a kind of connection may not honour. */
    public XmlElement element() {
        return common.element();
    }

    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof GuestInterface && same((GuestInterface) other);
    }

    private boolean same(GuestInterface other) {
        return mac.equals(other.mac) && Objects.equals(portId, other.portId) && common.equals(other.common);
    }

    @Override
    public int hashCode() {
        return Objects.hash(mac, portId, common);
    }

    /** For people and messages only: its MAC address and what it names. */
    @Override
    public String toString() {
        return mac + " " + network().map(NetworkName::toString).orElse(type());
    }
}
