/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

/**
 * A host that Guestnet manages.
 *
 * @param name how the host is called
 * @param address how it is reached
 * @param hypervisor which of libvirt's drivers serves its guests
 */
public record Host(HostName name, HostAddress address, Hypervisor hypervisor) {

    /** @throws NullPointerException if a part is null */
    public Host {
        requireNonNull(name, "name");
        requireNonNull(address, "address");
        requireNonNull(hypervisor, "hypervisor");
    }
}
