/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.core.host.HostState;
import org.guestnet.core.host.Identities;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.NetworkName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.LibvirtDialect;
import org.guestnet.spi.NetworkDefinition;

/**
 * That no two pools of a host have a device in common of which one of them is exclusive. Shared pools may: each goes by its own limits.
 */
final class MembersTaken {

    private static final int NAMED = 8;

    private final NetworkReader networks;

    MembersTaken(NetworkReader networks) {
        this.networks = networks;
    }

    /** What other networks of the host have of a definition's devices; a network does not conflict with itself. */
    List<Finding> by(HostState host, NetworkDefinition definition, HostNetwork meaning) {
        List<Finding> found = new ArrayList<>();
        Set<String> mine = devices(host.identities(), meaning);
        if (mine.isEmpty()) {
            return found;
        }
        host.networks().values().stream()
                .filter(n -> !n.name().equals(definition.name()))
                .map(n -> networks.read(host, n))
                .forEach(other -> conflict(host.identities(), definition, meaning, theirs(host, other))
                        .ifPresent(found::add));
        return found;
    }

    /** What another network has. */
    private record Theirs(NetworkName name, Set<String> devices, boolean exclusive) {}

    private static Theirs theirs(HostState host, NetworkOnHost other) {
        return other.meaning()
                .map(m -> new Theirs(other.name(), devices(host.identities(), m), isExclusive(m)))
                .orElseGet(() -> new Theirs(other.name(), AssignedDevices.of(host, other), true));
    }

    private static Optional<Finding> conflict(
            Identities identities, NetworkDefinition definition, HostNetwork mine, Theirs theirs) {
        if (!isExclusive(mine) && !theirs.exclusive()) {
            return Optional.empty();
        }
        List<DeviceName> common = mine.attachmentPoints().stream()
                .map(AttachmentPoint::device)
                .filter(d -> theirs.devices().contains(identities.of(d)))
                .toList();
        return common.isEmpty()
                ? Optional.empty()
                : Optional.of(taken(definition, common, theirs.name(), theirs.exclusive()));
    }

    private static Finding taken(
            NetworkDefinition definition, List<DeviceName> common, NetworkName name, boolean theirsIsExclusive) {
        String devices = (common.size() == 1 ? "device " : "devices ") + named(common);
        String why = theirsIsExclusive
                ? devices + (common.size() == 1 ? " is a member" : " are members")
                        + " of the exclusive pool of network '" + name + "'"
                : "the pool is exclusive, and " + devices + (common.size() == 1 ? " is a member" : " are members")
                        + " of network '" + name + "' too";
        Finding finding = Finding.blocker(
                Codes.MEMBER_TAKEN,
                why + ": a device of an exclusive pool serves one guest, of that pool",
                "leave it out here, or redefine network '" + name + "' without it");
        return place(definition.root(), common.get(0))
                .map(e -> finding.at(e.place()))
                .orElse(finding);
    }

    private static String named(List<DeviceName> devices) {
        String named = devices.stream().limit(NAMED).map(DeviceName::value).collect(Collectors.joining(", "));
        return devices.size() > NAMED ? named + " and " + (devices.size() - NAMED) + " more" : named;
    }

    /** The element that names a device; none if a range or a physical function stands for it. */
    private static Optional<XmlElement> place(XmlElement element, DeviceName device) {
        return element.attribute("dev").filter(device.value()::equals).isPresent()
                ? Optional.of(element)
                : element.children().stream()
                        .flatMap(c -> place(c, device).stream())
                        .findFirst();
    }

    /** By the identity of the device itself, whatever the provider calls the point. */
    private static Set<String> devices(Identities identities, HostNetwork meaning) {
        return meaning.attachmentPoints().stream()
                .map(p -> identities.of(p.device()))
                .collect(Collectors.toSet());
    }

    private static boolean isExclusive(HostNetwork meaning) {
        String mode = meaning.libvirtNetwork()
                .first("forward")
                .flatMap(f -> f.attribute("mode"))
                .orElse("");
        return LibvirtDialect.isExclusive(mode, meaning.libvirtNetwork());
    }
}
