/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;

/** The network devices of a host. Guarded by the host's lock. */
final class SimDevices {

    private static final int MTU = 1500;

    private final Map<DeviceName, HostDevice> devices = new LinkedHashMap<>();

    SimDevices(List<HostDevice> first) {
        first.forEach(this::put);
    }

    List<HostDevice> all() {
        return new ArrayList<>(devices.values());
    }

    Optional<HostDevice> find(DeviceName name) {
        return Optional.ofNullable(devices.get(name));
    }

    boolean isBridge(DeviceName name) {
        return find(name).filter(d -> d.kind().equals("bridge")).isPresent();
    }

    void put(HostDevice device) {
        devices.put(device.name(), device);
    }

    /** A bridge that libvirt makes for a virtual network. */
    void addBridge(DeviceName name) {
        put(HostDevice.of(name, "bridge").withAdminUp(true).withLinkUp(true).withMtu(MTU));
    }

    void remove(DeviceName name) {
        devices.remove(name);
    }

    void setLink(DeviceName name, boolean up) {
        HostDevice d = find(name).orElseThrow(() -> new IllegalArgumentException("no device " + name));
        put(d.withLinkUp(up));
    }
}
