/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.StepState;

/** Networks that are started because a guest needs them, and stopped again if it did not come. */
public final class NeededNetworks {

    private final Fleet fleet;

    /** @param fleet the hosts */
    public NeededNetworks(Fleet fleet) {
        this.fleet = fleet;
    }

    /** The step that starts a network. */
    public PlannedStep start(HostName host, NetworkName network) {
        return new PlannedStep(
                what(host, network),
                () -> startUnlessActive(host, network),
                "stop it unless it is used by now",
                () -> stopUnused(host, network));
    }

    private static String what(HostName host, NetworkName network) {
        return "start network " + network + " on " + host;
    }

    /** Another start may have started it meanwhile. */
    private void startUnlessActive(HostName host, NetworkName name) throws GuestnetException {
        HostSession session = fleet.session(host);
        try {
            session.startNetwork(name);
        } catch (GuestnetException e) {
            if (!e.code().equals(Codes.HOST_REFUSED) || !session.network(name).active()) {
                throw e;
            }
        }
    }

    private void stopUnused(HostName host, NetworkName name) throws GuestnetException {
        HostSession session = fleet.session(host);
        NetworkReport now = session.network(name);
        if (now.active() && now.ports().stream().allMatch(Blockers::isStanding)) {
            session.stopNetwork(name);
        }
    }

    /** Stops what an operation that nobody works on any more had started on a host, and that nobody uses: it is known by the journal. */
    public void stopStarted(Operation operation, HostName host) throws GuestnetException {
        for (NetworkName network : fleet.host(host).state().networks().keySet()) {
            String what = what(host, network);
            if (operation.steps().stream().anyMatch(s -> s.what().equals(what) && mayHaveEffect(s.state()))) {
                stopUnused(host, network);
            }
        }
    }

    private static boolean mayHaveEffect(StepState state) {
        return state == StepState.BEGUN || state == StepState.DONE || state == StepState.FAILED;
    }
}
