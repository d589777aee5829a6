/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.XmlElement;

/**
 * The {@code <virtualport>} of a guest interface, of its network and of its portgroup, which libvirt merges. Nothing overrides: two
 * types are a contradiction (libvirt's util/virnetdevvportprofile.c, virNetDevVPortProfileMerge3).
 */
final class VirtualPorts {

    private final List<XmlElement> all;

    private VirtualPorts(List<XmlElement> all) {
        this.all = all;
    }

    static VirtualPorts of(GuestInterface nic, XmlElement network) {
        return new VirtualPorts(Stream.of(
                        Optional.of(nic.element()),
                        Optional.of(network),
                        LibvirtDialect.portgroup(network, nic.portgroup()))
                .flatMap(Optional::stream)
                .flatMap(e -> e.first("virtualport").stream())
                .toList());
    }

    /** The first of them: the guest's own, if it has one. */
    Optional<XmlElement> first() {
        return all.stream().findFirst();
    }

    /** Every type that is named, once. */
    List<XmlElement> distinct() {
        return all.stream()
                .filter(v -> !type(v).isEmpty())
                .filter(v -> all.stream()
                                .filter(w -> type(w).equals(type(v)))
                                .findFirst()
                                .orElseThrow()
                        == v)
                .toList();
    }

    /** The merged type; empty text if none of them says. */
    String type() {
        return all.stream()
                .map(VirtualPorts::type)
                .filter(t -> !t.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String type(XmlElement virtualPort) {
        return virtualPort.attribute("type").orElse("");
    }
}
