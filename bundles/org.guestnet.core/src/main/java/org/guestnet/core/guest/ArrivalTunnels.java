/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.TunnelState;
import org.guestnet.core.network.TunnelStates;
import org.guestnet.core.operation.Abort;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;

/** Has a migration wait for tunnels that are being made at its destination: a guest that comes before them is on no wire. */
final class ArrivalTunnels {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final TunnelStates tunnels;

    ArrivalTunnels(TunnelStates tunnels) {
        this.tunnels = tunnels;
    }

    /** A step for each network whose tunnel is not joined yet. */
    List<PlannedStep> steps(Move move) {
        HostName to = move.destination();
        List<PlannedStep> steps = new ArrayList<>();
        for (NetworkOnHost network : move.to().networks()) {
            if (network.uplink().isPresent()
                    && network.tunnel().filter(TunnelState::isJoined).isEmpty()) {
                steps.add(PlannedStep.of(
                        "wait until network " + network.name() + " of " + to + " is joined to its mesh",
                        () -> await(to, network.name(), move.from(), move.abort())));
            }
        }
        return steps;
    }

    private void await(HostName to, NetworkName network, HostName from, Abort abort) throws GuestnetException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<TunnelState> now = Optional.empty();
        while (now.filter(t -> meets(t, from)).isEmpty()) {
            abort.check();
            if (end - System.nanoTime() <= 0 || Thread.currentThread().isInterrupted()) {
                throw new GuestnetException(blocker(now, from).on(to).on(network));
            }
            now = tunnels.await(to, network, t -> meets(t, from), BETWEEN);
        }
    }

    private static boolean meets(TunnelState tunnel, HostName from) {
        return tunnel.isJoined() && !tunnel.unreachable().containsKey(from.value());
    }

    private static Finding blocker(Optional<TunnelState> now, HostName from) {
        return now.flatMap(TunnelState::outside)
                .or(() -> now.map(t -> t.unreachable().get(from.value()))
                        .map(why -> TunnelState.noWay("host " + from, why)))
                .map(f -> f.as(Finding.Severity.BLOCKER))
                .orElseGet(() -> Finding.blocker(
                        Codes.TUNNEL_DOWN,
                        "its network was not seen to be active, so it has no tunnel yet",
                        "try again; net:mesh shows how it is"));
    }
}
