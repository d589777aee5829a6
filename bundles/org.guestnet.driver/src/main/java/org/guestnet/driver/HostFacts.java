/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver;

import static java.util.Objects.requireNonNull;

import org.guestnet.model.Hypervisor;
import org.guestnet.model.LibvirtVersion;

/**
 * What a host's libvirt is.
 *
 * @param hostName what the host calls itself
 * @param hypervisor the driver that serves its guests
 * @param libvirt its version
 * @param migrates whether it can migrate guests
 */
public record HostFacts(String hostName, Hypervisor hypervisor, LibvirtVersion libvirt, boolean migrates) {

    /** @throws NullPointerException if a part is null */
    public HostFacts {
        requireNonNull(hostName, "hostName");
        requireNonNull(hypervisor, "hypervisor");
        requireNonNull(libvirt, "libvirt");
    }
}
