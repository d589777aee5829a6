/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.api.ResolvedInterface.By;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.steering.Blockers;
import org.guestnet.core.steering.PoolForecast;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.xml.LibvirtNetwork;
import org.guestnet.xml.Member;

/** What libvirt will do with a network's ports, and what it takes to make it do otherwise. */
final class LibvirtChoice {

    private LibvirtChoice() {}

    /** How libvirt plugs a port; empty if that cannot be told. */
    static Optional<Plug> plug(NetworkOnHost network, Optional<AttachmentPoint> point) {
        Optional<LibvirtNetwork> libvirt = network.libvirt();
        return point.isPresent()
                ? libvirt.flatMap(LibvirtNetwork::forwardMode)
                        .map(mode -> Plug.direct(point.get().device(), mode))
                : libvirt.flatMap(n -> n.bridge().map(b -> bridgePlug(n, b)));
    }

    private static Plug bridgePlug(LibvirtNetwork network, DeviceName bridge) {
        return network.forwardMode().filter("bridge"::equals).isPresent() ? Plug.bridge(bridge) : Plug.network(bridge);
    }

    /** What libvirt will choose next; empty if the network has no pool of libvirt's. */
    static Optional<PoolForecast> forecast(NetworkOnHost network) {
        return network.libvirt()
                .filter(n -> !n.pool().isEmpty())
                .map(n -> new PoolForecast(counted(network, n), n.exclusive()));
    }

    /**
     * libvirt's counters as the start may meet them. A standing blocker whose reason is gone is taken away before it. From a member of a
     * shared pool that is not to be given away guests may stop meanwhile: only standing blockers are sure to hold it.
     */
    private static List<Member> counted(NetworkOnHost network, LibvirtNetwork libvirt) {
        Map<DeviceName, Integer> standing = new HashMap<>();
        network.report().ports().stream()
                .filter(Blockers::isStanding)
                .forEach(p -> standing.merge(p.plug().flatMap(Plug::device).orElseThrow(), 1, Integer::sum));
        if (standing.isEmpty() && libvirt.exclusive()) {
            return libvirt.pool();
        }
        Set<DeviceName> usable = network.attachmentPoints().stream()
                .filter(p -> p.unusable().isEmpty())
                .map(AttachmentPoint::device)
                .collect(Collectors.toSet());
        return libvirt.pool().stream()
                .map(m -> new Member(
                        m.device(),
                        sure(
                                m,
                                standing.getOrDefault(m.device(), 0),
                                usable.contains(m.device()),
                                libvirt.exclusive())))
                .toList();
    }

    private static int sure(Member member, int standing, boolean usable, boolean exclusive) {
        if (usable) {
            return Math.max(0, member.connections() - standing);
        }
        return exclusive ? member.connections() : Math.min(member.connections(), standing);
    }

    /** Adds what keeps libvirt off other members, where it would choose differently. */
    static Placement steered(Placement placement) {
        Map<NetworkName, List<NicPlacement>> pooled = new LinkedHashMap<>();
        placement.nics().stream()
                .filter(n -> n.point().isPresent() && n.by() == By.HOST)
                .forEach(n -> pooled.computeIfAbsent(n.network().get().name(), k -> new ArrayList<>())
                        .add(n));
        Map<GuestInterface, NicPlacement> settled = new HashMap<>();
        List<Steering> steerings = new ArrayList<>();
        pooled.values().forEach(nics -> steer(nics, settled, steerings));
        List<NicPlacement> nics = placement.nics().stream()
                .map(n -> settled.getOrDefault(n.nic(), n))
                .toList();
        return new Placement(placement.host(), placement.guest(), placement.name(), nics, steerings);
    }

    /** Which of a guest's interfaces gets which of the chosen members is libvirt's to say, and foreseen. */
    private static void steer(
            List<NicPlacement> nics, Map<GuestInterface, NicPlacement> settled, List<Steering> steerings) {
        NetworkOnHost network = nics.get(0).network().get();
        Optional<PoolForecast> forecast = forecast(network);
        if (forecast.isEmpty()) {
            return;
        }
        List<DeviceName> wanted =
                nics.stream().map(n -> n.point().get().device()).toList();
        List<DeviceName> given = forecast.get().next(wanted.size());
        boolean steered = !sorted(given).equals(sorted(wanted));
        if (steered) {
            Map<DeviceName, Integer> blockers = forecast.get().blockersFor(wanted);
            String mode = network.libvirt().flatMap(LibvirtNetwork::forwardMode).orElseThrow();
            steerings.add(new Steering(network.name(), mode, wanted, blockers));
            given = forecast.get().after(blockers).next(wanted.size());
        }
        inOrder(nics, given).forEach(n -> settled.put(n.nic(), steered ? n.by(By.STEERED) : n));
    }

    private static List<DeviceName> sorted(List<DeviceName> devices) {
        return devices.stream().sorted().toList();
    }

    /** The same members and slots, each at the interface that gets it. */
    private static List<NicPlacement> inOrder(List<NicPlacement> nics, List<DeviceName> given) {
        List<NicPlacement> left = new ArrayList<>(nics);
        List<NicPlacement> placed = new ArrayList<>();
        for (int i = 0; i < nics.size(); i++) {
            DeviceName device = given.get(i);
            NicPlacement slot = left.stream()
                    .filter(n -> n.point().get().device().equals(device))
                    .findFirst()
                    .orElseThrow();
            left.remove(slot);
            placed.add(nics.get(i).at(slot));
        }
        return placed;
    }
}
