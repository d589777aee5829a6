/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.HostSession.PoolChange;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.xml.NetworkDocuments;

/** A network of a host: its configuration, and while it is active its ports and pool. Guarded by the host's lock. */
final class SimNetwork {

    private final NetworkName name;
    private final UUID uuid;
    private final Refusals refusals;
    private final Map<UUID, Port> ports = new LinkedHashMap<>();
    private String config; // null if transient
    private boolean autostart;
    private RunningNetwork running; // null if not active
    private String shown; // its live document, null while it has to be written anew

    SimNetwork(NetworkName name, UUID uuid, Refusals refusals) {
        this.name = name;
        this.uuid = uuid;
        this.refusals = refusals;
    }

    NetworkName name() {
        return name;
    }

    UUID uuid() {
        return uuid;
    }

    boolean isActive() {
        return running != null;
    }

    boolean isPersistent() {
        return config != null;
    }

    boolean autostarts() {
        return autostart;
    }

    void setAutostart(boolean value) throws GuestnetException {
        if (config == null) {
            throw refusals.refused("cannot set autostart for transient network");
        }
        autostart = value;
    }

    void setConfig(String text) {
        config = text;
        autostart = autostart && text != null;
    }

    /** The bridge that libvirt makes when the network starts. */
    Optional<DeviceName> ownBridge() throws GuestnetException {
        return RunningNetwork.ownBridge(running != null ? running.network() : NetworkDocuments.libvirtNetwork(config));
    }

    void start() throws GuestnetException {
        ports.clear();
        running = RunningNetwork.of(config, refusals);
        shown = null;
    }

    void stop() {
        ports.clear();
        running = null;
        shown = null;
    }

    Port create(Port port) throws GuestnetException {
        requireActive();
        if (ports.containsKey(port.id())) {
            throw refusals.refused("Network port with UUID %s already exists", port.id());
        }
        Plug plug = port.plug().isPresent() ? running.booked(port.plug().get()) : running.chosen();
        member(plug).ifPresent(running.pool()::take);
        Port made = port.withPlug(plug);
        ports.put(made.id(), made);
        shown = null;
        return made;
    }

    /** Ports of direct networks count for a member of the pool. */
    private static Optional<DeviceName> member(Plug plug) {
        return plug.type().equals("direct") ? plug.device() : Optional.empty();
    }

    void requireActive() throws GuestnetException {
        if (running == null) {
            throw refusals.refused("Requested operation is not valid: network '%s' is not active", name);
        }
    }

    /** Takes a port away. If its member has left the pool, the port stays for ever, as with libvirt. */
    boolean release(UUID port) {
        Port known = ports.get(port);
        if (known == null) {
            return true;
        }
        Optional<DeviceName> member = known.plug().flatMap(SimNetwork::member);
        if (member.isPresent() && !running.pool().has(member.get())) {
            return false;
        }
        member.ifPresent(running.pool()::release);
        ports.remove(port);
        shown = null;
        return true;
    }

    void delete(UUID port) throws GuestnetException {
        Port known = ports.get(port);
        if (!release(port)) {
            throw refusals.refused(
                    "network '%s' doesn't have dev='%s' in use by domain",
                    name, known.plug().flatMap(Plug::device).orElseThrow());
        }
    }

    void updatePool(DeviceName member, PoolChange change) throws GuestnetException {
        requireActive();
        running.update(member, change);
        shown = null;
    }

    /** A restarted libvirtd counts anew from the ports that it finds. */
    void recount() {
        if (running != null) {
            running.pool().reset();
            ports.values().stream()
                    .flatMap(p -> p.plug().flatMap(SimNetwork::member).stream())
                    .filter(running.pool()::has)
                    .forEach(running.pool()::take);
            shown = null;
        }
    }

    boolean hasPort(UUID port) {
        return ports.containsKey(port);
    }

    NetworkReport report() throws GuestnetException {
        Optional<String> live = liveXml();
        return new NetworkReport(
                name,
                uuid,
                config != null,
                autostart,
                config != null ? config : live.orElseThrow(),
                live,
                new ArrayList<>(ports.values()));
    }

    private Optional<String> liveXml() throws GuestnetException {
        if (running != null && shown == null) {
            shown = running.liveXml(ports.size());
        }
        return Optional.ofNullable(running == null ? null : shown);
    }
}
