/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static java.util.Objects.requireNonNull;

import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.MacAddress;

/**
 * Frames for this address go to this peer. A hint: frames that come from the address elsewhere change it, and when it is no longer
 * wanted it ages out by itself.
 *
 * @param vxlan the VXLAN device
 * @param mac of a guest interface
 * @param peer the address of the other end
 */
public record ForwardingEntry(DeviceName vxlan, MacAddress mac, IpAddress peer) implements LinkResource {

    /** Nothing is null. */
    public ForwardingEntry {
        requireNonNull(vxlan, "vxlan");
        requireNonNull(mac, "mac");
        requireNonNull(peer, "peer");
    }
}
