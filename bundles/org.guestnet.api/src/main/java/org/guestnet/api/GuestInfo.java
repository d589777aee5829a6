/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.model.GuestName;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;

/**
 * A guest on a host.
 *
 * @param host the host
 * @param name its name
 * @param uuid its UUID
 * @param state what it does, in libvirt's words: {@code running}, {@code paused}, {@code shut off}, …
 * @param active whether it holds its connections
 * @param interfaces its interfaces
 */
public record GuestInfo(HostName host, GuestName name, UUID uuid, String state, boolean active, List<Nic> interfaces) {

    /** Copies the list. */
    public GuestInfo {
        interfaces = List.copyOf(interfaces);
    }

    /**
     * An interface of a guest.
     *
     * @param mac its MAC address
     * @param network the network that it names; empty if it names a device of the host instead
     * @param plug how it is connected; empty if the guest does not run
     */
    public record Nic(MacAddress mac, Optional<NetworkName> network, Optional<Plug> plug) {}
}
