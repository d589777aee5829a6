/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.driver.link.LinkReport.Traffic;
import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.ArrivalGuard;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.ForwardingEntry;
import org.guestnet.model.link.HostCommand;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkNames;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.PortFilter;
import org.guestnet.model.link.TunnelReport;
import org.guestnet.model.link.Unroutable;
import org.guestnet.model.link.Vxlan;

/**
 * A host's links at one moment. Immutable.
 *
 * @param devices by name, in the host's order
 * @param entries forwarding entries of VXLAN devices that have our names
 * @param routes inner addresses to which the way is forbidden
 * @param tables of nftables that are ours
 * @param tunnels by the type of their encryption; of those alone that are known here
 * @param commands those whose check says that they are there
 */
public record Snapshot(
        Map<DeviceName, Device> devices,
        Set<Entry> entries,
        Set<IpAddress> routes,
        Tables tables,
        Map<String, Guarded> tunnels,
        Set<HostCommand> commands) {

    private static final DeviceName LOOPBACK = new DeviceName("lo");

    /** Whether it is there as it is to be; not to be asked of tunnels, whose keys are needed for that. */
    public boolean has(LinkResource resource) {
        if (resource instanceof InnerAddress inner) {
            return innerAddresses().contains(inner.address());
        } else if (resource instanceof Unroutable unroutable) {
            return routes.contains(unroutable.address());
        } else if (resource instanceof Vxlan vxlan) {
            return device(vxlan.name()).filter(d -> d.is(vxlan)).isPresent() && !isCutOff(vxlan);
        } else if (resource instanceof FloodEntry flood) {
            return entries.contains(Entry.of(flood));
        } else if (resource instanceof ForwardingEntry forwarding) {
            return entries.contains(Entry.of(forwarding));
        } else if (resource instanceof PortFilter filter) {
            return tables.all().contains(Table.of(filter));
        } else if (resource instanceof ArrivalGuard guard) {
            return tables.has(guard);
        }
        return resource instanceof HostCommand && commands.contains(resource);
    }

    /** Whether there is still a guard of a device that encrypts no more: what it is to send would be dropped. */
    private boolean isCutOff(Vxlan vxlan) {
        return !LinkNames.isInner(vxlan.local())
                && !tables.guardsOf(vxlan.name()).isEmpty();
    }

    /** That device. */
    public Optional<Device> device(DeviceName name) {
        return Optional.ofNullable(devices.get(name));
    }

    /** The tunnels of an encryption; empty if nobody here knows it. */
    public Optional<Guarded> tunnelsOf(String type) {
        return Optional.ofNullable(tunnels.get(type));
    }

    /** How that tunnel is. */
    public TunnelReport report(EncryptedTunnel tunnel) {
        String type = tunnel.means().type();
        return tunnelsOf(type)
                .map(t -> t.report(tunnel.name()))
                .orElseGet(() -> TunnelReport.down("nobody here encrypts by '" + type + "'"));
    }

    /** What that device carried, if it is a VXLAN device of ours. */
    public Optional<Traffic> traffic(DeviceName name) {
        return device(name).filter(Device::isOurs).map(Device::traffic);
    }

    /** All devices, each with its addresses. */
    public Map<DeviceName, List<IpAddress>> addresses() {
        return devices.values().stream().collect(Collectors.toMap(Device::name, Device::addresses));
    }

    /** Ours that are on the loopback device. */
    Set<IpAddress> innerAddresses() {
        return device(LOOPBACK).map(Device::addresses).orElse(List.of()).stream()
                .filter(LinkNames::isInner)
                .collect(Collectors.toSet());
    }
}
