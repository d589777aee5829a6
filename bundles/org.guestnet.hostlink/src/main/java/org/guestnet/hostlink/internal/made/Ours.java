/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.regex.Pattern;
import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.ForwardingEntry;
import org.guestnet.model.link.HostOrder;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.guestnet.model.link.Unroutable;
import org.guestnet.model.link.Vxlan;

/** Only what has a name of ours is made or removed, and only plain words reach a host. */
final class Ours {

    private static final Pattern DEVICE = Pattern.compile("gx[0-9a-f]{10}");
    private static final Pattern ANY_DEVICE = Pattern.compile("g[a-z][0-9a-f]{10}");

    private Ours() {}

    /** @throws IllegalArgumentException if the resource is none of ours */
    static void require(LinkResource resource) {
        if (resource instanceof Vxlan vxlan) {
            require(vxlan.name());
            HostOrder.plain(vxlan.bridge().value());
        } else if (resource instanceof FloodEntry flood) {
            require(flood.vxlan());
        } else if (resource instanceof ForwardingEntry forwarding) {
            require(forwarding.vxlan());
        } else if (resource instanceof PortFilter filter) {
            require(filter.port());
        } else if (resource instanceof ArrivalGuard guard) {
            require(guard.vxlan());
            guard.device().ifPresent(d -> require(ANY_DEVICE.matcher(d.value()).matches(), d));
        } else if (resource instanceof EncryptedTunnel tunnel) {
            require(LinkNames.isTunnel(tunnel.name()), tunnel.name());
        } else if (resource instanceof InnerAddress inner) {
            require(inner.address());
        } else if (resource instanceof Unroutable unroutable) {
            require(unroutable.address());
        }
    }

    private static void require(DeviceName name) {
        require(DEVICE.matcher(name.value()).matches(), name);
    }

    private static void require(IpAddress address) {
        require(LinkNames.isInner(address), address);
    }

    private static void require(boolean ours, Object what) {
        if (!ours) {
            throw new IllegalArgumentException("not made by LinkNames: " + what);
        }
    }
}
