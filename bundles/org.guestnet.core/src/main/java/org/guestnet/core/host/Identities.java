/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;

/**
 * Which names mean the same device of a host. A device is known by its PCI address if the host tells it, else by its name; claims,
 * definitions and running guests may use either, and a guest that runs goes on naming a device as it was called when the guest started.
 * Immutable.
 */
public final class Identities {

    /** No device was seen yet. */
    public static final Identities NONE = new Identities(Map.of(), Map.of());

    private final Map<String, HostDevice> now; // the devices that are there, by name
    private final Map<String, Set<String>>
            before; // names that devices with an address had -> their identities, the latest last

    private Identities(Map<String, HostDevice> now, Map<String, Set<String>> before) {
        this.now = now;
        this.before = before;
    }

    /** After another look at the host's devices: names that these had before are remembered. */
    Identities seen(Collection<HostDevice> devices) {
        Identities seen = new Identities(new KeyedMap<>(devices, d -> d.name().value()), Map.of());
        Map<String, Set<String>> past = new HashMap<>(before);
        now.forEach((name, device) -> {
            String identity = device.identity();
            if (!name.equals(identity) && !seen.of(name).equals(identity)) {
                past.computeIfPresent(name, (n, known) -> new LinkedHashSet<>(known));
                Set<String> known = past.computeIfAbsent(name, n -> new LinkedHashSet<>());
                known.remove(identity);
                known.add(identity);
            }
        });
        return new Identities(seen.now, Map.copyOf(past));
    }

    /** The identity of a device by its name or address: that of the device that is called so now, or was last; else the text itself. */
    public String of(String device) {
        HostDevice present = now.get(device);
        return present != null
                ? present.identity()
                : before.getOrDefault(device, Set.of()).stream()
                        .reduce((first, second) -> second)
                        .orElse(device);
    }

    /** See {@link #of(String)}. */
    public String of(DeviceName device) {
        return of(device.value());
    }

    /** All devices that a name means or meant; only the text itself if nothing is known of it. */
    public Set<String> all(String device) {
        Set<String> all = new LinkedHashSet<>(before.getOrDefault(device, Set.of()));
        if (now.containsKey(device) || all.isEmpty()) {
            all.add(of(device));
        }
        return all;
    }

    /** Whether the host has, or had, a device that is called so. */
    public boolean knows(String device) {
        return now.containsKey(device)
                || before.containsKey(device)
                || now.values().stream().map(HostDevice::identity).anyMatch(device::equals);
    }

    /** Whether a device was called otherwise before: only claims tell then who has which. */
    public boolean anyRenamed() {
        return !before.isEmpty();
    }

    /** Whether both may mean one device. */
    public boolean maySame(String one, String other) {
        return all(one).stream().anyMatch(all(other)::contains);
    }

    @Override
    public String toString() {
        return now.keySet().stream().map(name -> name + "=" + of(name)).collect(Collectors.joining(", "));
    }
}
