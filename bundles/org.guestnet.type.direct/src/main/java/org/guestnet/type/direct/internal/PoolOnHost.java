/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.spi.HostView;

/**
 * A pool on a host: each device once.
 *
 * @param members in the order of the definition
 * @param findings about names and numbers, not about the devices' state; those about the host do not name it yet
 */
record PoolOnHost(List<Member> members, List<Finding> findings) {

    PoolOnHost {
        members = List.copyOf(members);
        findings = List.copyOf(findings);
    }

    static PoolOnHost of(Pool pool, HostView host) {
        DeviceIndex index = new DeviceIndex(host);
        List<Finding> findings = new ArrayList<>();
        List<Member> all = new ArrayList<>();
        for (PoolElement element : pool.elements()) {
            PoolElement.Found found = element.on(index);
            all.addAll(found.members());
            findings.addAll(found.findings());
        }
        List<Member> kept = included(pool, index, all, findings);
        return new PoolOnHost(bounded(pool, distinct(kept, findings), findings), findings);
    }

    private static List<Member> included(Pool pool, DeviceIndex host, List<Member> all, List<Finding> findings) {
        if (pool.exclusions().isEmpty()) {
            return all;
        }
        Set<DeviceName> names = all.stream().map(Member::device).collect(Collectors.toSet());
        if (host.isTold()) {
            pool.exclusions().stream()
                    .filter(e -> !e.matches(names))
                    .map(Exclusion::unmatched)
                    .forEach(findings::add);
        }
        Set<DeviceName> excluded = new HashSet<>();
        pool.exclusions().forEach(e -> excluded.addAll(e.devices()));
        return all.stream().filter(m -> !excluded.contains(m.device())).toList();
    }

    private static List<Member> distinct(List<Member> all, List<Finding> findings) {
        Map<String, Member> known = new HashMap<>(2 * all.size());
        List<Member> kept = new ArrayList<>(all.size());
        for (Member member : all) {
            Member before = known.putIfAbsent(member.identity(), member);
            if (before == null) {
                kept.add(member);
            } else {
                findings.add(before.device().equals(member.device()) ? twice(member, before) : oneCard(member, before));
            }
        }
        return kept;
    }

    private static Finding twice(Member member, Member before) {
        return Finding.blocker(
                        Codes.DEFINITION_INVALID,
                        "device " + member.device() + " is a member twice on this host, first by "
                                + before.element().place(),
                        "list each device once")
                .at(member.element().place());
    }

    /** A card with two ports and one address: what is known by the address cannot be told apart. */
    private static Finding oneCard(Member member, Member before) {
        return Finding.notice(
                        Codes.MEMBER_UNUSABLE,
                        "device " + member.device() + " has the same PCI address as " + before.device() + ", "
                                + before.identity() + ", and is left out: they cannot be told apart",
                        "list one of them")
                .at(member.element().place());
    }

    private static List<Member> bounded(Pool pool, List<Member> all, List<Finding> findings) {
        if (all.size() <= Pool.MAX_MEMBERS) {
            return all;
        }
        findings.add(Finding.blocker(
                        Codes.DEFINITION_INVALID,
                        "the pool has " + all.size() + " members on this host, more than the " + Pool.MAX_MEMBERS
                                + " that are possible",
                        "choose virtual functions by <pf vf='…'>, or make several networks")
                .at(pool.forward().place()));
        return all.subList(0, Pool.MAX_MEMBERS);
    }
}
