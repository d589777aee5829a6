/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a guest runs: failures say so, and no second copy of it is started. */
final class Whereabouts {

    private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);

    private final Fleet fleet;

    Whereabouts(Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * The same failure, which also says on which of these hosts the guest runs, and which of them do not answer. One that is on its way
     * between hosts, or stands still at an end of it, does not run there.
     */
    GuestnetException told(GuestnetException failure, UUID guest, List<HostName> hosts) {
        List<Finding> all = new ArrayList<>(failure.findings());
        for (HostName host : hosts) {
            try {
                if (fleet.session(host)
                        .guest(guest)
                        .filter(g -> g.state().isWhole())
                        .isPresent()) {
                    all.add(Reports.runsOn(host));
                }
            } catch (GuestnetException unreachable) {
                failure.addSuppressed(unreachable);
                all.addAll(unreachable.findings());
            }
        }
        return new GuestnetException(all.stream().distinct().toList(), failure);
    }

    /**
     * Never two running copies of a guest: asks the other hosts that have it, and goes by what was last seen of those that do not answer.
     *
     * @throws GuestnetException {@code GUEST_RUNNING} if it runs, or may run, on another host
     */
    void requireNotElsewhere(UUID guest, GuestName name, HostName here) throws GuestnetException {
        for (HostState other : fleet.states()) {
            GuestReport seen = other.guests().get(guest);
            if (seen != null
                    && !other.name().equals(here)
                    && now(other.name(), seen).isActive()) {
                throw new GuestnetException(runsElsewhere(name, other.name()));
            }
        }
    }

    private GuestReport.State now(HostName host, GuestReport seen) {
        try {
            Optional<GuestReport> now = fleet.session(host).guest(seen.uuid());
            return now.map(GuestReport::state).orElse(GuestReport.State.SHUT_OFF);
        } catch (GuestnetException unreachable) {
            LOG.debug("Host {} cannot be asked for guest {}: {}", host, seen.name(), unreachable.getMessage());
            return seen.state(); // it may run there still
        }
    }

    private Finding runsElsewhere(GuestName name, HostName host) throws GuestnetException {
        HostState there = fleet.host(host).state();
        return Finding.blocker(
                        Codes.GUEST_RUNNING,
                        "guest '" + name + "' runs on host " + host
                                + (there.isUp() ? "" : ", or ran when that host was last seen: " + there.reason()),
                        there.isUp()
                                ? "guest:migrate " + name + " moves it"
                                : "bring host " + host + " back; two copies would ruin the guest's disks")
                .on(host);
    }
}
