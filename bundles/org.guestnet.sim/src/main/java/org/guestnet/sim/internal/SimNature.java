/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.List;
import org.guestnet.model.HostDevice;
import org.guestnet.model.LibvirtVersion;

/**
 * What a simulated host is at first.
 *
 * @param libvirt the version of its libvirt
 * @param devices its network devices
 * @param guests domain XML of guests that are defined on it and shut off
 */
public record SimNature(LibvirtVersion libvirt, List<HostDevice> devices, List<String> guests) {

    /** Copies the lists. */
    public SimNature {
        devices = List.copyOf(devices);
        guests = List.copyOf(guests);
    }
}
