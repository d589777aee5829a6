/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.model.IpAddress;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/** Reads the peers that a tunnel lists: each once, none the host itself, all of one version of IP. */
final class PeerReader {

    static final String PEER = "peer";

    private final Findings findings;
    private final Optional<IpAddress> local;
    private final List<Peer> peers = new ArrayList<>();

    PeerReader(Findings findings, Optional<IpAddress> local) {
        this.findings = findings;
        this.local = local;
    }

    /** In document order. */
    List<Peer> read(List<XmlElement> elements) {
        elements.forEach(e -> {
            findings.refuseUnknown(e, Set.of(Addresses.ADDRESS), Set.of());
            Addresses.read(findings, e).ifPresent(a -> add(e, a));
        });
        return List.copyOf(peers);
    }

    private void add(XmlElement element, IpAddress address) {
        if (peers.stream().anyMatch(p -> p.address().equals(address))) {
            findings.refuse(element, "peer " + address + " is listed twice", "keep one <peer>");
        } else if (local.filter(address::equals).isPresent()) {
            findings.refuse(element, "peer " + address + " is the host itself", "leave it out");
        } else if (version().filter(v6 -> v6 != address.isV6()).isPresent()) {
            findings.refuse(
                    element,
                    "peer " + address + " is of another version of IP than "
                            + (local.isPresent() ? "<local>" : "the others"),
                    "write addresses of one version only");
        }
        peers.add(new Peer(address, element.place()));
    }

    /** Whether addresses are of version 6; empty if none says so yet. */
    private Optional<Boolean> version() {
        return local.or(() -> peers.stream().map(Peer::address).findFirst()).map(IpAddress::isV6);
    }
}
