/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.guestnet.model.DeviceName;

/**
 * VXLAN frames of this network that arrive, or would leave, without encryption are dropped: the kernel's VXLAN takes them at any address
 * of the host.
 *
 * @param vxlan the VXLAN device
 * @param id the VXLAN network identifier
 * @param port the UDP port
 * @param device through which encrypted frames come and go; empty for IPsec, of which the kernel marks each packet or which has a
 *     device of its daemon's
 */
public record ArrivalGuard(DeviceName vxlan, int id, int port, Optional<DeviceName> device) implements LinkResource {

    /** Nothing is null. */
    public ArrivalGuard {
        requireNonNull(vxlan, "vxlan");
        requireNonNull(device, "device");
    }
}
