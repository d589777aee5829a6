/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.InnerAddress;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.Vxlan;

/** The IP addresses of a host's devices; those of a device that is not there are not told. Guarded by the host's lock. */
final class SimIpAddresses {

    private static final DeviceName LOOPBACK = new DeviceName("lo");

    private final SimDevices devices;
    private final Map<DeviceName, List<IpAddress>> addresses = new LinkedHashMap<>();

    SimIpAddresses(String host, SimDevices devices) {
        this.devices = devices;
        devices.all().stream()
                .filter(d -> d.kind().equals("ethernet") && d.master().isEmpty())
                .findFirst()
                .ifPresent(d -> put(d.name(), List.of(SimAddresses.of(host))));
    }

    void put(DeviceName device, List<IpAddress> those) {
        addresses.put(device, List.copyOf(those));
    }

    void rename(DeviceName from, DeviceName to) {
        List<IpAddress> kept = addresses.remove(from);
        if (kept != null) {
            addresses.put(to, kept);
        }
    }

    Map<DeviceName, List<IpAddress>> all(Collection<LinkResource> made) {
        Map<DeviceName, List<IpAddress>> all = new LinkedHashMap<>();
        List<IpAddress> local = new ArrayList<>(List.of(IpAddress.parse("127.0.0.1"), IpAddress.parse("::1")));
        made.stream().filter(InnerAddress.class::isInstance).forEach(r -> local.add(((InnerAddress) r).address()));
        devices.all().forEach(d -> all.put(d.name(), List.of()));
        made.stream().filter(Vxlan.class::isInstance).forEach(r -> all.put(((Vxlan) r).name(), List.of()));
        all.put(LOOPBACK, local);
        devices.all().forEach(d -> all.put(d.name(), addresses.getOrDefault(d.name(), List.of())));
        return all;
    }

    /** Those at which others reach the host: of devices whose links are up. */
    Set<IpAddress> reached() {
        return addresses.entrySet().stream()
                .filter(e -> devices.find(e.getKey())
                        .filter(d -> d.linkUp().orElse(true))
                        .isPresent())
                .flatMap(e -> e.getValue().stream())
                .collect(toSet());
    }
}
