/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.VirtualFunction;

/** The network devices of a host. A link is up if its device is set up and has a carrier. Guarded by the host's lock. */
final class SimDevices {

    static final int MTU = 1500;

    private final Map<DeviceName, HostDevice> devices = new LinkedHashMap<>();
    private final Set<DeviceName> withoutCarrier = new HashSet<>();

    SimDevices(List<HostDevice> first) {
        first.forEach(this::put);
    }

    List<HostDevice> all() {
        return new ArrayList<>(devices.values());
    }

    Optional<HostDevice> find(DeviceName name) {
        return Optional.ofNullable(devices.get(name));
    }

    private HostDevice known(DeviceName name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no device " + name));
    }

    boolean isBridge(DeviceName name) {
        return find(name).filter(d -> d.kind().equals("bridge")).isPresent();
    }

    void put(HostDevice device) {
        devices.put(device.name(), device);
        boolean dead = device.adminUp().orElse(true) && !device.linkUp().orElse(true);
        setIn(withoutCarrier, device.name(), dead);
    }

    /** A bridge that libvirt makes for a virtual network. */
    void addBridge(DeviceName name) {
        put(HostDevice.of(name, "bridge").withAdminUp(true).withLinkUp(true).withMtu(MTU));
    }

    /** Members of a bridge or bond that goes are members of nothing. */
    void remove(DeviceName name) {
        devices.remove(name);
        devices.replaceAll((n, d) -> d.master().filter(name::equals).isPresent() ? d.withoutMaster() : d);
        withoutCarrier.remove(name);
    }

    void setLink(DeviceName name, boolean carrier) {
        HostDevice device = known(name);
        setIn(withoutCarrier, name, !carrier);
        devices.put(name, device.withLinkUp(carrier && device.adminUp().orElse(true)));
    }

    void setAdmin(DeviceName name, boolean up) {
        devices.put(name, known(name).withAdminUp(up).withLinkUp(up && !withoutCarrier.contains(name)));
    }

    void setMaster(DeviceName name, Optional<DeviceName> master) {
        HostDevice device = known(name);
        devices.put(name, master.map(device::withMaster).orElseGet(device::withoutMaster));
    }

    /** It keeps its place among the others; those that refer to it follow. */
    void rename(DeviceName from, DeviceName to) {
        known(from);
        if (devices.containsKey(to)) {
            throw new IllegalArgumentException("there is a device " + to);
        }
        setIn(withoutCarrier, to, withoutCarrier.remove(from));
        List<HostDevice> before = all();
        devices.clear();
        before.stream().map(renamed(from, to)).forEach(d -> devices.put(d.name(), d));
    }

    private static UnaryOperator<HostDevice> renamed(DeviceName from, DeviceName to) {
        return device -> {
            HostDevice d = device.name().equals(from) ? device.withName(to) : device;
            HostDevice member = d.master().filter(from::equals).isPresent() ? d.withMaster(to) : d;
            return member.function()
                    .filter(f -> f.pf().equals(from))
                    .map(f -> member.withFunction(new VirtualFunction(to, f.index())))
                    .orElse(member);
        };
    }

    /** As {@code sriov_numvfs}, which takes 0 between two numbers: all virtual functions are new. */
    void setFunctions(DeviceName pf, int count) {
        List<HostDevice> functions = SimFunctions.of(known(pf), count);
        all().stream()
                .filter(d -> d.function().filter(f -> f.pf().equals(pf)).isPresent())
                .forEach(d -> remove(d.name()));
        functions.forEach(this::put);
    }

    private static void setIn(Set<DeviceName> set, DeviceName name, boolean in) {
        if (in) {
            set.add(name);
        } else {
            set.remove(name);
        }
    }
}
