/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.guestnet.model.link.HostOrder;

/**
 * One of several orders that a host is given in their order.
 *
 * @param order the order
 * @param otherwise what it is told if it refuses that; empty for nothing
 * @param tunnels names of the tunnels that need it: once it is refused, later steps for none but these are left out. None: all of them
 *     are better for it, and none needs it
 */
public record HostStep(HostOrder order, Optional<HostOrder> otherwise, List<String> tunnels) {

    /** Copies the list. */
    public HostStep {
        requireNonNull(order, "order");
        requireNonNull(otherwise, "otherwise");
        tunnels = List.copyOf(tunnels);
    }

    /** A step that some tunnels need; none: that is for all. */
    public static HostStep of(HostOrder order, String... tunnels) {
        return new HostStep(order, Optional.empty(), List.of(tunnels));
    }

    /** The same, of a list. */
    public static HostStep of(HostOrder order, List<String> tunnels) {
        return new HostStep(order, Optional.empty(), tunnels);
    }

    /** A copy with another order, which is given if the first is refused. */
    public HostStep orElse(HostOrder other) {
        return new HostStep(order, Optional.of(other), tunnels);
    }
}
