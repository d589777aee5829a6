/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.Extent;
import org.guestnet.libvirt.internal.binding.GuestCalls;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.Xml;

/** Changes of guests' interfaces. An interface is known by its MAC address, which libvirt itself would let be there twice. */
final class GuestInterfaces {

    private static final Duration LIMIT = Duration.ofSeconds(HostSession.DEADLINE_SECONDS);

    private final SessionParts parts;
    private final GuestWork work;

    GuestInterfaces(SessionParts parts, GuestWork work) {
        this.parts = parts;
        this.work = work;
    }

    void attach(UUID guest, String xml, Extent extent) throws GuestnetException {
        MacAddress nic = addressOf(xml);
        change(guest, extent, (guests, live) -> {
            if (find(guests, guest, nic, live).isPresent()) {
                throw parts.failures()
                        .refused(
                                "guest " + guest + " has an interface with MAC address " + nic + " already",
                                "take another address");
            }
            guests.attach(guest.toString(), xml, live);
        });
    }

    /** libvirt compares the whole interface, so it is given its own words. */
    void detach(UUID guest, MacAddress nic, Extent extent) throws GuestnetException {
        change(guest, extent, (guests, live) -> {
            XmlElement there = require(guests, guest, nic, live);
            guests.detach(guest.toString(), Xml.write(there), live);
        });
    }

    void update(UUID guest, String xml, Extent extent) throws GuestnetException {
        MacAddress nic = addressOf(xml);
        change(guest, extent, (guests, live) -> {
            require(guests, guest, nic, live);
            guests.update(guest.toString(), xml, live);
        });
    }

    private interface Change {
        void on(GuestCalls guests, boolean live) throws LibvirtFailure, GuestnetException;
    }

    private void change(UUID guest, Extent extent, Change change) throws GuestnetException {
        boolean live = extent == Extent.LIVE;
        GuestWork.Call call = guests -> {
            // The live document of a guest that does not run is its configuration: nothing is looked up in that.
            if (live && !guests.isActive(guest.toString())) {
                throw parts.failures().notRunning(guest, null);
            }
            change.on(guests, live);
        };
        if (live) {
            work.call(parts.work(), LIMIT, guest, true, call);
        } else {
            work.call(parts.work(), LIMIT, call);
        }
    }

    private XmlElement require(GuestCalls guests, UUID guest, MacAddress nic, boolean live)
            throws LibvirtFailure, GuestnetException {
        return find(guests, guest, nic, live)
                .orElseThrow(() -> parts.failures()
                        .refused("guest " + guest + " has no interface with MAC address " + nic, "look which it has"));
    }

    private static Optional<XmlElement> find(GuestCalls guests, UUID guest, MacAddress nic, boolean live)
            throws LibvirtFailure, GuestnetException {
        String document = guests.xml(guest.toString(), live ? 0 : GuestCalls.INACTIVE);
        return Xml.parse(document).all("devices").stream()
                .flatMap(devices -> devices.all("interface").stream())
                .filter(element -> address(element).equals(Optional.of(nic)))
                .findFirst();
    }

    private static MacAddress addressOf(String interfaceXml) throws GuestnetException {
        return address(Xml.parse(interfaceXml))
                .orElseThrow(() -> new IllegalArgumentException("an interface without a MAC address"));
    }

    private static Optional<MacAddress> address(XmlElement element) {
        return element.first("mac").flatMap(mac -> mac.attribute("address")).map(MacAddress::new);
    }
}
