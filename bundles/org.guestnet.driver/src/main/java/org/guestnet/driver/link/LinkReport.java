/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.link;

import java.util.List;
import java.util.Map;
import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.TunnelReport;

/**
 * What a look at a host's links found. Immutable.
 *
 * @param addresses all its devices, each with its IP addresses in the host's order
 * @param missing what is wanted and is not there, or is there otherwise; in the order that was asked
 * @param leftOver what is there, is ours, and is not wanted
 * @param tunnels encrypted tunnels that were asked for, by name
 * @param traffic bytes received and sent of VXLAN devices that were asked for
 */
public record LinkReport(
        Map<DeviceName, List<IpAddress>> addresses,
        List<LinkResource> missing,
        List<LinkResource> leftOver,
        Map<String, TunnelReport> tunnels,
        Map<DeviceName, Traffic> traffic) {

    /** Copies what it is given. */
    public LinkReport {
        addresses = Map.copyOf(addresses);
        missing = List.copyOf(missing);
        leftOver = List.copyOf(leftOver);
        tunnels = Map.copyOf(tunnels);
        traffic = Map.copyOf(traffic);
    }

    /**
     * What a device carried.
     *
     * @param received bytes
     * @param sent bytes
     */
    public record Traffic(long received, long sent) {}
}
