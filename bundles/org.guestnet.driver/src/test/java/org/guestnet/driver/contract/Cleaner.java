/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;

/** Removes what the suite made, goes on after a failure, and complains at the end. */
final class Cleaner {

    private GuestnetException failure;

    private interface Step {
        void run() throws GuestnetException;
    }

    void clean(HypervisorDriver driver, Host host) throws GuestnetException {
        try (HostSession session = driver.open(host, new Hearing())) {
            HostReport report = session.observe();
            report.guests().stream()
                    .filter(g -> Documents.isOurs(g.name().value()))
                    .forEach(g -> remove(session, g));
            report.networks().stream()
                    .filter(n -> Documents.isOurs(n.name().value()))
                    .forEach(n -> remove(session, n));
        }
    }

    void complain() throws GuestnetException {
        if (failure != null) {
            throw failure;
        }
    }

    private void remove(HostSession session, GuestReport guest) {
        if (guest.state().isActive()) {
            attempt(() -> session.destroyGuest(guest.uuid()));
        }
        if (guest.persistent()) {
            attempt(() -> session.undefineGuest(guest.uuid()));
        }
    }

    private void remove(HostSession session, NetworkReport network) {
        if (network.active()) {
            attempt(() -> session.stopNetwork(network.name()));
        }
        if (network.persistent()) {
            attempt(() -> session.undefineNetwork(network.name()));
        }
    }

    private void attempt(Step step) {
        try {
            step.run();
        } catch (GuestnetException e) {
            if (failure == null) {
                failure = e;
            } else {
                failure.addSuppressed(e);
            }
        }
    }
}
