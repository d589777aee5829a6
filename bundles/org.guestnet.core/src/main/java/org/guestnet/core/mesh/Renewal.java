/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.Set;
import org.guestnet.model.IpAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.LinkNames;

/**
 * That ends of a network's tunnels convince each other anew, because its key was changed.
 *
 * @param network the network
 * @param without ends that have the old key yet: asking them would end what works
 */
record Renewal(NetworkName network, Set<IpAddress> without) {

    boolean concerns(EncryptedTunnel tunnel) {
        return tunnel.name().startsWith(LinkNames.vxlan(network) + "-") && !without.contains(tunnel.remote());
    }
}
