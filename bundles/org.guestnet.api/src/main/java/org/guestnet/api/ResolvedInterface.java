/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.util.List;
import java.util.Optional;
import org.guestnet.model.Finding;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;
import org.guestnet.model.Plug;
import org.guestnet.model.XmlElement;

/**
 * How a guest interface would be connected on a host.
 *
 * @param mac the interface
 * @param network the network that it names; empty if it names none and is left alone
 * @param type the network's type there; empty if the host has no such network
 * @param plug the connection that it would get; empty if libvirt's choice cannot be told beforehand, or there is none
 * @param by who decides
 * @param findings blockers and notices
 * @param options the options that apply, of the interface, its portgroup and the network together, as a port of libvirt has them:
 *     {@code <virtualport>}, {@code <bandwidth>}, {@code <vlan>}, {@code <port isolated>}, {@code <rxfilters>}
 */
public record ResolvedInterface(
        MacAddress mac,
        Optional<NetworkName> network,
        Optional<NetworkType> type,
        Optional<Plug> plug,
        By by,
        List<Finding> findings,
        List<XmlElement> options) {

    /** Who decides how an interface is connected. */
    public enum By {
        /** The host's libvirt, by itself. */
        HOST,
        /** The host's libvirt, with blocker ports that keep it off other members. */
        STEERED,
        /** Guestnet: no libvirt network can express it. */
        GUESTNET,
        /** Nobody: the interface names no network, or it is refused. */
        NOBODY
    }

    /** Copies the lists. */
    public ResolvedInterface {
        findings = List.copyOf(findings);
        options = List.copyOf(options);
    }

    /** Without options; parameters as above. */
    public ResolvedInterface(
            MacAddress mac,
            Optional<NetworkName> network,
            Optional<NetworkType> type,
            Optional<Plug> plug,
            By by,
            List<Finding> findings) {
        this(mac, network, type, plug, by, findings, List.of());
    }
}
