/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.guestnet.hostlink.internal.seen.Device;
import org.guestnet.hostlink.internal.seen.Snapshot;
import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.Unroutable;
import org.guestnet.model.link.Vxlan;

/**
 * What must not go while a device stands that is to be encrypted, for it would send and take in clear: it goes after the device. Its
 * guard never does. Ways to single peers do, as they come and go, where there is a guard and the device is not about to go itself.
 */
final class Held {

    private static final int NETWORK = 8; // bytes of an inner address that all of the network have
    private static final int NAME = "gx".length() + 10;

    private final List<Device> standing;
    private final List<Device> withWays;

    /** @param resources that are to go, of which these devices did */
    Held(Snapshot seen, Collection<LinkResource> resources, Set<DeviceName> removed) {
        this.standing = seen.devices().values().stream()
                .filter(d -> d.isOurs() && d.local().filter(LinkNames::isInner).isPresent())
                .filter(d -> !removed.contains(d.name()))
                .toList();
        this.withWays = standing.stream()
                .filter(d -> seen.tables().guardsOf(d.name()).isEmpty() || isToGo(d, resources))
                .toList();
    }

    private static boolean isToGo(Device device, Collection<LinkResource> resources) {
        return resources.contains(new InnerAddress(device.local().orElseThrow()))
                || resources.stream()
                        .anyMatch(r -> r instanceof Vxlan v && v.name().equals(device.name()));
    }

    boolean holds(LinkResource resource) {
        if (resource instanceof ArrivalGuard guard) {
            return standing.stream().anyMatch(d -> d.name().equals(guard.vxlan()));
        } else if (resource instanceof EncryptedTunnel tunnel) {
            return withWays.stream()
                    .anyMatch(d -> d.name().value().equals(tunnel.name().substring(0, NAME)));
        } else if (resource instanceof Unroutable unroutable) {
            return holds(unroutable.address());
        }
        return resource instanceof InnerAddress inner && holds(inner.address());
    }

    private boolean holds(IpAddress address) {
        return withWays.stream().anyMatch(d -> isOfOneNetwork(d.local().orElseThrow(), address));
    }

    private static boolean isOfOneNetwork(IpAddress a, IpAddress b) {
        return Arrays.equals(a.bytes(), 0, NETWORK, b.bytes(), 0, NETWORK);
    }
}
