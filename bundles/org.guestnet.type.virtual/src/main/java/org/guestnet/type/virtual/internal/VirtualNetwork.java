/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.virtual.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.HostDevice;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Connection;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.HostNetwork;
import org.guestnet.spi.HostNetwork.Scope;
import org.guestnet.spi.HostView;
import org.guestnet.spi.PortRequest;
import org.guestnet.spi.PortRequest.Purpose;

/** A virtual network, read. Its wire ends at its host, unless a tunnel leaves it. */
final class VirtualNetwork implements DefinedNetwork {

    private static final Pattern MTU = Pattern.compile("6[89]|[7-9][0-9]|[1-9][0-9]{2,4}");

    private final XmlElement network;
    private final Scope scope;
    private final Optional<DeviceName> bridge;
    private final Optional<DeviceName> uplink;

    VirtualNetwork(XmlElement network, Scope scope, Optional<DeviceName> bridge, Optional<DeviceName> uplink) {
        this.network = network;
        this.scope = scope;
        this.bridge = bridge;
        this.uplink = uplink;
    }

    @Override
    public HostNetwork on(HostView host) {
        List<Finding> findings = new ArrayList<>();
        bridge.flatMap(host::device)
                .filter(d -> !d.kind().equals("bridge"))
                .ifPresent(d -> findings.add(notice(
                                "the host's device " + d.name()
                                        + " is no bridge of libvirt's, so the network cannot start",
                                "give <bridge name='…'> a name that no device of the host has",
                                "bridge")
                        .on(host.name())));
        uplink.filter(u -> !host.devices().isEmpty() && host.device(u).isEmpty())
                .ifPresent(u -> findings.add(notice(
                                "the host has no device " + u + " to forward to",
                                "name a device of the host in <forward dev='…'>, or leave dev out",
                                "forward")
                        .on(host.name())));
        HostNetwork meaning = HostNetwork.libvirt(network).withScope(scope).withFindings(findings);
        OptionalInt mtu = mtu(host);
        return mtu.isPresent() ? meaning.withMtu(mtu.getAsInt()) : meaning;
    }

    /** What it asks for, else what its bridge has. A size that libvirt would refuse is no size. */
    private OptionalInt mtu(HostView host) {
        Optional<String> asked = network.first("mtu").flatMap(m -> m.attribute("size"));
        if (asked.isPresent()) {
            return asked.filter(MTU.asMatchPredicate()).stream()
                    .mapToInt(Integer::parseInt)
                    .findFirst();
        }
        return bridge.flatMap(host::device).map(HostDevice::mtu).orElse(OptionalInt.empty());
    }

    private Finding notice(String detail, String remedy, String element) {
        return Finding.notice(Codes.MEMBER_UNUSABLE, detail, remedy)
                .at(network.first(element).orElseThrow().place());
    }

    @Override
    public List<Finding> admits(HostView host, PortRequest nic) {
        return nic.purpose() == Purpose.MIGRATE_OUT
                ? List.of() // nothing holds it
                : Connection.VIRTUAL.refuses(nic.nic(), network, host.libvirtVersion());
    }
}
