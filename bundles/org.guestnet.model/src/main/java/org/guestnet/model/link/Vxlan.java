/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static java.util.Objects.requireNonNull;

import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;

/**
 * A VXLAN device that is a port of a bridge (RFC 7348). Frames go where {@link FloodEntry} and {@link ForwardingEntry} say, and where
 * frames of the same sender came from.
 *
 * @param name of the device
 * @param id the VXLAN network identifier, 1 to 16777215
 * @param local the address that it sends from
 * @param port UDP port of all its peers, 1 to 65535
 * @param mtu in bytes
 * @param bridge that it is a port of; the device is not made before that bridge is there
 */
public record Vxlan(DeviceName name, int id, IpAddress local, int port, int mtu, DeviceName bridge)
        implements LinkResource {

    private static final int LAST_ID = (1 << 24) - 1;
    private static final int LAST_PORT = 65535;
    private static final int LEAST_MTU = 68;

    /** @throws IllegalArgumentException if a number is out of its range */
    public Vxlan {
        requireNonNull(name, "name");
        requireNonNull(local, "local");
        requireNonNull(bridge, "bridge");
        if (id < 1 || id > LAST_ID || port < 1 || port > LAST_PORT || mtu < LEAST_MTU) {
            throw new IllegalArgumentException("no VXLAN has id " + id + ", port " + port + " and MTU " + mtu);
        }
    }
}
