/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Port;

/**
 * A network of a host as it was seen. Immutable. Its documents are kept without its UUID, so that the reports of many hosts that have the
 * same definition can share them.
 */
public final class NetworkReport {

    private static final String NIL = new UUID(0, 0).toString();

    private final NetworkName name;
    private final long uuidHigh; // its UUID as two numbers: a large fleet has a million of them
    private final long uuidLow;
    private final boolean persistent;
    private final boolean autostart;
    private final String config;
    private final String live; // null if it is not active
    private final boolean sharable; // whether zeros in the documents stand for the UUID
    private final List<Port> ports;

    /**
     * A report.
     *
     * @param name its name
     * @param uuid its UUID
     * @param persistent whether it has a configuration that outlives the host's restart
     * @param autostart whether it starts with its host
     * @param configXml its configuration; of a transient network its live XML
     * @param liveXml the running network with libvirt's counters of connections; empty if it is not active
     * @param ports its ports; empty if it is not active
     */
    public NetworkReport(
            NetworkName name,
            UUID uuid,
            boolean persistent,
            boolean autostart,
            String configXml,
            Optional<String> liveXml,
            List<Port> ports) {
        this.name = requireNonNull(name, "name");
        this.uuidHigh = requireNonNull(uuid, "uuid").getMostSignificantBits();
        this.uuidLow = uuid.getLeastSignificantBits();
        this.persistent = persistent;
        this.autostart = autostart;
        this.sharable =
                isSharable(configXml) && liveXml.filter(xml -> !isSharable(xml)).isEmpty();
        this.config = without(configXml);
        this.live = liveXml.map(this::without).orElse(null);
        this.ports = List.copyOf(ports);
    }

    private NetworkReport(NetworkReport report, UnaryOperator<String> one, NetworkName name, List<Port> ports) {
        this.name = name;
        this.uuidHigh = report.uuidHigh;
        this.uuidLow = report.uuidLow;
        this.persistent = report.persistent;
        this.autostart = report.autostart;
        this.sharable = report.sharable;
        this.config = one.apply(report.config);
        this.live = report.live == null ? null : one.apply(report.live);
        this.ports = List.copyOf(ports);
    }

    /** A document that has zeros itself stays as it is. */
    private static boolean isSharable(String xml) {
        return !xml.contains(NIL);
    }

    private String without(String xml) {
        return sharable ? xml.replace(uuid().toString(), NIL) : xml;
    }

    private String with(String xml) {
        return sharable ? xml.replace(NIL, uuid().toString()) : xml;
    }

    /**
     * An equal report.
     *
     * @param one gives of all equal texts the one that is shared
     * @param name equals this report's
     * @param equal ports that are equal to this report's
     */
    public NetworkReport shared(UnaryOperator<String> one, NetworkName name, List<Port> equal) {
        return new NetworkReport(this, one, name, equal);
    }

    /** Its name. */
    public NetworkName name() {
        return name;
    }

    /** Its UUID. */
    public UUID uuid() {
        return new UUID(uuidHigh, uuidLow);
    }

    /** Whether it has a configuration that outlives the host's restart. */
    public boolean persistent() {
        return persistent;
    }

    /** Whether it starts with its host. */
    public boolean autostart() {
        return autostart;
    }

    /** Its configuration; of a transient network its live XML. */
    public String configXml() {
        return with(config);
    }

    /** The running network with libvirt's counters of connections; empty if it is not active. */
    public Optional<String> liveXml() {
        return Optional.ofNullable(live).map(this::with);
    }

    /** Its configuration with a UUID of zeros: a document that is equal wherever the same is defined. */
    public String commonConfigXml() {
        return config;
    }

    /** The running network with a UUID of zeros; empty if it is not active. */
    public Optional<String> commonLiveXml() {
        return Optional.ofNullable(live);
    }

    /** Its ports; empty if it is not active. */
    public List<Port> ports() {
        return ports;
    }

    /** Whether it runs. */
    public boolean active() {
        return live != null;
    }

    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof NetworkReport && same((NetworkReport) other);
    }

    private boolean same(NetworkReport o) {
        return name.equals(o.name)
                && uuidHigh == o.uuidHigh
                && uuidLow == o.uuidLow
                && persistent == o.persistent
                && autostart == o.autostart
                && sharable == o.sharable
                && config.equals(o.config)
                && Objects.equals(live, o.live)
                && ports.equals(o.ports);
    }

    @Override
    public int hashCode() {
        return uuid().hashCode();
    }

    /** For people: its name and whether it is active. */
    @Override
    public String toString() {
        return name + (active() ? " (active)" : " (inactive)");
    }
}
