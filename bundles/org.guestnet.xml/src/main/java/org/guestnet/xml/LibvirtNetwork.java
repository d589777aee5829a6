/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.model.DeviceName;
import org.guestnet.model.NetworkName;

/**
 * What a libvirt network says about how it connects guests.
 *
 * @param name its name
 * @param uuid its UUID; libvirt's own documents always have one
 * @param forwardMode libvirt's forward mode; empty if the network is isolated
 * @param bridge its bridge; empty if it has none, or libvirt is to choose its name
 * @param pool the devices of a pool by name, in document order; empty for other modes, and for a pool of PCI addresses or one that a
 *     physical function stands for
 * @param exclusive whether libvirt gives each device of the pool to one port only
 * @param portgroups the names of its portgroups, in document order
 */
public record LibvirtNetwork(
        NetworkName name,
        Optional<UUID> uuid,
        Optional<String> forwardMode,
        Optional<DeviceName> bridge,
        List<Member> pool,
        boolean exclusive,
        List<String> portgroups) {

    /** Copies the lists. @throws NullPointerException if a part is null */
    public LibvirtNetwork {
        requireNonNull(name, "name");
        requireNonNull(uuid, "uuid");
        requireNonNull(forwardMode, "forwardMode");
        requireNonNull(bridge, "bridge");
        pool = List.copyOf(pool);
        portgroups = List.copyOf(portgroups);
    }
}
