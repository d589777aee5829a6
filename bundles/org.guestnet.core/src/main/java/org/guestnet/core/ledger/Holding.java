/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.ledger;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.PortOptions;
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
 * @param published the network, from which it has what its own document does not say; empty if that is not understood
 */
public record Holding(
        UUID guest,
        String name,
        NetworkName network,
        UUID portId,
        Plug plug,
        GuestInterface nic,
        Optional<XmlElement> published) {

    /** @throws NullPointerException if a part is null */
    public Holding {
        requireNonNull(guest, "guest");
        requireNonNull(name, "name");
        requireNonNull(network, "network");
        requireNonNull(portId, "portId");
        requireNonNull(plug, "plug");
        requireNonNull(nic, "nic");
        requireNonNull(published, "published");
    }

    /** The holding of a guest's live interface; empty if no member of a network's pool carries it. */
    static Optional<Holding> of(GuestReport guest, GuestInterface nic, Optional<XmlElement> published) {
        return nic.network()
                .filter(n -> nic.portId().isPresent()
                        && nic.plug().filter(PoolLedger::isDirect).isPresent())
                .map(n -> new Holding(
                        guest.uuid(),
                        guest.name().value(),
                        n,
                        nic.portId().get(),
                        nic.plug().get(),
                        nic,
                        published));
    }

    /** The member that carries it. */
    public DeviceName member() {
        return plug.device().orElseThrow();
    }

    /** Its port, made anew from the live document: for one that libvirt has lost. */
    public Port port() {
        return new Port(portId, network, name, guest, nic.mac(), nic.portgroup(), Optional.of(plug), options());
    }

    /** A live document has all that libvirt merged, but not the trust in the guest's filters that network or portgroup gave. */
    private List<XmlElement> options() {
        List<XmlElement> options = new ArrayList<>(PortDocuments.options(nic));
        if (options.stream().noneMatch(Holding::isTrust)) {
            published.map(n -> PortOptions.of(nic, n).elements()).orElse(List.of()).stream()
                    .filter(Holding::isTrust)
                    .forEach(options::add);
        }
        return options;
    }

    private static boolean isTrust(XmlElement option) {
        return option.name().equals("rxfilters");
    }
}
