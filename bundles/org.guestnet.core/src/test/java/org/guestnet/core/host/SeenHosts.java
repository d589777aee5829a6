/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.util.List;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostFacts;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.LibvirtVersion;

/** Hosts as they were seen, made by hand. */
public final class SeenHosts {

    private SeenHosts() {}

    /** A host that was seen just now, with QEMU and libvirt 9.0. */
    public static HostState up(
            String name, List<HostDevice> devices, List<NetworkReport> networks, List<GuestReport> guests) {
        Host host = new Host(new HostName(name), HostAddress.parse("sim:" + name), Hypervisor.QEMU);
        HostFacts facts = new HostFacts(name, Hypervisor.QEMU, new LibvirtVersion(9, 0, 0), true);
        return HostState.connecting(host).up(facts, new HostReport(devices, networks, guests));
    }

    /** The same, not answering. */
    public static HostState down(HostState host) {
        return host.down("connection refused");
    }
}
