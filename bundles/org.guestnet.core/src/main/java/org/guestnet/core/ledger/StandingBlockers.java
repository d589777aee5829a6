/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.guestnet.core.steering.Blockers;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;

/**
 * How many standing blockers the members of a pool need that are not to be given to guests, so that libvirt passes them over when
 * others start a guest. An exclusive member needs one. A shared one needs so many that others can start {@value #STARTS} guests before
 * libvirt takes it; it is refilled when it would hold for fewer than {@value #REFILL}. In a large pool that is two a member: a port
 * takes a host about a millisecond.
 */
final class StandingBlockers {

    static final int STARTS = 16;
    static final int REFILL = 8;

    private StandingBlockers() {}

    /** What to change: ports to book and ports to delete. */
    record Change(List<Port> book, List<Port> delete) {}

    static Change change(PoolLedger ledger) {
        Map<DeviceName, Integer> target = target(ledger);
        Map<DeviceName, List<Port>> standing = standing(ledger);
        List<Port> book = new ArrayList<>();
        List<Port> delete = new ArrayList<>();
        for (DeviceName member : ledger.members()) {
            List<Port> have = at(standing, member);
            List<Port> want =
                    Blockers.standing(ledger.network(), ledger.mode(), member, target.getOrDefault(member, 0));
            want.stream().filter(p -> !ids(have).contains(p.id())).forEach(book::add);
            have.stream().filter(p -> !ids(want).contains(p.id())).forEach(delete::add);
        }
        return new Change(book, delete);
    }

    private static List<Object> ids(List<Port> ports) {
        return ports.stream().<Object>map(Port::id).toList();
    }

    private static Map<DeviceName, List<Port>> standing(PoolLedger ledger) {
        return ledger.standing().stream()
                .collect(Collectors.groupingBy(
                        p -> p.plug().flatMap(Plug::device).orElseThrow()));
    }

    private static List<Port> at(Map<DeviceName, List<Port>> ports, DeviceName member) {
        return ports.getOrDefault(member, List.of());
    }

    /** How many each member needs; members that need none are left out. */
    static Map<DeviceName, Integer> target(PoolLedger ledger) {
        Map<DeviceName, Integer> target = new LinkedHashMap<>();
        if (!ledger.managed()) {
            return target;
        }
        if (!ledger.understood()) { // nobody says which members are usable now: all stays as it is
            standing(ledger).forEach((m, ports) -> target.put(m, ports.size()));
            return target;
        }
        Map<DeviceName, String> unusable = ledger.unusable();
        Map<DeviceName, List<Port>> standing = standing(ledger);
        List<DeviceName> bad =
                ledger.members().stream().filter(unusable::containsKey).toList();
        List<DeviceName> good =
                ledger.members().stream().filter(m -> !unusable.containsKey(m)).toList();
        Map<DeviceName, Integer> served = ledger.served();
        if (ledger.exclusive()) {
            bad.forEach(m -> target.put(m, served.get(m) > 0 ? 0 : 1));
        } else if (!good.isEmpty()) { // without a good one there is nothing to steer to
            int least = good.stream().mapToInt(served::get).min().orElseThrow();
            bad.forEach(m -> target.put(m, onShared(at(standing, m).size(), least, good.size())));
        }
        return target;
    }

    /**
     * libvirt takes the least used; the least of {@code good} members grows by one with that many starts at most. Guests that are still at
     * the member do not count: they may stop at any time.
     */
    private static int onShared(int have, int least, int good) {
        int low = least + 1 + rounds(REFILL, good);
        int high = least + 1 + rounds(STARTS, good);
        boolean wrong = have < low || have > high + STARTS;
        return wrong ? high : have;
    }

    private static int rounds(int starts, int good) {
        return (starts + good - 1) / good;
    }
}
