/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.guestnet.core.steering.Blockers;
import org.guestnet.model.DeviceName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;
import org.guestnet.model.Port;

/**
 * What keeps libvirt off the members of a pool that we do not want.
 *
 * @param network the network
 * @param mode its forward mode
 * @param wanted the members that the guest's interfaces are to get
 * @param blockers how many blockers each other member needs
 */
public record Steering(NetworkName network, String mode, List<DeviceName> wanted, Map<DeviceName, Integer> blockers) {

    /** The blockers of an operation. */
    public List<Port> ports(OperationId operation) {
        return Blockers.of(operation, network, mode, blockers);
    }

    /** For people: {@code ens1f0, 2 × ens1f1}. */
    public String describe() {
        return blockers.entrySet().stream()
                .map(e -> (e.getValue() == 1 ? "" : e.getValue() + " × ") + e.getKey())
                .collect(Collectors.joining(", "));
    }
}
