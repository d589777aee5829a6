/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.List;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.LinkResource;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One tunnel, understood by its provider. Immutable; pure; asked again whenever facts change, and the core applies the difference.
 * Resources are made in the order in which they are given, those of {@link #base} first, and removed in the reverse order.
 */
@ConsumerType
public interface Uplink {

    /** What it means on a host: where its peers reach it, how much it carries, and findings about the host. */
    UplinkOnHost on(HostView host);

    /** What tells its mesh from others, in words: equal on all ends. No two networks of a host are joined to the same. */
    String wire();

    /** What else all ends have to have in common, in words; empty text for nothing. */
    default String terms() {
        return "";
    }

    /**
     * What it takes of each host for itself beside its wire, in words, such as a port: two networks that take the same cannot be on one
     * host. Empty text, the default, for nothing.
     */
    default String takes() {
        return "";
    }

    /** Addresses of peers that the definition lists itself, which may be outside of the fleet. */
    default List<IpAddress> listedPeers() {
        return List.of();
    }

    /** Whether other hosts of the fleet that have the network with a tunnel are peers too. */
    default boolean meetsFleet() {
        return true;
    }

    /**
     * What has to exist on the host whoever its peers are.
     *
     * @param at where the tunnel joins the network
     * @param endpoint of the host, as {@link #on} said
     */
    List<LinkResource> base(Junction at, UplinkOnHost endpoint);

    /**
     * What has to exist because of one peer.
     *
     * @param peer the peer's address
     */
    List<LinkResource> towards(Junction at, UplinkOnHost endpoint, IpAddress peer);

    /**
     * What has to exist because of one guest interface at a peer, so that frames for it need not be flooded. The default floods.
     *
     * @param port the interface
     */
    default List<LinkResource> around(Junction at, UplinkOnHost endpoint, RemotePort port) {
        return List.of();
    }
}
