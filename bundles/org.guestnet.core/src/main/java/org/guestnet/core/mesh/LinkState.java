/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.Map;
import java.util.Optional;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.driver.link.LinkReport.Traffic;
import org.guestnet.driver.link.TunnelReport;
import org.guestnet.model.DeviceName;

/**
 * What is known of a host's links. Immutable.
 *
 * @param known whether the host was looked at
 * @param problem why they are not as they should be; empty if they are
 * @param tunnels encrypted tunnels by name
 * @param traffic what its VXLAN devices carried
 * @param leftOver whether something is left over that is not taken away yet
 */
record LinkState(
        boolean known,
        Optional<String> problem,
        Map<String, TunnelReport> tunnels,
        Map<DeviceName, Traffic> traffic,
        boolean leftOver) {

    static final LinkState UNKNOWN = new LinkState(false, Optional.empty(), Map.of(), Map.of(), false);

    /** What a look found and put right. */
    static LinkState of(LinkReport report, boolean tidied) {
        return new LinkState(
                true,
                Optional.empty(),
                report.tunnels(),
                report.traffic(),
                !tidied && !report.leftOver().isEmpty());
    }

    LinkState failed(String why) {
        return new LinkState(known, Optional.of(why), tunnels, traffic, leftOver);
    }

    /** Whether nothing remains to be done. */
    boolean isClean() {
        return known && problem.isEmpty() && !leftOver;
    }
}
