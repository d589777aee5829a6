/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.core.placement.NicPlacement;
import org.guestnet.core.placement.Placement;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.InterfaceReport;
import org.guestnet.model.Plug;

/** What is reported of a guest's interfaces after an operation, from what was read back. */
final class Reports {

    private Reports() {}

    static List<InterfaceReport> interfaces(
            List<GuestInterface> wanted, Optional<GuestReport> before, Optional<GuestReport> after) {
        List<InterfaceReport> reports = new ArrayList<>();
        for (GuestInterface nic : wanted) {
            nic.network()
                    .ifPresent(network -> reports.add(
                            new InterfaceReport(nic.mac(), network, plug(before, nic.mac()), plug(after, nic.mac()))));
        }
        return reports;
    }

    private static Optional<Plug> plug(Optional<GuestReport> guest, MacAddress mac) {
        return guest.stream()
                .flatMap(g -> g.live().stream())
                .filter(n -> n.mac().equals(mac))
                .findFirst()
                .flatMap(GuestInterface::plug);
    }

    /** Notices where an interface is not connected as it was placed; libvirt chose otherwise. */
    static List<Finding> differences(Placement placement, GuestReport running) {
        List<Finding> found = new ArrayList<>();
        for (NicPlacement placed : placement.nics()) {
            Optional<Plug> actual = plug(Optional.of(running), placed.nic().mac());
            if (placed.plug().isPresent()
                    && !actual.flatMap(Plug::device).equals(placed.plug().get().device())) {
                found.add(Finding.notice(
                                Codes.NOT_AS_ASKED,
                                "the interface was to be connected by "
                                        + placed.plug().get() + " and is connected by "
                                        + actual.map(Plug::toString).orElse("nothing"),
                                "somebody else used the pool at the same moment; net:pool shows who has what")
                        .on(placement.host().name())
                        .on(placed.nic().mac()));
            }
        }
        return found;
    }

    static Operation with(Operation operation, List<Finding> more) {
        List<Finding> all = new ArrayList<>(operation.findings());
        all.addAll(more);
        return operation.withFindings(all);
    }

    static Finding runsOn(HostName host) {
        return Finding.notice(Codes.GUEST_RUNS_ON, "the guest runs on host " + host, "")
                .on(host);
    }
}
