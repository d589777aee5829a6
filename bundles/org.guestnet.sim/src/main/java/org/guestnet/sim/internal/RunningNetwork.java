/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.Optional;
import java.util.Set;
import org.guestnet.driver.HostSession.PoolChange;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.xml.LibvirtNetwork;
import org.guestnet.xml.NetworkDocuments;

/** A network as it was started: how libvirt plugs its ports, whatever became of its configuration since. */
final class RunningNetwork {

    private static final Set<String> VIRTUAL = Set.of("none", "nat", "route", "open");

    private final String text;
    private final LibvirtNetwork network;
    private final SimPool pool;
    private final Refusals refusals;

    private RunningNetwork(String text, LibvirtNetwork network, SimPool pool, Refusals refusals) {
        this.text = text;
        this.network = network;
        this.pool = pool;
        this.refusals = refusals;
    }

    static RunningNetwork of(String config, Refusals refusals) throws GuestnetException {
        LibvirtNetwork network = NetworkDocuments.libvirtNetwork(config);
        boolean exclusive = mode(network).equals("passthrough");
        return new RunningNetwork(config, network, new SimPool(exclusive, NetworkText.members(config)), refusals);
    }

    static boolean isVirtual(LibvirtNetwork network) {
        return VIRTUAL.contains(mode(network));
    }

    private static String mode(LibvirtNetwork network) {
        return network.forwardMode().orElse("none");
    }

    /** The bridge that libvirt makes for it. */
    static Optional<DeviceName> ownBridge(LibvirtNetwork network) {
        return isVirtual(network) ? network.bridge() : Optional.empty();
    }

    LibvirtNetwork network() {
        return network;
    }

    SimPool pool() {
        return pool;
    }

    String liveXml(int connections) throws GuestnetException {
        return NetworkText.live(text, pool, connections);
    }

    /** The plug that libvirt chooses for a port. */
    Plug chosen() throws GuestnetException {
        if (isVirtual(network)) {
            return Plug.network(network.bridge().orElseThrow());
        }
        if (network.bridge().isPresent()) {
            return Plug.bridge(network.bridge().get());
        }
        if (pool.members().isEmpty()) {
            throw refusals.refused(
                    "network '%s' uses a direct mode, but has no forward dev and no interface pool", name());
        }
        DeviceName member = pool.choose().orElseThrow(() -> refusals.exhausted(name()));
        return Plug.direct(member, mode(network));
    }

    /** The plug that somebody else chose. */
    Plug booked(Plug plug) throws GuestnetException {
        if (!plug.type().equals("direct")) {
            if (network.bridge().isEmpty()) {
                throw refusals.refused("Unexpectedly got a network port without a network bridge");
            }
            return plug;
        }
        DeviceName member = plug.device().orElseThrow(() -> refusals.refused("a plug of type direct has a dev"));
        if (!pool.has(member)) {
            throw refusals.refused("network '%s' doesn't have dev='%s' in use by network port", name(), member);
        }
        if (pool.isTaken(member)) {
            throw refusals.refused(
                    "network '%s' claims dev='%s' is already in use by a different port", name(), member);
        }
        return plug;
    }

    void update(DeviceName member, PoolChange change) throws GuestnetException {
        if (change == PoolChange.ADD) {
            add(member);
        } else {
            remove(member);
        }
    }

    private void add(DeviceName member) throws GuestnetException {
        if (pool.has(member)) {
            throw refusals.refused(
                    "there is an existing interface entry in network '%s' that matches \"<interface dev='%s'>\"",
                    name(), member);
        }
        pool.add(member);
    }

    private void remove(DeviceName member) throws GuestnetException {
        if (!pool.has(member)) {
            throw refusals.refused(
                    "couldn't find an interface entry in network '%s' matching <interface dev='%s'>", name(), member);
        }
        pool.remove(member);
    }

    private NetworkName name() {
        return network.name();
    }
}
