/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.ledger;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.xml.PortDocuments;

/**
 * An interface of a running guest on a pool: what its live document says, whatever libvirt's books say.
 *
 * @param guest the guest's UUID
 * @param name the guest's name
 * @param network the pool's network
 * @param portId the port that its live document names
 * @param plug how it is connected
 * @param nic the interface as it stands in the live document
 */
public record Holding(UUID guest, String name, NetworkName network, UUID portId, Plug plug, GuestInterface nic) {

    /** @throws NullPointerException if a part is null */
    public Holding {
        requireNonNull(guest, "guest");
        requireNonNull(name, "name");
        requireNonNull(network, "network");
        requireNonNull(portId, "portId");
        requireNonNull(plug, "plug");
        requireNonNull(nic, "nic");
    }

    /** The holding of a guest's live interface; empty if no member of a network's pool carries it. */
    static Optional<Holding> of(GuestReport guest, GuestInterface nic) {
        return nic.network()
                .filter(n -> nic.portId().isPresent()
                        && nic.plug().filter(PoolLedger::isDirect).isPresent())
                .map(n -> new Holding(
                        guest.uuid(),
                        guest.name().value(),
                        n,
                        nic.portId().get(),
                        nic.plug().get(),
                        nic));
    }

    /** The member that carries it. */
    public DeviceName member() {
        return plug.device().orElseThrow();
    }

    /** Its port, made anew from the live document: for one that libvirt has lost. */
    public Port port() {
        return new Port(
                portId,
                network,
                name,
                guest,
                nic.mac(),
                nic.portgroup(),
                Optional.of(plug),
                PortDocuments.options(nic));
    }
}
