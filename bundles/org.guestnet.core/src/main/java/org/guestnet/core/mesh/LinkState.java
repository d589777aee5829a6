/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.driver.link.LinkReport.Traffic;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.NetworkName;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.model.link.Vxlan;

/**
 * What is known of a host's links. Immutable.
 *
 * @param known whether the host was looked at
 * @param problems why they are not as they should be; none if they are
 * @param tunnels encrypted tunnels by name
 * @param traffic what its VXLAN devices carried
 * @param joined those of them that were seen as they are to be
 * @param leftOver whether something is left over that is not taken away yet
 */
record LinkState(
        boolean known,
        List<Finding> problems,
        Map<String, TunnelReport> tunnels,
        Map<DeviceName, Traffic> traffic,
        Set<DeviceName> joined,
        boolean leftOver) {

    static final LinkState UNKNOWN = new LinkState(false, List.of(), Map.of(), Map.of(), Set.of(), false);

    private static final Pattern DEVICE = Pattern.compile("gx[0-9a-f]{10}");
    private static final String ENCRYPTION = "encrypted tunnel"; // its troubles are told of each tunnel

    /** What a look found, and what could not be put right. */
    static LinkState of(LinkReport report, List<Finding> problems, boolean tidied) {
        return new LinkState(
                true,
                List.copyOf(problems),
                report.tunnels(),
                report.traffic(),
                joined(report),
                !tidied && !report.leftOver().isEmpty());
    }

    private static Set<DeviceName> joined(LinkReport report) {
        Set<DeviceName> joined = new HashSet<>(report.traffic().keySet());
        report.missing().stream().filter(Vxlan.class::isInstance).forEach(v -> joined.remove(((Vxlan) v).name()));
        return Set.copyOf(joined);
    }

    LinkState failed(List<Finding> why) {
        return new LinkState(known, List.copyOf(why), tunnels, traffic, joined, leftOver);
    }

    /** The same, where these networks are to be seen anew: what was seen of them is of another time. */
    LinkState without(Set<NetworkName> unread) {
        Set<DeviceName> left = new HashSet<>(joined);
        unread.forEach(n -> left.remove(LinkNames.vxlan(n)));
        return new LinkState(known, problems, tunnels, traffic, Set.copyOf(left), leftOver);
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
        return joined.contains(LinkNames.vxlan(network));
    }

    /** Whether nothing remains to be done. */
    boolean isClean() {
        return known && problems.isEmpty() && !leftOver;
    }
}
