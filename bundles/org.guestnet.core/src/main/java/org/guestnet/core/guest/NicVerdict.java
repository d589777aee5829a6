/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.List;
import java.util.stream.Stream;
import org.guestnet.core.placement.Placement;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestnetException;

/** What a network has to say to an interface that comes to it after its guest was started. */
final class NicVerdict {

    private NicVerdict() {}

    /** For a running guest. @return the notices @throws GuestnetException what prevents it */
    static List<Finding> running(Placement placement) throws GuestnetException {
        placement.requireNoBlockers();
        if (!placement.resolvedPlugs().isEmpty()) {
            throw new GuestnetException(resolvedByGuestnet(placement));
        }
        return placement.notices();
    }

    /** What such a guest is on is recorded in its document when it is started, and only then. */
    private static Finding resolvedByGuestnet(Placement placement) {
        return Finding.blocker(
                        Codes.OPTION_UNSUPPORTED,
                        "no libvirt network can express this one, so a guest is connected to it only when it starts",
                        "change the guest's configuration alone (guest:attach --config, or while it is stopped) and stop and start it")
                .on(placement.host().name())
                .on(placement.networks().get(0).name())
                .on(placement.nics().get(0).nic().mac());
    }

    /**
     * For a guest's configuration alone: slots are a matter of its next start.
     *
     * @return the notices
     * @throws GuestnetException what prevents it at any time
     */
    static List<Finding> configuration(Placement placement) throws GuestnetException {
        List<Finding> blockers = placement.blockers().stream()
                .filter(f -> !f.code().equals(Codes.POOL_EXHAUSTED))
                .toList();
        if (!blockers.isEmpty()) {
            throw new GuestnetException(blockers);
        }
        Stream<Finding> full = placement.blockers().stream().map(f -> f.as(Severity.NOTICE));
        Stream<Finding> notices =
                placement.notices().stream().filter(f -> !f.code().equals(Codes.NETWORK_INACTIVE)); // it is not started
        return Stream.concat(full, notices).toList();
    }
}
