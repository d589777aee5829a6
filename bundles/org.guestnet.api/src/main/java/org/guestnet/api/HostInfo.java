/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.time.Instant;
import java.util.Optional;
import org.guestnet.model.Host;

/**
 * A host as it was last seen.
 *
 * @param host the host
 * @param state whether it answers
 * @param reason why it does not; empty if it does
 * @param libvirt the version of its libvirt; empty if it was never seen
 * @param networks how many networks it has
 * @param guests how many guests it has
 * @param running how many of them run
 * @param seen when it was last seen; empty if never
 */
public record HostInfo(
        Host host,
        State state,
        String reason,
        Optional<String> libvirt,
        int networks,
        int guests,
        int running,
        Optional<Instant> seen) {

    /** Whether a host answers. */
    public enum State {
        /** It is being connected for the first time. */
        CONNECTING,
        /** It answers. */
        UP,
        /** It does not answer; it is tried again. */
        DOWN
    }
}
