/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static java.util.Objects.requireNonNull;

import org.guestnet.model.link.EncryptedTunnel;

/**
 * A tunnel with its key, for the moment in which it is made or compared. Never kept, never shown.
 *
 * @param tunnel the tunnel
 * @param secret its key: printable characters without white space; empty text if it has none
 */
public record KeyedTunnel(EncryptedTunnel tunnel, String secret) {

    /** Nothing is null. */
    public KeyedTunnel {
        requireNonNull(tunnel, "tunnel");
        requireNonNull(secret, "secret");
    }

    /** The name of the tunnel. */
    public String name() {
        return tunnel.name();
    }

    /** Never the key. */
    @Override
    public String toString() {
        return tunnel.name();
    }
}
