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
import java.util.function.UnaryOperator;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.HostDevice;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Port;
import org.guestnet.model.XmlElement;

/**
 * Lets the states of many hosts share what is equal in them: documents of networks, names, plugs, and what guest interfaces have in common. Of
 * an interface's element only what it asks for is kept; where it sits in its guest and on its host does not count. Ports share what they say
 * of their guests. Safe for any thread.
 *
 * <p>What is shared is remembered in two generations. What came to no host while the younger one was filled is forgotten: it stays with its
 * users, and is shared among those that come later.
 */
final class Sharing {

    private static final int MOST = 8 << 20; // characters of documents and other things, in a generation
    private static final Set<String> OF_ONE_GUEST = Set.of("mac", "target", "alias", "address");

    /** What has an element, with the places of that, which findings quote. */
    private record Placed(Object value, String places) {}

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

    /**
     * An equal report.
     *
     * @param known the host as it was seen before: what is still as it was stays the same object
     */
    HostReport share(HostReport report, HostState known) {
        List<GuestReport> guests = report.guests().stream()
                .map(g -> guest(g, known.guests().get(g.uuid())))
                .toList();
        Map<UUID, GuestReport> owners = new KeyedMap<>(guests, GuestReport::uuid);
        return new HostReport(
                report.devices().stream()
                        .map(d -> device(d, known.deviceIndex().get(d.name())))
                        .toList(),
                report.networks().stream()
                        .map(n -> network(n, known.networks().get(n.name()), owners))
                        .toList(),
                guests);
    }

    private HostDevice device(HostDevice device, HostDevice known) {
        return device.equals(known) ? known : one(device);
    }

    private NetworkReport network(NetworkReport report, NetworkReport known, Map<UUID, GuestReport> owners) {
        if (report.equals(known)) {
            return known;
        }
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

    private GuestReport guest(GuestReport guest, GuestReport known) {
        if (guest.equals(known)) {
            return known;
        }
        GuestReport asking = with(guest, Sharing::asking);
        return asking.equals(known) ? known : with(asking, nic -> shared(nic, guest));
    }

    private static GuestReport with(GuestReport guest, UnaryOperator<GuestInterface> change) {
        return new GuestReport(
                guest.uuid(),
                guest.name(),
                guest.state(),
                guest.persistent(),
                guest.autostart(),
                guest.saved(),
                guest.interfaces().stream().map(change).toList(),
                guest.live().stream().map(change).toList(),
                guest.held());
    }

    /** Only with what the interface asks for. */
    private static GuestInterface asking(GuestInterface nic) {
        XmlElement asks = nic.element()
                .withoutChildren(c -> OF_ONE_GUEST.contains(c.name())
                        || c.name().equals("source") && c.children().isEmpty());
        return new GuestInterface(
                nic.mac(), nic.type(), nic.network(), nic.portgroup(), nic.plug(), nic.portId(), asks);
    }

    private GuestInterface shared(GuestInterface nic, GuestReport guest) {
        StringBuilder places = new StringBuilder();
        places(nic.element(), places);
        return nic.shared(common -> one(new Placed(common, places.toString())).value(), configured(guest, nic));
    }

    private static MacAddress configured(GuestReport guest, GuestInterface nic) {
        return guest.interfaces().stream()
                .map(GuestInterface::mac)
                .filter(nic.mac()::equals)
                .findFirst()
                .orElse(nic.mac());
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
