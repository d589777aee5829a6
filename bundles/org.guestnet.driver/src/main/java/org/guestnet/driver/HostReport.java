/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver;

import java.util.List;
import org.guestnet.model.HostDevice;

/**
 * One look at a host. It has each device, network and guest once.
 *
 * @param devices its network devices
 * @param networks all its networks, active or not
 * @param guests all its guests, running or not
 */
public record HostReport(List<HostDevice> devices, List<NetworkReport> networks, List<GuestReport> guests) {

    /** Copies the lists. */
    public HostReport {
        devices = List.copyOf(devices);
        networks = List.copyOf(networks);
        guests = List.copyOf(guests);
    }
}
