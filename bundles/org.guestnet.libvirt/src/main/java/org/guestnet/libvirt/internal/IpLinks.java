/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.MacAddress;
import org.guestnet.model.PciAddress;

/** Reads what {@code ip -d -j link show} says. The text is a host's, and not to be believed. */
final class IpLinks {

    private static final int MAX_DEPTH = 32;

    private IpLinks() {}

    /**
     * Each device that has a valid name, with what the text tells of it.
     *
     * @param physical devices that are hardware and no virtual functions
     * @throws IllegalArgumentException if the text is not what iproute2 writes
     */
    static List<HostDevice> read(String text, Set<DeviceName> physical) {
        requireFlat(text);
        try {
            JsonArray links = JsonParser.array().from(text);
            Set<String> shared = sharedSeats(links);
            return links.stream()
                    .filter(JsonObject.class::isInstance)
                    .flatMap(link -> device((JsonObject) link, physical, shared).stream())
                    .toList();
        } catch (JsonParserException e) {
            throw new IllegalArgumentException("no JSON as iproute2 writes it: " + e.getMessage(), e);
        }
    }

    /** The parser calls itself for what is nested, so its stack is the host's to fill. */
    private static void requireFlat(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            }
            if (depth > MAX_DEPTH) {
                throw new IllegalArgumentException("nested too deeply");
            }
        }
    }

    private static Optional<HostDevice> device(JsonObject link, Set<DeviceName> physical, Set<String> shared) {
        return value(link, "ifname", DeviceName::new).map(name -> {
            Set<String> flags = link.getArray("flags", new JsonArray()).stream()
                    .map(String::valueOf)
                    .collect(Collectors.toSet());
            boolean up = flags.contains("UP");
            HostDevice device = with(HostDevice.of(name, "ethernet"), link, shared)
                    .withAdminUp(up)
                    .withLinkUp(up && flags.contains("LOWER_UP"));
            return permanent(link, physical.contains(name))
                    .map(device::withPermanentMac)
                    .orElse(device);
        });
    }

    private static HostDevice with(HostDevice device, JsonObject link, Set<String> shared) {
        HostDevice d =
                value(link, "address", Function.identity()).map(device::withMac).orElse(device);
        d = master(link).map(d::withMaster).orElse(d);
        return seat(link)
                .filter(s -> !shared.contains(s))
                .flatMap(s -> parsed(s, PciAddress::parse))
                .map(d::withPci)
                .orElse(d);
    }

    /**
     * iproute2 writes it only if the device has another address now. So a device that has one, has it now; but a virtual function may
     * have none, and an iproute2 that does not know the parent does not know the permanent address either.
     */
    private static Optional<MacAddress> permanent(JsonObject link, boolean physical) {
        Optional<MacAddress> told = value(link, "permaddr", MacAddress::new);
        boolean has =
                physical && link.has("parentbus") && info(link, "info_kind").isEmpty();
        return told.or(() -> has ? value(link, "address", MacAddress::new) : Optional.empty());
    }

    /** A VRF takes nothing away from its members. */
    private static Optional<DeviceName> master(JsonObject link) {
        return info(link, "info_slave_kind").filter("vrf"::equals).isPresent()
                ? Optional.empty()
                : value(link, "master", DeviceName::new);
    }

    private static Optional<String> info(JsonObject link, String key) {
        return Optional.ofNullable(link.getObject("linkinfo")).flatMap(info -> value(info, key, Function.identity()));
    }

    private static Optional<String> seat(JsonObject link) {
        return value(link, "parentbus", Function.identity())
                .filter("pci"::equals)
                .flatMap(bus -> value(link, "parentdev", Function.identity()));
    }

    private static Set<String> sharedSeats(JsonArray links) {
        Set<String> once = new HashSet<>();
        return links.stream()
                .filter(JsonObject.class::isInstance)
                .flatMap(link -> seat((JsonObject) link).stream())
                .filter(seat -> !once.add(seat))
                .collect(Collectors.toSet());
    }

    private static <T> Optional<T> value(JsonObject object, String key, Function<String, T> maker) {
        return Optional.ofNullable(object.getString(key)).flatMap(text -> parsed(text, maker));
    }

    /** Nothing is known of what cannot be understood: another kind of device has another kind of address. */
    private static <T> Optional<T> parsed(String text, Function<String, T> maker) {
        try {
            return Optional.of(maker.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
