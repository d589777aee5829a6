/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.guestnet.core.host.Fleet;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;

/** Makes failures say where the guest runs now. */
final class Whereabouts {

    private final Fleet fleet;

    Whereabouts(Fleet fleet) {
        this.fleet = fleet;
    }

    /** The same failure, which also says on which of these hosts the guest runs, and which of them do not answer. */
    GuestnetException told(GuestnetException failure, UUID guest, List<HostName> hosts) {
        List<Finding> all = new ArrayList<>(failure.findings());
        for (HostName host : hosts) {
            try {
                if (fleet.session(host)
                        .guest(guest)
                        .filter(g -> g.state().isActive())
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
}
