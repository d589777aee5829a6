/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.steering;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guestnet.model.DeviceName;
import org.guestnet.xml.Member;

/**
 * Which member of a pool libvirt will choose next, and how many blockers make it choose another (network/bridge_driver.c,
 * networkAllocatePort). It goes by libvirt's own counters, right or wrong, because libvirt does: an exclusive pool gives its first
 * member with none, any other pool the first of those with the fewest.
 *
 * @param members in libvirt's order, with its counters
 * @param exclusive whether a member serves one guest only
 */
public record PoolForecast(List<Member> members, boolean exclusive) {

    /** Copies the list. */
    public PoolForecast {
        members = List.copyOf(members);
    }

    /** The member that libvirt chooses next; empty if it refuses. */
    public Optional<DeviceName> next() {
        return exclusive
                ? members.stream()
                        .filter(m -> m.connections() == 0)
                        .map(Member::device)
                        .findFirst()
                : members.stream()
                        .min(Comparator.comparingInt(Member::connections))
                        .map(Member::device);
    }

    /** The members that blockers can make libvirt choose. */
    public Set<DeviceName> steerable() {
        return members.stream()
                .filter(m -> !exclusive || m.connections() == 0)
                .map(Member::device)
                .collect(Collectors.toSet());
    }

    /** Whether blockers can make libvirt choose that member. */
    public boolean canSteerTo(DeviceName wanted) {
        return members.stream().anyMatch(m -> m.device().equals(wanted) && (!exclusive || m.connections() == 0));
    }

    /** The members that libvirt gives next, one after the other; shorter than asked for if it refuses. */
    public List<DeviceName> next(int ports) {
        List<DeviceName> given = new ArrayList<>();
        PoolForecast forecast = this;
        for (Optional<DeviceName> next = next(); given.size() < ports && next.isPresent(); next = forecast.next()) {
            given.add(next.get());
            forecast = forecast.after(next.get());
        }
        return given;
    }

    /**
     * How many blockers each member needs so that libvirt's next ports land on the wanted members, in whatever order. A wanted member
     * that libvirt would give too often needs blockers too.
     *
     * @param wanted one entry a port; {@link #canSteerTo} holds for each
     */
    public Map<DeviceName, Integer> blockersFor(List<DeviceName> wanted) {
        Map<DeviceName, Integer> needed = new LinkedHashMap<>();
        int lastWanted = lastIndexOf(wanted);
        int target = highestOf(wanted);
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            int times = Collections.frequency(wanted, member.device());
            int count = exclusive
                    ? onExclusive(member, times, i < lastWanted)
                    : onShared(member, times, target, i < lastWanted);
            if (count > 0) {
                needed.put(member.device(), count);
            }
        }
        return needed;
    }

    private static int onExclusive(Member member, int times, boolean beforeLast) {
        return times == 0 && beforeLast ? 1 - member.connections() : 0;
    }

    /** A member that is given {@code times} reaches the target with the last of them; any other is never the least used. */
    private static int onShared(Member member, int times, int target, boolean beforeLast) {
        int level = times > 0 ? target - times + 1 : target + (beforeLast ? 1 : 0);
        return level - member.connections();
    }

    private int lastIndexOf(List<DeviceName> wanted) {
        return IntStream.range(0, members.size())
                .filter(i -> wanted.contains(members.get(i).device()))
                .max()
                .orElseThrow();
    }

    /** The counter at which the last of the wanted ports is given; of equals libvirt takes the first listed. */
    private int highestOf(List<DeviceName> wanted) {
        return members.stream()
                .filter(m -> wanted.contains(m.device()))
                .mapToInt(m -> m.connections() + Collections.frequency(wanted, m.device()) - 1)
                .max()
                .orElseThrow();
    }

    /** The forecast after libvirt gave a port at that member. */
    public PoolForecast after(DeviceName taken) {
        return new PoolForecast(
                members.stream()
                        .map(m -> m.device().equals(taken) ? new Member(m.device(), m.connections() + 1) : m)
                        .toList(),
                exclusive);
    }

    /** The forecast after blockers were booked. */
    public PoolForecast after(Map<DeviceName, Integer> blockers) {
        return new PoolForecast(
                members.stream()
                        .map(m -> new Member(m.device(), m.connections() + blockers.getOrDefault(m.device(), 0)))
                        .toList(),
                exclusive);
    }
}
