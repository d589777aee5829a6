/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import org.guestnet.model.NetworkName;

/**
 * A part of what a host needs for a network's mesh: for itself, or because of one peer. What changes, changes by such parts.
 *
 * @param network the network
 * @param peer the peer's host name, or its address if it is a listed one; empty text for what the host needs whoever its peers are
 */
record Part(NetworkName network, String peer) {

    static Part base(NetworkName network) {
        return new Part(network, "");
    }

    boolean isBase() {
        return peer.isEmpty();
    }
}
