/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static java.util.Objects.requireNonNull;

import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;

/**
 * Frames whose destination is not known, or is all, go to this peer too.
 *
 * @param vxlan the VXLAN device
 * @param peer the address of the other end
 */
public record FloodEntry(DeviceName vxlan, IpAddress peer) implements LinkResource {

    /** Nothing is null. */
    public FloodEntry {
        requireNonNull(vxlan, "vxlan");
        requireNonNull(peer, "peer");
    }
}
