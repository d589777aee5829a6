/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.HostDevice;
import org.guestnet.model.IpAddress;
import org.guestnet.spi.Encryption;
import org.guestnet.spi.HostView;
import org.guestnet.spi.UplinkOnHost;

/** How much fits through a tunnel: what its underlay carries, less each encapsulation. */
final class Mtu {

    private static final int USUAL = 1500;
    private static final int VXLAN_OVER_V4 = 50; // IPv4 20, UDP 8, VXLAN 8, and the guest's Ethernet header 14
    private static final int VXLAN_OVER_V6 = 70; // IPv6 40
    private static final int LEAST = 68; // IPv4 needs it
    private static final int LEAST_OF_V6 = 1280;

    private static final String RAISE =
            "raise the MTU of the device that the tunnel leaves by, and of the wire behind it";

    private final OptionalInt told;
    private final int bytes;

    private Mtu(OptionalInt told, int bytes) {
        this.told = told;
        this.bytes = bytes;
    }

    static Mtu of(Optional<HostDevice> device, IpAddress endpoint, Optional<Encryption> encryption) {
        OptionalInt told = device.map(HostDevice::mtu).orElse(OptionalInt.empty());
        int underlay = told.orElse(USUAL);
        int bytes = encryption
                .map(e -> e.innerMtu(underlay, endpoint) - VXLAN_OVER_V6) // addresses inside are of that version
                .orElse(underlay - vxlan(endpoint));
        return new Mtu(told, bytes);
    }

    /** The largest packet of an encrypted tunnel that carries guests' packets of that size. */
    static int inside(int guests) {
        return guests + VXLAN_OVER_V6;
    }

    private static int vxlan(IpAddress outer) {
        return outer.isV6() ? VXLAN_OVER_V6 : VXLAN_OVER_V4;
    }

    /** The host as a member, or none if nothing fits through. */
    UplinkOnHost on(HostView host, Underlay underlay, IpAddress endpoint) {
        if (bytes < LEAST) {
            Finding nothing = Finding.blocker(Codes.TUNNEL_MTU, carries() + ", which is nothing", RAISE);
            return UplinkOnHost.nowhere(List.of(at(nothing, host, underlay)));
        }
        return UplinkOnHost.at(endpoint)
                .withMtu(bytes)
                .withFindings(Stream.concat(assumed(), small())
                        .map(f -> at(f, host, underlay))
                        .toList());
    }

    /** The same for a host that is no member yet, whose network is defined already. */
    UplinkOnHost of(UplinkOnHost nowhere) {
        return bytes < LEAST ? nowhere : nowhere.withMtu(bytes);
    }

    private Stream<Finding> assumed() {
        return told.isPresent()
                ? Stream.empty()
                : Stream.of(Finding.notice(
                        Codes.TUNNEL_MTU,
                        "the MTU below the tunnel is not known; with " + USUAL + " bytes the tunnel carries " + bytes,
                        "check that the wire carries " + USUAL + " bytes"));
    }

    private Stream<Finding> small() {
        return bytes >= LEAST_OF_V6
                ? Stream.empty()
                : Stream.of(
                        Finding.notice(Codes.TUNNEL_MTU, carries() + ", and guests' IPv6 needs " + LEAST_OF_V6, RAISE));
    }

    private String carries() {
        return "the tunnel carries packets of " + Math.max(0, bytes) + " bytes";
    }

    private static Finding at(Finding finding, HostView host, Underlay underlay) {
        return finding.on(host.name()).at(underlay.place());
    }
}
