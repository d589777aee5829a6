/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * An encrypted tunnel as a host tells it. Immutable.
 *
 * @param up whether packets are encrypted and taken
 * @param handshakeSeconds how long ago its ends convinced each other; empty if they have not
 * @param received bytes, since the tunnel or its keys were made
 * @param sent bytes
 * @param problem why it is not up; empty text if it is
 */
public record TunnelReport(boolean up, OptionalLong handshakeSeconds, long received, long sent, String problem) {

    /** Nothing is null. */
    public TunnelReport {
        requireNonNull(handshakeSeconds, "handshakeSeconds");
        requireNonNull(problem, "problem");
    }

    /** One that is down. */
    public static TunnelReport down(String problem) {
        return new TunnelReport(false, OptionalLong.empty(), 0, 0, problem);
    }
}
