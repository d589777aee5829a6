/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.time.Duration;
import java.util.UUID;
import org.guestnet.core.host.Fleet;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.Extent;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a running guest to let go of a device, and waits until it is seen gone: the guest may also never do it. */
final class Unplugger {

    /** How long a guest is given that obeys. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Unplugger.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Fleet fleet;
    private final Duration patience;

    Unplugger(Fleet fleet, Duration patience) {
        this.fleet = fleet;
        this.patience = patience;
    }

    /** How long it waits. */
    Duration patience() {
        return patience;
    }

    /**
     * Asks, and after half of the time once again: a guest that just boots misses the first.
     *
     * @return whether the interface is gone
     */
    boolean unplug(HostName host, UUID guest, MacAddress nic) throws GuestnetException {
        fleet.session(host).detachInterface(guest, nic, Extent.LIVE);
        long begun = System.nanoTime();
        boolean again = false;
        while (has(host, guest, nic)) {
            long waited = System.nanoTime() - begun;
            if (waited > patience.toNanos() || !Pause.of(POLL)) {
                return false;
            }
            if (!again && waited > patience.toNanos() / 2) {
                again = true;
                askAgain(host, guest, nic);
            }
        }
        return true;
    }

    boolean has(HostName host, UUID guest, MacAddress nic) throws GuestnetException {
        HostSession session = fleet.session(host);
        return session.guest(guest)
                .filter(g -> NicGuest.of(g.live(), nic).isPresent())
                .isPresent();
    }

    private void askAgain(HostName host, UUID guest, MacAddress nic) {
        try {
            fleet.session(host).detachInterface(guest, nic, Extent.LIVE);
        } catch (GuestnetException e) { // it was asked, and the next look says what came of it
            LOG.debug("Guest {} on {} cannot be asked again for {}: {}", guest, host, nic, e.getMessage());
        }
    }
}
