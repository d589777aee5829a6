/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Port;

/**
 * A network of a host as it was seen.
 *
 * @param name its name
 * @param uuid its UUID
 * @param persistent whether it has a configuration that outlives the host's restart
 * @param autostart whether it starts with its host
 * @param configXml its configuration; of a transient network its live XML
 * @param liveXml the running network with libvirt's counters of connections; empty if it is not active
 * @param ports its ports; empty if it is not active
 */
public record NetworkReport(
        NetworkName name,
        UUID uuid,
        boolean persistent,
        boolean autostart,
        String configXml,
        Optional<String> liveXml,
        List<Port> ports) {

    /** Copies the list. @throws NullPointerException if a part is null */
    public NetworkReport {
        requireNonNull(name, "name");
        requireNonNull(uuid, "uuid");
        requireNonNull(configXml, "configXml");
        requireNonNull(liveXml, "liveXml");
        ports = List.copyOf(ports);
    }

    /** Whether it runs. */
    public boolean active() {
        return liveXml.isPresent();
    }
}
