/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.IpAddress;
import org.guestnet.model.LibvirtVersion;
import org.osgi.annotation.versioning.ProviderType;

/** What is known of a host, as it was last observed. Immutable. */
@ProviderType
public interface HostView {

    /** The host. */
    HostName name();

    /** The libvirt driver that serves its guests. */
    Hypervisor hypervisor();

    /** The version of its libvirt. */
    LibvirtVersion libvirtVersion();

    /** Its network devices; empty if the host does not tell, and then nothing is known of any device. */
    Collection<HostDevice> devices();

    /** The network device of that name; empty if the host has none. */
    Optional<HostDevice> device(DeviceName name);

    /** Whether links can be made on it: tunnels need that. */
    default boolean hasShell() {
        return false;
    }

    /** The IP addresses of a device, its first one first; empty if it has none, or none is known yet. */
    default List<IpAddress> addresses(DeviceName device) {
        return List.of();
    }

    /** Whether the host's own shell has told its addresses yet. */
    default boolean knowsAddresses() {
        return false;
    }

    /** The device that has an IP address; empty if none has it, or none is known yet. */
    default Optional<DeviceName> deviceWith(IpAddress address) {
        return Optional.empty();
    }
}
