/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;

/**
 * A network over all hosts.
 *
 * @param name its name
 * @param segment the wire that its definitions name; empty if they name none or different ones
 * @param hosts how many hosts define it
 * @param active on how many of them it is active
 * @param drift on how many of them its libvirt part was changed by others
 * @param errors on how many of them it cannot be used
 * @param guests how many running guests use it
 * @param free how many more guests fit; empty if any number
 * @param capacity how many guests fit in all; empty if any number
 * @param types how many definitions there are of each type
 */
public record NetworkSummary(
        NetworkName name,
        Optional<String> segment,
        int hosts,
        int active,
        int drift,
        int errors,
        int guests,
        OptionalInt free,
        OptionalInt capacity,
        Map<NetworkType, Integer> types) {

    /** Copies the map. */
    public NetworkSummary {
        types = Map.copyOf(types);
    }
}
