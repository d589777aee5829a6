/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a port is connected on its host: the {@code type} of libvirt's {@code <interface>} and the attributes of its
 * {@code <source>}. An open shape: {@code direct} with {@code dev} and {@code mode}, {@code bridge} with {@code bridge},
 * {@code network} with {@code bridge} (libvirt's own virtual networks), or any other type of libvirt's.
 */
public final class Plug {

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,63}");

    private final String type;
    private final Map<String, String> source;
    private final Optional<DeviceName> device;

    private Plug(String type, Map<String, String> source) {
        this.type = Checks.matches("plug type", type, TYPE, "a type of libvirt's <interface>");
        source.forEach((name, value) -> {
            Checks.matches("plug attribute", name, ATTRIBUTE, "an attribute of libvirt's <source>");
            requireNonNull(value, name);
        });
        this.source = java.util.Collections.unmodifiableMap(new TreeMap<>(source));
        this.device = Optional.ofNullable(source.getOrDefault("dev", source.get("bridge")))
                .filter(DeviceName::isValid) // of other types it may be a path, or what another tool wrote
                .map(DeviceName::new);
    }

    /** A plug into a bridge of the host. */
    public static Plug bridge(DeviceName bridge) {
        return new Plug("bridge", Map.of("bridge", bridge.value()));
    }

    /** A plug into the bridge of one of libvirt's virtual networks. */
    public static Plug network(DeviceName bridge) {
        return new Plug("network", Map.of("bridge", bridge.value()));
    }

    /**
     * A macvtap device over a device of the host.
     *
     * @param mode libvirt's: {@code vepa}, {@code bridge}, {@code private} or {@code passthrough}
     */
    public static Plug direct(DeviceName device, String mode) {
        return new Plug("direct", Map.of("dev", device.value(), "mode", mode));
    }

    /**
     * Any other plug.
     *
     * @param type the {@code type} of libvirt's {@code <interface>}
     * @param source the attributes of its {@code <source>}; may be empty
     */
    public static Plug of(String type, Map<String, String> source) {
        return new Plug(type, source);
    }

    /** The {@code type} of libvirt's {@code <interface>}. */
    public String type() {
        return type;
    }

    /** The attributes of libvirt's {@code <source>}, by name. */
    public Map<String, String> source() {
        return source;
    }

    /** The device of the host that carries the connection: the bridge or the lower device; empty if there is none. */
    public Optional<DeviceName> device() {
        return device;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Plug && type.equals(((Plug) other).type) && source.equals(((Plug) other).source);
    }

    @Override
    public int hashCode() {
        return type.hashCode() * 31 + source.hashCode();
    }

    /** For people: {@code direct dev=ens1f0 mode=vepa}. */
    @Override
    public String toString() {
        return source.isEmpty()
                ? type
                : type + " " + source.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
