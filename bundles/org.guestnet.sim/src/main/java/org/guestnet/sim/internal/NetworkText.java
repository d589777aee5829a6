/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.Xml;

/** What libvirt reads from a network's document and writes into it. */
final class NetworkText {

    private static final Set<String> ATTRIBUTES = Set.of("connections", "ipv6", "trustGuestRxFilters");
    private static final Set<String> ELEMENTS = Set.of(
            "name",
            "uuid",
            "metadata",
            "title",
            "description",
            "forward",
            "bridge",
            "mtu",
            "mac",
            "domain",
            "dns",
            "ip",
            "route",
            "vlan",
            "bandwidth",
            "port",
            "virtualport",
            "portgroup");

    private NetworkText() {}

    /** What libvirt's schema does not know, in the words of its validation; empty if it knows all. */
    static Optional<String> unknownToTheSchema(XmlElement root) {
        if (!root.name().equals("network")) {
            return Optional.of("Expecting element network, got " + root.qname().getLocalPart());
        }
        Optional<String> attribute = root.attributes().keySet().stream()
                .map(q -> q.getLocalPart())
                .filter(a -> !ATTRIBUTES.contains(a))
                .findFirst();
        if (attribute.isPresent()) {
            return Optional.of("Invalid attribute " + attribute.get() + " for element network");
        }
        return root.children().stream()
                .filter(c -> c.qname().getNamespaceURI().isEmpty() && !ELEMENTS.contains(c.name()))
                .findFirst()
                .map(c -> "Element network failed to validate content: " + c.name());
    }

    /** The members of its pool; a single {@code <forward dev=…>} is a pool of one. */
    static List<DeviceName> members(String text) throws GuestnetException {
        Set<DeviceName> members = new LinkedHashSet<>();
        Xml.parse(text).first("forward").ifPresent(forward -> {
            forward.attribute("dev").ifPresent(d -> members.add(new DeviceName(d)));
            forward.all("interface").forEach(i -> i.attribute("dev").ifPresent(d -> members.add(new DeviceName(d))));
        });
        return new ArrayList<>(members);
    }

    /** The device of {@code <pf>}. */
    static Optional<String> physicalFunction(String text) throws GuestnetException {
        return Xml.parse(text).first("forward").flatMap(f -> f.first("pf")).flatMap(p -> p.attribute("dev"));
    }

    /** The document with what libvirt adds when it is left out: the UUID; a virtual network's bridge and its address. */
    static String completed(String text, UUID uuid, Optional<DeviceName> bridge, String mac) throws GuestnetException {
        XmlElement root = Xml.parse(text);
        boolean whole = root.first("uuid").isPresent()
                && (bridge.isEmpty() || root.first("mac").isPresent() && named(root));
        return whole ? text : Texts.edit(text, r -> complete(r, uuid, bridge, mac));
    }

    private static boolean named(XmlElement root) {
        return root.first("bridge").flatMap(b -> b.attribute("name")).isPresent();
    }

    private static XmlElement complete(XmlElement root, UUID uuid, Optional<DeviceName> bridge, String mac) {
        XmlElement out = root.first("uuid").isPresent()
                ? root
                : root.with(XmlElement.of("uuid").withText(uuid.toString()));
        if (bridge.isEmpty()) {
            return out;
        }
        if (!named(root)) {
            out = Texts.child(out, "bridge", b -> b.with("name", bridge.get().value()));
        }
        return out.first("mac").isPresent()
                ? out
                : out.with(XmlElement.of("mac").with("address", mac));
    }

    /** The live document: the members of the pool with their counters. */
    static String live(String text, SimPool pool, int connections) throws GuestnetException {
        return Texts.edit(text, root -> {
            XmlElement counted = connections > 0 ? root.with("connections", Integer.toString(connections)) : root;
            return Texts.mapped(counted, "forward", f -> forward(f, pool));
        });
    }

    private static XmlElement forward(XmlElement forward, SimPool pool) {
        List<XmlElement> members = new ArrayList<>();
        for (DeviceName member : pool.members()) {
            XmlElement one = XmlElement.of("interface").with("dev", member.value());
            int count = pool.connections(member);
            members.add(count > 0 ? one.with("connections", Integer.toString(count)) : one);
        }
        XmlElement bare =
                forward.withoutChildren(c -> c.name().equals("interface")).without("dev");
        return members.isEmpty()
                ? bare
                : bare.with("dev", pool.members().get(0).value()).withAll(members);
    }
}
