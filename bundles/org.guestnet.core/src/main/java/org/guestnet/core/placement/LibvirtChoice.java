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
                .map(n -> new PoolForecast(counted(network, n.pool()), n.exclusive()));
    }

    /** A standing blocker whose reason is gone is taken away before the next start. */
    private static List<Member> counted(NetworkOnHost network, List<Member> pool) {
        Map<DeviceName, Integer> stale = new HashMap<>();
        network.report().ports().stream()
                .filter(Blockers::isStanding)
                .map(p -> p.plug().flatMap(Plug::device).orElseThrow())
                .filter(d -> isUsable(network, d))
                .forEach(d -> stale.merge(d, 1, Integer::sum));
        return stale.isEmpty()
                ? pool
                : pool.stream()
                        .map(m -> new Member(
                                m.device(), Math.max(0, m.connections() - stale.getOrDefault(m.device(), 0))))
                        .toList();
    }

    private static boolean isUsable(NetworkOnHost network, DeviceName device) {
        return network.attachmentPoints().stream()
                .anyMatch(p -> p.device().equals(device) && p.unusable().isEmpty());
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
