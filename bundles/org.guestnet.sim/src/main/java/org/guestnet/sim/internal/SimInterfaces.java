/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.guestnet.driver.HostSession.Extent;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.GuestDocuments;
import org.guestnet.xml.Xml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds interfaces to guests, changes them and takes them away, as QEMU can. Guarded by the host's lock. */
final class SimInterfaces {

    private static final Logger LOG = LoggerFactory.getLogger(SimInterfaces.class);
    private static final Duration MOMENT = Duration.ofMillis(200); // until a guest has let go of an interface
    private static final Set<String> MOVABLE = Set.of("network", "bridge"); // tap devices on bridges

    private final SimGuests guests;
    private final Connector connector;
    private final Refusals refusals;
    private final BiConsumer<Duration, Runnable> later;

    /** @param later does something after that much time, under the host's lock */
    SimInterfaces(SimGuests guests, Connector connector, Refusals refusals, BiConsumer<Duration, Runnable> later) {
        this.guests = guests;
        this.connector = connector;
        this.refusals = refusals;
        this.later = later;
    }

    void attach(UUID uuid, String xml, Extent extent) throws GuestnetException {
        SimGuest guest = get(uuid, extent);
        GuestText.Read read = guests.read(GuestText.with(text(guest, extent), parse(xml)));
        if (extent == Extent.PERSISTENT) {
            guest.setPersistent(read.text());
            return;
        }
        GuestInterface added = read.interfaces().get(read.interfaces().size() - 1);
        List<Link> links = new ArrayList<>(guest.links());
        links.add(connector.connect(read.identity(), added, guests.links()));
        guest.rewire(read.text(), links);
    }

    private SimGuest get(UUID uuid, Extent extent) throws GuestnetException {
        return extent == Extent.LIVE ? guests.getRunning(uuid) : guests.getPersistent(uuid);
    }

    private static String text(SimGuest guest, Extent extent) {
        return extent == Extent.LIVE ? guest.running() : guest.configuration();
    }

    private XmlElement parse(String xml) throws GuestnetException {
        XmlElement nic;
        try {
            nic = Xml.parse(xml);
        } catch (GuestnetException e) {
            throw refusals.refused(e);
        }
        if (!nic.name().equals("interface")) {
            throw refusals.refused("XML error: expecting an <interface>, not a <%s>", nic.name());
        }
        return nic;
    }

    void detach(UUID uuid, MacAddress nic, Extent extent) throws GuestnetException {
        SimGuest guest = get(uuid, extent);
        interfaceOf(guest, nic, extent);
        if (extent == Extent.PERSISTENT) {
            guest.setPersistent(GuestText.without(guest.configuration(), nic));
            return;
        }
        guest.askToLetGo(nic);
        later.accept(MOMENT, () -> letGo(uuid));
    }

    private GuestInterface interfaceOf(SimGuest guest, MacAddress nic, Extent extent) throws GuestnetException {
        return GuestDocuments.interfaces(text(guest, extent)).stream()
                .filter(i -> i.mac().equals(nic))
                .findFirst()
                .orElseThrow(() -> refusals.noInterface(guest.name(), nic));
    }

    /** The guest, if it is still there and runs, lets go of what it was asked for. */
    void letGo(UUID uuid) {
        Optional<SimGuest> guest = guests.find(uuid);
        for (MacAddress nic : guest.map(SimGuest::lettingGo).orElse(Set.of())) {
            try {
                letGo(guest.get(), nic);
            } catch (GuestnetException e) {
                LOG.error(
                        "The document of simulated guest {} is not read again",
                        guest.get().name(),
                        e);
            }
        }
    }

    private void letGo(SimGuest guest, MacAddress nic) throws GuestnetException {
        List<Link> gone =
                guest.links().stream().filter(l -> l.mac().equals(nic)).toList();
        List<Link> links = new ArrayList<>(guest.links());
        links.removeAll(gone);
        guest.rewire(GuestText.without(guest.running(), nic), links);
        connector.disconnect(gone);
    }

    void update(UUID uuid, String xml, Extent extent) throws GuestnetException {
        SimGuest guest = get(uuid, extent);
        XmlElement nic = parse(xml);
        MacAddress mac = address(nic);
        GuestInterface before = interfaceOf(guest, mac, extent);
        GuestText.Read read = guests.read(GuestText.replaced(text(guest, extent), mac, nic));
        if (extent == Extent.PERSISTENT) {
            guest.setPersistent(read.text());
            return;
        }
        GuestInterface after = interfaceOf(read, mac);
        if (before.network().isPresent() && before.network().equals(after.network())) {
            guest.rewire(read.text(), guest.links()); // libvirt looks no further
        } else {
            reconnect(guest, read, after);
        }
    }

    private MacAddress address(XmlElement nic) throws GuestnetException {
        String address = nic.first("mac").flatMap(m -> m.attribute("address")).orElse("");
        try {
            return new MacAddress(address);
        } catch (IllegalArgumentException e) {
            throw refusals.refused("no device found with address '%s'", address);
        }
    }

    private static GuestInterface interfaceOf(GuestText.Read read, MacAddress mac) {
        return read.interfaces().stream()
                .filter(i -> i.mac().equals(mac))
                .findFirst()
                .orElseThrow();
    }

    /** The new connection is made before the old one is given back, as libvirt does it: an exclusive pool may have none. */
    private void reconnect(SimGuest guest, GuestText.Read read, GuestInterface nic) throws GuestnetException {
        Link old = guest.links().stream()
                .filter(l -> l.mac().equals(nic.mac()))
                .findFirst()
                .orElseThrow();
        Link made = connector.connect(read.identity(), nic, guests.links());
        if (!canMove(old, made)) {
            connector.disconnect(List.of(made));
            throw refusals.refused(
                    "Operation not supported: unable to change config on '%s' network type",
                    old.plug().type());
        }
        guest.rewire(
                read.text(),
                guest.links().stream().map(l -> l.equals(old) ? made : l).toList());
        connector.disconnect(List.of(old));
    }

    private static boolean canMove(Link old, Link made) {
        return old.plug().equals(made.plug())
                || MOVABLE.contains(old.plug().type())
                        && MOVABLE.contains(made.plug().type());
    }
}
