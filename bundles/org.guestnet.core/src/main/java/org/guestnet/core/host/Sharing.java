/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Port;
import org.guestnet.model.XmlElement;

/**
 * Lets the states of many hosts share what is equal in them: documents of networks, names, plugs, and what guest interfaces ask for. Of an
 * interface's element only that is kept; where it sits in its guest and on its host does not count. Ports share what they say of their
 * guests. Safe for any thread.
 *
 * <p>What is shared is remembered in two generations. What was not met again while the younger one was filled is forgotten: it stays with
 * its users, and is shared among those that come later.
 */
final class Sharing {

    private static final int MOST = 8 << 20; // characters of documents and other things, in a generation
    private static final Set<String> OF_ONE_GUEST = Set.of("mac", "target", "alias", "address");

    /** An element at its places, which findings quote. */
    private record Placed(XmlElement element, String places) {}

    private final int most;
    private final AtomicInteger weight = new AtomicInteger(); // of the younger generation
    private volatile Map<Object, Object> old = Map.of();
    private volatile Map<Object, Object> young = new ConcurrentHashMap<>();

    Sharing() {
        this(MOST);
    }

    Sharing(int most) {
        this.most = most;
    }

    HostReport share(HostReport report) {
        List<GuestReport> guests = report.guests().stream().map(this::guest).toList();
        Map<UUID, GuestReport> owners =
                guests.stream().collect(Collectors.toMap(GuestReport::uuid, g -> g, (first, second) -> first));
        return new HostReport(
                report.devices().stream().map(this::one).toList(),
                report.networks().stream().map(n -> network(n, owners)).toList(),
                guests);
    }

    private NetworkReport network(NetworkReport report, Map<UUID, GuestReport> owners) {
        return report.shared(
                this::one,
                one(report.name()),
                report.ports().stream().map(p -> port(p, owners)).toList());
    }

    private Port port(Port port, Map<UUID, GuestReport> owners) {
        Optional<GuestReport> owner = Optional.ofNullable(owners.get(port.ownerId()));
        Optional<GuestInterface> nic = owner.stream()
                .flatMap(g -> g.live().stream())
                .filter(n -> n.mac().equals(port.mac()))
                .findFirst();
        return new Port(
                same(port.id(), nic.flatMap(GuestInterface::portId)),
                one(port.network()),
                same(port.ownerName(), owner.map(g -> g.name().value())),
                same(port.ownerId(), owner.map(GuestReport::uuid)),
                same(port.mac(), nic.map(GuestInterface::mac)),
                one(port.portgroup()),
                one(port.plug()),
                one(port.options()));
    }

    private static <T> T same(T value, Optional<T> known) {
        return known.filter(value::equals).orElse(value);
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
        Object known = young.get(value);
        if (known == null) {
            known = remember(old.getOrDefault(value, value));
        }
        return (T) known;
    }

    private Object remember(Object value) {
        Object known = young.putIfAbsent(value, value);
        int more = value instanceof String text ? text.length() : 1;
        if (known == null && weight.addAndGet(more) > most) {
            begin();
        }
        return known == null ? value : known;
    }

    private synchronized void begin() {
        if (weight.get() > most) {
            old = young;
            young = new ConcurrentHashMap<>();
            weight.set(0);
        }
    }

    /** How many are remembered. */
    int size() {
        return old.size() + young.size();
    }
}
