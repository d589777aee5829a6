/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.core.host.Carriers;
import org.guestnet.core.host.HostState;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.NetworkName;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.HostNetwork;

/**
 * Devices that running guests hold past a network so that it cannot use them. The kernel gives a device to a macvtap in mode passthrough
 * alone, and makes no such one beside others ("Device or resource busy"); libvirt's books of the network's pool know nothing of it.
 */
final class HeldDevices {

    private static final String PASSTHROUGH = "passthrough";

    private HeldDevices() {}

    /** What a network means on a host, its held members unusable and named. */
    static HostNetwork marked(HostState host, NetworkName network, HostNetwork meaning) {
        Map<String, String> holders =
                meaning.hasPool() ? holders(host, network, mode(meaning).equals(PASSTHROUGH)) : Map.of();
        if (holders.isEmpty()) {
            return meaning;
        }
        List<AttachmentPoint> points = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(meaning.findings());
        for (AttachmentPoint point : meaning.attachmentPoints()) {
            Optional<Finding> held = Optional.ofNullable(
                            holders.get(host.identities().of(point.device().value())))
                    .filter(h -> point.unusable().isEmpty())
                    .map(h -> held(point, h, host));
            held.map(f -> f.as(Severity.NOTICE)).ifPresent(findings::add);
            points.add(held.map(point::withUnusable).orElse(point));
        }
        return meaning.withAttachmentPoints(points).withFindings(findings);
    }

    private static Finding held(AttachmentPoint point, String guest, HostState host) {
        return Finding.blocker(
                        Codes.MEMBER_UNUSABLE,
                        "guest '" + guest + "' uses device " + point.device()
                                + " past this network, and a device in mode passthrough serves nobody else",
                        "stop that guest, or leave the device out of the pool")
                .on(host.name());
    }

    private static String mode(HostNetwork meaning) {
        return meaning.libvirtNetwork()
                .first("forward")
                .flatMap(f -> f.attribute("mode"))
                .orElse("");
    }

    /**
     * By identity of the device, who holds it past a network: if the network's pool is exclusive whoever uses it, else whoever has it alone.
     * Loops: every search asks this of hundreds of interfaces for each host that it judges.
     */
    private static Map<String, String> holders(HostState host, NetworkName network, boolean exclusive) {
        Map<String, String> holders = new HashMap<>();
        for (GuestReport guest : host.guests().values()) {
            for (GuestInterface nic : guest.state().isActive() ? guest.live() : List.<GuestInterface>of()) {
                if ((exclusive || isAlone(nic)) && !nic.network().equals(Optional.of(network))) {
                    Carriers.of(nic)
                            .ifPresent(d -> holders.putIfAbsent(
                                    host.identities().of(d), guest.name().value()));
                }
            }
        }
        return holders;
    }

    private static boolean isAlone(GuestInterface nic) {
        return nic.plug()
                .filter(p -> p.type().equals("direct")
                        && PASSTHROUGH.equals(p.source().get("mode")))
                .isPresent();
    }
}
