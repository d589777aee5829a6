/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.seen;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.FloodEntry;
import org.guestnet.model.link.ForwardingEntry;

/**
 * Where a VXLAN device sends frames, as {@code bridge -j fdb show} tells it.
 *
 * @param vxlan the device
 * @param mac destination of frames; all zero for what is not known
 * @param peer the other end
 */
record Entry(DeviceName vxlan, String mac, IpAddress peer) {

    static final String ALL = "00:00:00:00:00:00";

    static Entry of(FloodEntry entry) {
        return new Entry(entry.vxlan(), ALL, entry.peer());
    }

    static Entry of(ForwardingEntry entry) {
        return new Entry(entry.vxlan(), entry.mac().value(), entry.peer());
    }

    boolean isFlood() {
        return mac.equals(ALL);
    }

    FloodEntry resource() {
        return new FloodEntry(vxlan, peer);
    }

    /** The devices' own entries; those of bridges are not among them. @throws IllegalArgumentException if it is not what iproute2 writes */
    static Set<Entry> read(String text) {
        return Json.objects(text)
                .filter(Entry::isOfDevice)
                .flatMap(Entry::entry)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isOfDevice(JsonObject entry) {
        JsonArray flags = entry.getArray("flags");
        return flags != null && flags.contains("self");
    }

    private static Stream<Entry> entry(JsonObject entry) {
        Optional<DeviceName> device =
                Json.value(entry, "ifname", DeviceName::new).filter(Device::isOurs);
        Optional<IpAddress> peer = Json.value(entry, "dst", IpAddress::parse);
        return device.isEmpty() || peer.isEmpty()
                ? Stream.empty()
                : Stream.of(new Entry(device.get(), entry.getString("mac", ""), peer.get()));
    }
}
