/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.network.TunnelState;
import org.guestnet.core.network.TunnelStates;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;

/** Waits for the tunnel of a network that was started: whoever uses the network next finds it joined. */
final class StartedTunnels {

    private static final Duration TO_JOIN = Duration.ofSeconds(10);
    private static final Duration TO_FAIL = Duration.ofSeconds(2); // what fails later than that may yet be put right
    private static final Duration TO_MEET = Duration.ofSeconds(3); // a peer that is down is not waited for

    private final NetworkReader networks;
    private final TunnelStates tunnels;

    StartedTunnels(NetworkReader networks, TunnelStates tunnels) {
        this.networks = networks;
        this.tunnels = tunnels;
    }

    /** @return what is to be said about it then; nothing if the network has no tunnel */
    List<Finding> await(HostState state, NetworkName network) {
        return networks.read(state, network)
                .filter(n -> n.uplink().isPresent())
                .map(n -> await(state.name(), network))
                .orElse(List.of());
    }

    private List<Finding> await(HostName host, NetworkName network) {
        Optional<TunnelState> now = tunnels.await(host, network, TunnelState::isJoined, TO_FAIL);
        if (now.filter(t -> t.stage() == TunnelState.Stage.DOWN).isEmpty()) {
            tunnels.await(host, network, TunnelState::isJoined, TO_JOIN.minus(TO_FAIL));
            now = tunnels.await(host, network, t -> t.unreachable().isEmpty(), TO_MEET);
        }
        return now.map(TunnelState::findings).orElse(List.of());
    }
}
