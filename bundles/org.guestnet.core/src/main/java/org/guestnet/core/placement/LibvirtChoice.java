/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.api.ResolvedInterface.By;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.steering.PoolForecast;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.xml.LibvirtNetwork;
import org.guestnet.xml.NetworkDocuments;

/** What libvirt will do with a network's ports, and what it takes to make it do otherwise. */
final class LibvirtChoice {

    private LibvirtChoice() {}

    /** How libvirt plugs a port; empty if that cannot be told. */
    static Optional<Plug> plug(NetworkOnHost network, Optional<AttachmentPoint> point) {
        Optional<LibvirtNetwork> libvirt = libvirt(network);
        return point.isPresent()
                ? libvirt.flatMap(LibvirtNetwork::forwardMode)
                        .map(mode -> Plug.direct(point.get().device(), mode))
                : libvirt.flatMap(n -> n.bridge().map(b -> bridgePlug(n, b)));
    }

    private static Plug bridgePlug(LibvirtNetwork network, DeviceName bridge) {
        return network.forwardMode().filter("bridge"::equals).isPresent() ? Plug.bridge(bridge) : Plug.network(bridge);
    }

    private static Optional<LibvirtNetwork> libvirt(NetworkOnHost network) {
        try {
            return Optional.of(NetworkDocuments.libvirtNetwork(
                    network.report().liveXml().orElse(network.report().configXml())));
        } catch (GuestnetException e) {
            return Optional.empty(); // the network's findings say so: its document was read before
        }
    }

    static Optional<PoolForecast> forecast(NetworkOnHost network) {
        return libvirt(network)
                .filter(n -> !n.pool().isEmpty())
                .map(n -> new PoolForecast(n.pool(), isExclusive(n, network.attachmentPoints())));
    }

    /** libvirt gives a member once in mode passthrough, and in mode private with an 802.1Qbh profile: then the limit is 1 too. */
    private static boolean isExclusive(LibvirtNetwork libvirt, List<AttachmentPoint> points) {
        String mode = libvirt.forwardMode().orElse("");
        return mode.equals("passthrough")
                || mode.equals("private")
                        && points.stream().allMatch(p -> p.limit().orElse(0) == 1);
    }

    /** Adds what keeps libvirt off other members, where it would choose differently. */
    static Placement steered(Placement placement) {
        Map<NetworkName, List<NicPlacement>> pooled = new LinkedHashMap<>();
        placement.nics().stream()
                .filter(n -> n.point().isPresent() && n.by() == By.HOST)
                .forEach(n -> pooled.computeIfAbsent(n.network().get().name(), k -> new ArrayList<>())
                        .add(n));
        List<Steering> steerings = new ArrayList<>();
        pooled.values().forEach(nics -> steering(nics).ifPresent(steerings::add));
        List<NetworkName> steered = steerings.stream().map(Steering::network).toList();
        List<NicPlacement> nics = placement.nics().stream()
                .map(n ->
                        n.network().filter(net -> steered.contains(net.name())).isPresent() ? n.by(By.STEERED) : n)
                .toList();
        return new Placement(placement.host(), placement.guest(), placement.name(), nics, steerings);
    }

    private static Optional<Steering> steering(List<NicPlacement> nics) {
        NetworkOnHost network = nics.get(0).network().get();
        List<DeviceName> wanted =
                nics.stream().map(n -> n.point().get().device()).toList();
        Optional<PoolForecast> forecast = forecast(network);
        if (forecast.isEmpty() || forecast.get().next(wanted.size()).equals(wanted)) {
            return Optional.empty();
        }
        String mode = libvirt(network).flatMap(LibvirtNetwork::forwardMode).orElseThrow();
        return Optional.of(
                new Steering(network.name(), mode, wanted, forecast.get().blockersFor(wanted)));
    }
}
