/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static java.util.Objects.requireNonNull;

import org.guestnet.model.DeviceName;

/**
 * A bridge port through which neither DHCP nor router advertisements pass, in no direction: each side keeps its own servers.
 *
 * @param port the device
 */
public record PortFilter(DeviceName port) implements LinkResource {

    /** Nothing is null. */
    public PortFilter {
        requireNonNull(port, "port");
    }
}
