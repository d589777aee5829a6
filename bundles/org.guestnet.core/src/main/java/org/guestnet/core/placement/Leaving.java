/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.ArrayList;
import java.util.List;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.spi.PortRequest.Purpose;

/** What keeps a guest that runs from leaving its host. */
final class Leaving {

    private Leaving() {}

    /** Devices of the host that the guest has for itself, and interfaces of that kind that name no network. */
    static List<Finding> held(HostState source, GuestReport guest) {
        List<Finding> findings = new ArrayList<>();
        guest.held()
                .forEach(device -> findings.add(JudgedCode.HYPERVISOR_CANNOT_MIGRATE
                        .finding(
                                "the guest has a device of its host for itself, " + device,
                                "detach that device, or stop the guest and start it where it is wanted")
                        .on(source.name())));
        guest.live().stream()
                .filter(LibvirtRules::isFunction)
                .forEach(nic -> LibvirtRules.stays(nic)
                        .ifPresent(f -> findings.add(nic.network()
                                .map(n -> f.on(n))
                                .orElse(f)
                                .on(source.name())
                                .on(nic.mac()))));
        return findings;
    }

    /** What the source's provider has to say of an interface that leaves. */
    static List<Finding> of(HostState source, NetworkOnHost network, GuestName guest, GuestInterface nic) {
        List<Finding> said = new ArrayList<>();
        Placer.admits(source, network, new Placer.Request(guest, Purpose.MIGRATE_OUT, nic), said);
        return said.stream().map(f -> f.on(source.name())).toList();
    }
}
