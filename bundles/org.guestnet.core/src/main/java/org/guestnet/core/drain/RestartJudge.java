/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.List;
import org.guestnet.core.guest.GuestFinder.Found;
import org.guestnet.core.placement.Judge;
import org.guestnet.core.placement.Placement;
import org.guestnet.core.placement.Placer;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.spi.PortRequest.Purpose;

/** Whether guests of a host that is gone can be started elsewhere: on networks of their names, on the same wires. */
final class RestartJudge implements SeatJudge {

    private final Placer placer;
    private final Judge judge;

    RestartJudge(Placer placer, Judge judge) {
        this.placer = placer;
        this.judge = judge;
    }

    @Override
    public Verdict of(Found guest, Vacancy vacancy) {
        GuestReport report = guest.report();
        if (guest.host().hypervisor() != vacancy.host().hypervisor()) {
            return Verdict.no(List.of(otherHypervisor(guest, vacancy)));
        }
        Placement placement = placer.place(
                vacancy.host(), report.uuid(), report.name(), report.live(), Purpose.START, vacancy.taken());
        List<Finding> otherWires = judge.wires(guest.host(), placement).stream()
                .filter(f -> f.severity() == Severity.BLOCKER)
                .toList();
        return otherWires.isEmpty() ? Verdict.of(placement, vacancy) : Verdict.no(otherWires);
    }

    private static Finding otherHypervisor(Found guest, Vacancy vacancy) {
        return Finding.blocker(
                        Codes.HYPERVISOR_CANNOT_MIGRATE,
                        "the guest runs under " + guest.host().hypervisor() + " and the host serves "
                                + vacancy.host().hypervisor(),
                        "add a host of the same hypervisor")
                .on(vacancy.name());
    }
}
