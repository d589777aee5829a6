/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static java.util.Objects.requireNonNull;

import org.guestnet.model.IpAddress;

/**
 * An address of the host on its loopback device: the end of an encrypted tunnel.
 *
 * @param address made by {@link LinkNames#inner}
 */
public record InnerAddress(IpAddress address) implements LinkResource {

    /** Nothing is null. */
    public InnerAddress {
        requireNonNull(address, "address");
    }
}
