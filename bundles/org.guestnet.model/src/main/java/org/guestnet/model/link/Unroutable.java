/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model.link;

import static java.util.Objects.requireNonNull;

import org.guestnet.model.IpAddress;

/**
 * A last route that forbids the way to an address: what an encrypted tunnel does not carry goes nowhere, also where there is a default
 * route and the daemon is dead.
 *
 * @param address made by {@link LinkNames#inner}
 */
public record Unroutable(IpAddress address) implements LinkResource {

    /** Nothing is null. */
    public Unroutable {
        requireNonNull(address, "address");
    }
}
