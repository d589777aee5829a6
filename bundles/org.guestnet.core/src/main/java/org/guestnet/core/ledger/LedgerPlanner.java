/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.xml.Member;

/** Makes the plan that brings the books of a pool in step. Pure: the same ledger gives the same plan. */
public final class LedgerPlanner {

    private final PoolLedger ledger;
    private final List<Finding> findings = new ArrayList<>();

    private LedgerPlanner(PoolLedger ledger) {
        this.ledger = ledger;
    }

    /** The plan for a pool; of a network that is not ours it only says what is wrong. */
    public static LedgerPlan plan(PoolLedger ledger) {
        return new LedgerPlanner(ledger).plan();
    }

    private LedgerPlan plan() {
        Set<DeviceName> needed = ledger.needed();
        List<DeviceName> live = ledger.members();
        Set<DeviceName> there = new HashSet<>(live);
        List<DeviceName> add = needed.stream().filter(m -> !there.contains(m)).toList();
        List<DeviceName> remove = live.stream().filter(m -> !needed.contains(m)).toList();
        List<Member> miscounted = ledger.miscounted();
        List<String> held = ledger.foreign().stream().map(LedgerPlanner::owner).toList();
        List<Port> lost = bookable(held.isEmpty() ? live(live, add) : new HashSet<>(live));
        explain(add, remove, miscounted, lost, held);
        StandingBlockers.Change standing = StandingBlockers.change(ledger);
        if (!ledger.managed()) {
            return new LedgerPlan(
                    ledger, List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), held, findings);
        }
        List<Port> book = standing.book().stream()
                .filter(p -> !remove.contains(p.plug().flatMap(Plug::device).orElseThrow()) || !held.isEmpty())
                .toList();
        LedgerPlan plan =
                new LedgerPlan(ledger, add, remove, Optional.empty(), lost, book, standing.delete(), held, findings);
        boolean updatedLater = !remove.isEmpty() || add.size() > plan.addFirst().size();
        boolean recounted = updatedLater || miscounted.isEmpty() && add.isEmpty();
        return recounted ? plan : plan.withRecount(add.isEmpty() ? last(live) : last(add));
    }

    private static DeviceName last(List<DeviceName> members) {
        return members.get(members.size() - 1);
    }

    private static Set<DeviceName> live(List<DeviceName> live, List<DeviceName> add) {
        Set<DeviceName> all = new HashSet<>(live);
        all.addAll(add);
        return all;
    }

    private static String owner(Port port) {
        return "port " + port.id() + " of " + port.ownerName();
    }

    /** Lost ports that libvirt can book: the member is there, and nobody else has it for himself. */
    private List<Port> bookable(Set<DeviceName> members) {
        List<Port> bookable = new ArrayList<>();
        Set<DeviceName> taken = new HashSet<>();
        if (ledger.exclusive()) {
            ledger.ports().stream()
                    .filter(p -> !org.guestnet.core.steering.Blockers.isStanding(p))
                    .flatMap(p -> p.plug().flatMap(Plug::device).stream())
                    .forEach(taken::add);
        }
        for (Holding holding : ledger.lost()) {
            boolean free = members.contains(holding.member()) && !taken.contains(holding.member());
            if (free) {
                bookable.add(holding.port());
            }
            if (ledger.exclusive()) {
                taken.add(holding.member());
            }
        }
        return bookable;
    }

    private void explain(
            List<DeviceName> add,
            List<DeviceName> remove,
            List<Member> miscounted,
            List<Port> lost,
            List<String> held) {
        Map<DeviceName, Integer> counts = ledger.counted();
        String remedy = held.isEmpty()
                ? ledger.managed()
                        ? "it is set right after the next look"
                        : "define it with net:define to have it kept right"
                : "it is set right when these ports are gone, or stop and start the network: "
                        + String.join(", ", held);
        miscounted.forEach(m -> wrong(
                "libvirt counts " + m.connections() + " ports at " + m.device() + ", there are "
                        + counts.get(m.device()),
                remedy));
        for (Holding holding : ledger.lost()) {
            boolean bookable = lost.stream().anyMatch(p -> p.id().equals(holding.portId()));
            wrong(
                    "libvirt has lost the port of guest " + holding.name() + " at " + holding.member(),
                    bookable
                            ? remedy
                            : "another port has that member, or the running network lacks it: stop one of the guests");
        }
        add.forEach(m -> changing("the running network lacks member " + m, remedy));
        remove.forEach(m -> changing("the running network still has member " + m + ", which nobody uses", remedy));
        ledger.leaving().stream()
                .filter(m -> !remove.contains(m))
                .forEach(m -> changing(
                        "member " + m + " leaves the pool when it is no longer used" + by(ledger.guestsAt(m)),
                        "stop or migrate them"));
    }

    private static String by(List<String> guests) {
        return guests.isEmpty() ? "" : " by " + String.join(", ", guests);
    }

    private void wrong(String detail, String remedy) {
        add(Codes.LEDGER_WRONG, detail, remedy);
    }

    private void changing(String detail, String remedy) {
        add(Codes.POOL_CHANGING, detail, remedy);
    }

    private void add(String code, String detail, String remedy) {
        findings.add(Finding.notice(code, detail, remedy).on(ledger.host()).on(ledger.network()));
    }
}
