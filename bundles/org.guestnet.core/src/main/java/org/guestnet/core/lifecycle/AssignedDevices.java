/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.guestnet.core.host.Carriers;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.Xml;

/** The devices of a pool of libvirt's forward mode {@code hostdev}, whose guests get the whole device: it belongs to nobody else. */
final class AssignedDevices {

    private AssignedDevices() {}

    /** By identity; none if the network is of another mode, or nothing is known of its devices. */
    static Set<String> of(HostState host, NetworkOnHost network) {
        boolean assigns = network.libvirt()
                .flatMap(n -> n.forwardMode())
                .filter("hostdev"::equals)
                .isPresent();
        return assigns ? devices(host, network.report().configXml()) : Set.of();
    }

    private static Set<String> devices(HostState host, String xml) {
        Set<String> devices = new HashSet<>();
        try {
            Optional<XmlElement> forward = Xml.parse(xml).first("forward");
            forward.stream().flatMap(f -> f.children().stream()).forEach(c -> devices.addAll(devices(host, c)));
            return devices;
        } catch (GuestnetException e) {
            return devices; // the network's findings say so: the same document was read for them
        }
    }

    private static Collection<String> devices(HostState host, XmlElement member) {
        String dev = member.attribute("dev").orElse("");
        Stream<String> named = switch (member.name()) {
            case "pf" ->
                host.devices().stream()
                        .filter(d -> d.function()
                                .filter(f -> f.pf().value().equals(dev))
                                .isPresent())
                        .map(HostDevice::identity);
            case "interface" -> Stream.of(dev);
            case "address" -> Carriers.pci(member).stream();
            default -> Stream.empty();
        };
        return named.map(host.identities()::of).toList();
    }
}
