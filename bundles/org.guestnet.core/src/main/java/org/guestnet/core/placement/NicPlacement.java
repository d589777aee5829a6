/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.List;
import java.util.Optional;
import org.guestnet.api.ResolvedInterface;
import org.guestnet.api.ResolvedInterface.By;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.Plug;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.PortOptions;

/**
 * Where a guest interface would go on a host. Immutable.
 *
 * @param nic the interface
 * @param network the network there; empty if it is missing, or the interface names none
 * @param point the member of its pool; empty if it has none or is refused
 * @param ordinal the slot at that member; empty if the member has no limit
 * @param plug the connection, as far as it can be told
 * @param by who decides
 * @param findings blockers and notices
 */
public record NicPlacement(
        GuestInterface nic,
        Optional<NetworkOnHost> network,
        Optional<AttachmentPoint> point,
        Optional<Integer> ordinal,
        Optional<Plug> plug,
        By by,
        List<Finding> findings) {

    static NicPlacement nowhere(GuestInterface nic, Optional<NetworkOnHost> network, List<Finding> findings) {
        return new NicPlacement(
                nic, network, Optional.empty(), Optional.empty(), Optional.empty(), By.NOBODY, findings);
    }

    NicPlacement by(By other) {
        return new NicPlacement(nic, network, point, ordinal, plug, other, findings);
    }

    /** At the member and slot of another interface of the same guest and network. */
    NicPlacement at(NicPlacement other) {
        return new NicPlacement(nic, network, other.point, other.ordinal, other.plug, by, findings);
    }

    /** The same for consoles. */
    public ResolvedInterface resolved() {
        return new ResolvedInterface(
                nic.mac(), nic.network(), network.map(NetworkOnHost::type), plug, by, findings, options());
    }

    private List<XmlElement> options() {
        return network.filter(n -> by != By.NOBODY && !n.isResolvedByGuestnet())
                .flatMap(NetworkOnHost::meaning)
                .map(meaning -> PortOptions.of(nic, meaning.libvirtNetwork()).elements())
                .orElse(List.of());
    }
}
