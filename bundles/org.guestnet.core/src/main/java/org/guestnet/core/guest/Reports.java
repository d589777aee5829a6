/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private static final Set<String> ANNOUNCED = Set.of("bridge", "direct", "ethernet", "network"); // tap and macvtap

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

    /**
     * The interfaces of a guest that moved live.
     *
     * @param gap how long it stood still, if it ran
     * @param announces whether the hypervisor announces the guests that arrive
     */
    static List<InterfaceReport> moved(
            GuestReport before, GuestReport after, Optional<Duration> gap, boolean announces) {
        boolean ran = runs(before) && runs(after);
        return interfaces(before.live(), Optional.of(before), Optional.of(after)).stream()
                .map(i -> new InterfaceReport(
                        i.mac(),
                        i.network(),
                        i.before(),
                        i.after(),
                        gap.filter(g -> ran),
                        announces
                                && ran
                                && i.after()
                                        .filter(p -> ANNOUNCED.contains(p.type()))
                                        .isPresent()))
                .toList();
    }

    private static boolean runs(GuestReport guest) {
        return guest.state() == GuestReport.State.RUNNING || guest.state() == GuestReport.State.RUNNING_MIGRATED;
    }

    /** That a guest stands still where it arrived. */
    static Optional<Finding> paused(GuestReport before, GuestReport after, HostName host) {
        return runs(after)
                ? Optional.empty()
                : Optional.of(Finding.notice(
                                Codes.GUEST_PAUSED,
                                "the guest is paused on host " + host
                                        + (runs(before) ? ", and ran before it moved" : ", as it was before it moved"),
                                "virsh resume " + after.name())
                        .on(host));
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
