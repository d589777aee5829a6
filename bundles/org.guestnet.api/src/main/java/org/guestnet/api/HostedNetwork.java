/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;

/**
 * A network on one host.
 *
 * @param host the host
 * @param name the network
 * @param type its type there
 * @param managed whether Guestnet defined it: our definition is in its metadata
 * @param active whether it is active
 * @param autostart whether it starts with its host
 * @param segment the wire that the definition names
 * @param bridge the bridge that carries it, if it is carried by one
 * @param guests the names of the running guests that use it
 * @param free how many more guests fit; empty if any number
 * @param capacity how many guests fit in all; empty if any number
 * @param resolvedByGuestnet whether libvirt cannot express it: plain start, autostart and {@code virsh migrate} are not promised
 * @param findings what is wrong with it or worth knowing: {@code TYPE_MISSING}, {@code DRIFTED}, {@code PENDING_RESTART}, …
 */
public record HostedNetwork(
        HostName host,
        NetworkName name,
        NetworkType type,
        boolean managed,
        boolean active,
        boolean autostart,
        Optional<String> segment,
        Optional<String> bridge,
        List<String> guests,
        OptionalInt free,
        OptionalInt capacity,
        boolean resolvedByGuestnet,
        List<Finding> findings) {

    /** Copies the lists. */
    public HostedNetwork {
        guests = List.copyOf(guests);
        findings = List.copyOf(findings);
    }
}
