/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.guestnet.model.HostName;
import org.guestnet.model.IpAddress;

/**
 * A host's part in the mesh of a network with tunnels.
 *
 * @param host the host
 * @param state how it is
 * @param endpoint where peers reach it; empty if that is not known
 * @param mtu the largest packet of a guest, in bytes; empty if it is not known
 * @param received bytes that came through the tunnels, since the host made them; empty if it was not told
 * @param sent bytes that went
 * @param peers whom it meets
 * @param problem why it is not as it should be; empty text if it is
 */
public record MeshMember(
        HostName host,
        State state,
        Optional<IpAddress> endpoint,
        OptionalInt mtu,
        OptionalLong received,
        OptionalLong sent,
        List<Peer> peers,
        String problem) {

    /** How a member is. */
    public enum State {
        /** It is joined. */
        UP,
        /** It is not joined, or not all of its peers are met. */
        DOWN,
        /** Another host joins its wire in its place. */
        STANDBY,
        /** The network is not active on it. */
        INACTIVE,
        /** It was not looked at yet. */
        UNKNOWN
    }

    /**
     * One whom it meets.
     *
     * @param name a host of the fleet, or an address that the definition lists
     * @param up whether the tunnel works; one without encryption cannot tell, and counts as working
     * @param handshakeSeconds how long ago both convinced each other; empty without encryption, or if they have not
     * @param problem why the tunnel does not work; empty text if it does
     */
    public record Peer(String name, boolean up, OptionalLong handshakeSeconds, String problem) {

        /** Nothing is null. */
        public Peer {
            requireNonNull(name, "name");
            requireNonNull(handshakeSeconds, "handshakeSeconds");
            requireNonNull(problem, "problem");
        }
    }

    /** Copies the list. */
    public MeshMember {
        requireNonNull(host, "host");
        requireNonNull(state, "state");
        peers = List.copyOf(peers);
    }
}
