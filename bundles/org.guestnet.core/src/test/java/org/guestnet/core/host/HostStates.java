/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import org.guestnet.driver.HostFacts;
import org.guestnet.driver.HostReport;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.LibvirtVersion;

/** States of hosts that nobody watches, for tests of what is made of them. */
public final class HostStates {

    private HostStates() {}

    /** A host that was just seen. */
    public static HostState up(String name, HostReport report) {
        return HostState.connecting(new Host(new HostName(name), HostAddress.parse("sim:" + name), Hypervisor.QEMU))
                .up(new HostFacts(name, Hypervisor.QEMU, new LibvirtVersion(9, 0, 0), true), report);
    }
}
