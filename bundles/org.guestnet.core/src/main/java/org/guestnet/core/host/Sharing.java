/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Port;
import org.guestnet.model.XmlElement;

/**
 * Lets the states of many hosts share what is equal in them: documents of networks, names, plugs, and what guest interfaces ask for. Of an
 * interface's element only that is kept; where it sits in its guest and on its host does not count. Safe for any thread.
 */
final class Sharing {

    private static final int MOST = 200_000; // then it begins anew: what is in use stays with its users
    private static final Set<String> OF_ONE_GUEST = Set.of("mac", "target", "alias", "address");

    /** An element at its places, which findings quote. */
    private record Placed(XmlElement element, String places) {}

    private final Map<Object, Object> known = new ConcurrentHashMap<>();

    HostReport share(HostReport report) {
        return new HostReport(
                report.devices().stream().map(this::one).toList(),
                report.networks().stream().map(this::network).toList(),
                report.guests().stream().map(this::guest).toList());
    }

    private NetworkReport network(NetworkReport report) {
        return report.shared(this::one, report.ports().stream().map(this::port).toList());
    }

    private Port port(Port port) {
        return new Port(
                port.id(),
                one(port.network()),
                port.ownerName(),
                port.ownerId(),
                port.mac(),
                one(port.portgroup()),
                one(port.plug()),
                one(port.options()));
    }

    private GuestReport guest(GuestReport guest) {
        return new GuestReport(
                guest.uuid(),
                guest.name(),
                guest.state(),
                guest.persistent(),
                guest.autostart(),
                guest.saved(),
                guest.interfaces().stream().map(nic -> nic(nic, nic.mac())).toList(),
                guest.live().stream()
                        .map(nic -> nic(nic, configured(guest, nic)))
                        .toList(),
                guest.held());
    }

    private static MacAddress configured(GuestReport guest, GuestInterface live) {
        return guest.interfaces().stream()
                .map(GuestInterface::mac)
                .filter(live.mac()::equals)
                .findFirst()
                .orElse(live.mac());
    }

    private GuestInterface nic(GuestInterface nic, MacAddress mac) {
        return new GuestInterface(
                mac,
                one(nic.type()),
                one(nic.network()),
                one(nic.portgroup()),
                one(nic.plug()),
                nic.portId(),
                element(nic.element()));
    }

    private XmlElement element(XmlElement nic) {
        XmlElement asks = nic.withoutChildren(c -> OF_ONE_GUEST.contains(c.name())
                || c.name().equals("source") && c.children().isEmpty());
        StringBuilder places = new StringBuilder();
        places(asks, places);
        return one(new Placed(asks, places.toString())).element();
    }

    private static void places(XmlElement element, StringBuilder out) {
        out.append(element.place()).append(';');
        element.children().forEach(c -> places(c, out));
    }

    /** The one of all that are equal. */
    @SuppressWarnings("unchecked") // what is equal to a value of one class is of that class here
    private <T> T one(T value) {
        if (value instanceof Optional<?> optional && optional.isEmpty()
                || value instanceof List<?> list && list.isEmpty()) {
            return value;
        }
        if (known.size() > MOST) {
            known.clear();
        }
        return (T) known.computeIfAbsent(value, v -> v);
    }
}
