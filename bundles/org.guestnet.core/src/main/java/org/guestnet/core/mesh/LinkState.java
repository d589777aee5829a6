/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.driver.link.LinkReport.Traffic;
import org.guestnet.driver.link.TunnelReport;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.LinkNames;

/**
 * What is known of a host's links. Immutable.
 *
 * @param known whether the host was looked at
 * @param problems why they are not as they should be; none if they are
 * @param tunnels encrypted tunnels by name
 * @param traffic what its VXLAN devices carried
 * @param leftOver whether something is left over that is not taken away yet
 */
record LinkState(
        boolean known,
        List<Finding> problems,
        Map<String, TunnelReport> tunnels,
        Map<DeviceName, Traffic> traffic,
        boolean leftOver) {

    static final LinkState UNKNOWN = new LinkState(false, List.of(), Map.of(), Map.of(), false);

    private static final Pattern DEVICE = Pattern.compile("gx[0-9a-f]{10}");
    private static final String ENCRYPTION = "IPsec"; // its troubles are told of each tunnel

    /** What a look found, and what could not be put right. */
    static LinkState of(LinkReport report, List<Finding> problems, boolean tidied) {
        return new LinkState(
                true,
                List.copyOf(problems),
                report.tunnels(),
                report.traffic(),
                !tidied && !report.leftOver().isEmpty());
    }

    LinkState failed(List<Finding> why) {
        return new LinkState(known, List.copyOf(why), tunnels, traffic, leftOver);
    }

    /** Why a network's links are not as they should be; empty text if they are. What names no device concerns all. */
    String problem(NetworkName network) {
        String device = LinkNames.vxlan(network).value();
        return problems.stream()
                .map(Finding::detail)
                .filter(d -> d.contains(device) || !DEVICE.matcher(d).find() && !d.startsWith(ENCRYPTION))
                .findFirst()
                .orElse("");
    }

    /** Whether the host was seen to be joined to a network's mesh. */
    boolean isJoined(NetworkName network) {
        return traffic.containsKey(LinkNames.vxlan(network));
    }

    /** Whether nothing remains to be done. */
    boolean isClean() {
        return known && problems.isEmpty() && !leftOver;
    }
}
