/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import org.guestnet.model.HostName;
import org.guestnet.model.Port;

/**
 * A port on a host.
 *
 * @param host the host
 * @param port the port
 * @param kind whose it is
 */
public record PortInfo(HostName host, Port port, Kind kind) {

    /** Whose a port is. */
    public enum Kind {
        /** A guest's that runs on that host. */
        GUEST,
        /** A blocker of ours, while a guest starts. */
        BLOCKER,
        /** A blocker of ours that keeps libvirt off a member for as long as that is not to be used. */
        STANDING,
        /** Somebody else's. */
        OTHER
    }
}
