/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A network device of a host as it was seen.
 *
 * @param name its name
 * @param kind what libvirt calls it: {@code ethernet}, {@code bridge}, {@code bond}, {@code vlan}
 * @param linkUp whether the link is up and has a carrier; empty if the host does not tell
 * @param mac its address as text; empty if the host does not tell
 * @param mtu in bytes; empty if the host does not tell
 * @param master the bridge or bond that it is a member of
 */
public record HostDevice(
        DeviceName name,
        String kind,
        Optional<Boolean> linkUp,
        Optional<String> mac,
        OptionalInt mtu,
        Optional<DeviceName> master) {

    /** @throws NullPointerException if a part is null */
    public HostDevice {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(linkUp, "linkUp");
        requireNonNull(mac, "mac");
        requireNonNull(mtu, "mtu");
        requireNonNull(master, "master");
    }
}
