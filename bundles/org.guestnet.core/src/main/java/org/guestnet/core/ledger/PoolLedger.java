/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.ledger;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.guestnet.core.steering.Blockers;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.xml.Member;

/**
 * What is known of the running pool of a network: libvirt's books, the definition, and the guests themselves. Immutable.
 *
 * @param host the host
 * @param network the network
 * @param mode its forward mode
 * @param exclusive whether libvirt gives each member once
 * @param live the members of the running network with libvirt's counters, in libvirt's order
 * @param defined the members that it is to have
 * @param points what the definition says of members; empty if nobody understands it at the moment
 * @param ports the ports that libvirt has
 * @param holdings the interfaces of running guests on it
 * @param managed whether it is ours to change
 */
public record PoolLedger(
        HostName host,
        NetworkName network,
        String mode,
        boolean exclusive,
        List<Member> live,
        List<DeviceName> defined,
        List<AttachmentPoint> points,
        List<Port> ports,
        List<Holding> holdings,
        boolean managed) {

    /** Copies the collections. @throws NullPointerException if a part is null */
    public PoolLedger {
        requireNonNull(host, "host");
        requireNonNull(network, "network");
        requireNonNull(mode, "mode");
        live = List.copyOf(live);
        defined = List.copyOf(defined);
        points = List.copyOf(points);
        ports = List.copyOf(ports);
        holdings = List.copyOf(holdings);
    }

    static List<DeviceName> devices(List<Member> members) {
        return members.stream().map(Member::device).toList();
    }

    static boolean isDirect(Plug plug) {
        return plug.type().equals("direct") && plug.device().isPresent();
    }

    /** Whether its definition is understood: only then it can be said which members are usable. */
    public boolean understood() {
        return !points.isEmpty();
    }

    /** The members of the running network, in libvirt's order. */
    public List<DeviceName> members() {
        return devices(live);
    }

    /** Members of the running network that the definition no longer has. */
    public List<DeviceName> leaving() {
        Set<DeviceName> known = new HashSet<>(defined);
        return members().stream().filter(m -> !known.contains(m)).toList();
    }

    /** The members of the running network that are not to be given to guests, and why. */
    public Map<DeviceName, String> unusable() {
        Map<DeviceName, String> unusable = new LinkedHashMap<>();
        leaving().forEach(m -> unusable.put(m, "it is no longer in the definition"));
        Set<DeviceName> members = new HashSet<>(members());
        for (AttachmentPoint point : points) {
            point.unusable()
                    .filter(f -> members.contains(point.device()))
                    .ifPresent(f -> unusable.putIfAbsent(point.device(), f.detail()));
        }
        return unusable;
    }

    /** The guests at a member, by name. */
    public List<String> guestsAt(DeviceName member) {
        return holdings.stream()
                .filter(h -> h.member().equals(member))
                .map(Holding::name)
                .distinct()
                .toList();
    }

    /** Holdings whose port libvirt has lost. */
    public List<Holding> lost() {
        Set<UUID> known = ports.stream().map(Port::id).collect(Collectors.toSet());
        return holdings.stream().filter(h -> !known.contains(h.portId())).toList();
    }

    /** Ports that are neither of a guest that runs nor ours: they are never touched. */
    public List<Port> foreign() {
        Set<UUID> held = holdings.stream().map(Holding::portId).collect(Collectors.toSet());
        return ports.stream()
                .filter(p -> !held.contains(p.id()) && !Blockers.isOurs(p))
                .toList();
    }

    /** Our standing blockers. */
    public List<Port> standing() {
        return ports.stream().filter(Blockers::isStanding).toList();
    }

    /** What each member serves: ports that libvirt has, and holdings whose port it has lost; without our standing blockers. */
    public Map<DeviceName, Integer> served() {
        Map<DeviceName, Integer> served = counted(p -> !Blockers.isStanding(p));
        lost().forEach(h -> served.merge(h.member(), 1, Integer::sum));
        return served;
    }

    /** How many ports libvirt has at each member: what its counters should say. */
    public Map<DeviceName, Integer> counted() {
        return counted(p -> true);
    }

    private Map<DeviceName, Integer> counted(Predicate<Port> which) {
        Map<DeviceName, Integer> counts = new LinkedHashMap<>();
        members().forEach(m -> counts.put(m, 0));
        ports.stream()
                .filter(which)
                .flatMap(p -> p.plug().filter(PoolLedger::isDirect).flatMap(Plug::device).stream())
                .forEach(d -> counts.merge(d, 1, Integer::sum));
        return counts;
    }

    /** Members whose counter is not the number of their ports. */
    public List<Member> miscounted() {
        Map<DeviceName, Integer> counts = counted();
        return live.stream()
                .filter(m -> m.connections() != counts.get(m.device()))
                .toList();
    }

    /** The members that the running network needs: those defined, and those that a guest or port still has. */
    public Set<DeviceName> needed() {
        Set<DeviceName> needed = new LinkedHashSet<>(defined);
        holdings.forEach(h -> needed.add(h.member()));
        List<Port> others = new ArrayList<>(foreign());
        others.stream().flatMap(p -> p.plug().flatMap(Plug::device).stream()).forEach(needed::add);
        return needed;
    }
}
