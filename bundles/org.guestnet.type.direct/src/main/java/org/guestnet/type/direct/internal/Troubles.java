/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.HostName;
import org.guestnet.model.Place;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.HostView;

/** Looks at each member of a pool on a host, and tells what is wrong without telling it a thousand times. */
final class Troubles {

    private static final int NAMED = 4;

    private final HostName host;
    private final List<AttachmentPoint> points = new ArrayList<>();
    private final Map<Alike, List<Member>> alike = new LinkedHashMap<>();
    private final Map<Alike, Finding> first = new LinkedHashMap<>();
    private final boolean isAnySeen;

    /** What is told once: members of one element with the same trouble. */
    private record Alike(Place place, Trouble.Kind kind) {}

    Troubles(HostView view, List<Member> members) {
        this.host = view.name();
        this.isAnySeen = members.stream().anyMatch(m -> m.seen().isPresent());
        DeviceIndex index = new DeviceIndex(view);
        members.forEach(m -> look(m, index));
    }

    private void look(Member member, DeviceIndex index) {
        AttachmentPoint point = member.point();
        points.add(Trouble.of(member, index)
                .map(t -> point.withUnusable(keep(member, t)))
                .orElse(point));
    }

    private Finding keep(Member member, Trouble trouble) {
        Place place = member.element().place();
        Alike key = new Alike(place, trouble.kind());
        Finding finding = Finding.blocker(Codes.MEMBER_UNUSABLE, trouble.detail(), trouble.remedy())
                .on(host)
                .at(place);
        first.putIfAbsent(key, finding);
        alike.computeIfAbsent(key, k -> new ArrayList<>()).add(member);
        return finding;
    }

    /** The members as places for guests, those in trouble with the reason. */
    List<AttachmentPoint> points() {
        return List.copyOf(points);
    }

    /** Whether some guest could be put somewhere, were all members free. */
    boolean isAnyUsable() {
        return points.stream().anyMatch(p -> p.unusable().isEmpty());
    }

    /** Whether the host has one of the members. */
    boolean isAnySeen() {
        return isAnySeen;
    }

    /** One finding for each element and kind of trouble. */
    List<Finding> findings() {
        return alike.entrySet().stream()
                .map(e -> told(e.getKey(), e.getValue()))
                .toList();
    }

    /** A name that was written as such and is not there may be mistyped; one that a range brings along is not. */
    private Finding told(Alike key, List<Member> members) {
        Finding one = first.get(key);
        boolean mistyped = key.kind() == Trouble.Kind.ABSENT && members.get(0).isNamed() && isAnySeen;
        return (mistyped
                        ? Finding.consent(Codes.DEVICE_UNKNOWN, one.detail(), one.remedy())
                        : Finding.notice(one.code(), one.detail() + others(members), one.remedy()))
                .on(host)
                .at(key.place());
    }

    private static String others(List<Member> members) {
        if (members.size() == 1) {
            return "";
        }
        List<Member> rest = members.subList(1, members.size());
        String names = rest.stream().limit(NAMED).map(m -> m.device().value()).collect(joining(", "));
        String more = rest.size() > NAMED ? " and " + (rest.size() - NAMED) + " more" : "";
        return "; likewise " + names + more;
    }
}
