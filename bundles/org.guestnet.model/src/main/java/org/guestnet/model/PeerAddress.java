/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.guestnet.model.HostAddress.Transport;

/**
 * How other hosts reach a host's libvirt to migrate guests to it among themselves.
 *
 * @param address where; empty if they never do: then every migration to it is steered by Guestnet
 */
public record PeerAddress(Optional<HostAddress> address) {

    /** They never do. */
    public static final PeerAddress NEVER = new PeerAddress(Optional.empty());

    private static final String NEVER_TEXT = "never";

    /**
     * @throws NullPointerException if the address is null
     * @throws IllegalArgumentException if it is a socket of one machine
     */
    public PeerAddress {
        requireNonNull(address, "address");
        address.ifPresent(a -> Checks.holds(
                isReachable(a),
                "peer address",
                a.toString(),
                "other hosts need ssh://[user@]host[:port] or tls://host[:port]"));
    }

    /**
     * From its text: an address, or {@code never}.
     *
     * @throws IllegalArgumentException if it is neither, or a socket of one machine
     */
    public static PeerAddress parse(String text) {
        return NEVER_TEXT.equals(text) ? NEVER : new PeerAddress(Optional.of(HostAddress.parse(text)));
    }

    static boolean isReachable(HostAddress address) {
        return address.transport() != Transport.UNIX;
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return address.map(HostAddress::toString).orElse(NEVER_TEXT);
    }
}
