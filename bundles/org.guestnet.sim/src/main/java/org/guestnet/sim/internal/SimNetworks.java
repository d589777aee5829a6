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
import java.util.UUID;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.model.NetworkName;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.LibvirtNetwork;
import org.guestnet.xml.LibvirtNetworkRules;
import org.guestnet.xml.NetworkDocuments;
import org.guestnet.xml.Xml;

/** The networks of a host. Guarded by the host's lock. */
final class SimNetworks {

    private final Map<NetworkName, SimNetwork> networks = new LinkedHashMap<>();
    private final LibvirtVersion version;
    private final SimDevices devices;
    private final Randomness random;
    private final Refusals refusals;

    SimNetworks(LibvirtVersion version, SimDevices devices, Randomness random, Refusals refusals) {
        this.version = version;
        this.devices = devices;
        this.random = random;
        this.refusals = refusals;
    }

    List<NetworkReport> reports() throws GuestnetException {
        List<NetworkReport> reports = new ArrayList<>();
        for (SimNetwork network : networks.values()) {
            reports.add(network.report());
        }
        return reports;
    }

    SimNetwork get(NetworkName name) throws GuestnetException {
        return find(name).orElseThrow(() -> refusals.noNetwork(name));
    }

    Optional<SimNetwork> find(NetworkName name) {
        return Optional.ofNullable(networks.get(name));
    }

    void define(String text) throws GuestnetException {
        LibvirtNetwork network = checked(text);
        SimNetwork known = networks.get(network.name());
        UUID uuid = network.uuid().orElseGet(random::uuid);
        requireNameAndUuid(network.name(), uuid, known);
        Optional<DeviceName> bridge = RunningNetwork.isVirtual(network)
                ? Optional.of(network.bridge().orElseGet(this::freeBridge))
                : Optional.empty();
        if (bridge.isPresent()) {
            requireFreeBridge(network.name(), bridge.get());
        }
        String whole = NetworkText.completed(text, uuid, bridge, random.mac());
        networks.computeIfAbsent(network.name(), n -> new SimNetwork(n, uuid, refusals))
                .setConfig(whole);
    }

    private LibvirtNetwork checked(String text) throws GuestnetException {
        try {
            XmlElement root = Xml.parse(text);
            Optional<String> unknown = NetworkText.unknownToTheSchema(root);
            if (unknown.isPresent()) {
                throw refusals.refused(
                        "XML document failed to validate against schema: Unable to validate doc against network.rng: %s",
                        unknown.get());
            }
            List<Finding> broken = LibvirtNetworkRules.check(root, version);
            if (!broken.isEmpty()) {
                throw refusals.refused(broken);
            }
            return withoutFunctions(NetworkDocuments.libvirtNetwork(text));
        } catch (GuestnetException e) {
            throw refusals.refused(e);
        }
    }

    /** Simulated devices have no virtual functions, and libvirt looks for them when such a network is defined. */
    private LibvirtNetwork withoutFunctions(LibvirtNetwork network) throws GuestnetException {
        if (network.forwardMode().filter("hostdev"::equals).isPresent()) {
            throw refusals.refused("a device in network '%s' is not an SR-IOV Virtual Function", network.name());
        }
        return network;
    }

    private void requireNameAndUuid(NetworkName name, UUID uuid, SimNetwork known) throws GuestnetException {
        if (known != null && !known.uuid().equals(uuid)) {
            throw refusals.refused("network '%s' already exists with uuid %s", name, known.uuid());
        }
        for (SimNetwork other : networks.values()) {
            if (other.uuid().equals(uuid) && !other.name().equals(name)) {
                throw refusals.refused("network '%s' is already defined with uuid %s", other.name(), uuid);
            }
        }
    }

    private DeviceName freeBridge() {
        for (int i = 0; ; i++) {
            DeviceName name = new DeviceName("virbr" + i);
            if (devices.find(name).isEmpty() && owner(name).isEmpty()) {
                return name;
            }
        }
    }

    private Optional<SimNetwork> owner(DeviceName bridge) {
        return networks.values().stream()
                .filter(n -> bridgeOf(n).filter(bridge::equals).isPresent())
                .findFirst();
    }

    private static Optional<DeviceName> bridgeOf(SimNetwork network) {
        try {
            return network.ownBridge();
        } catch (GuestnetException e) {
            throw new IllegalStateException("a document that was accepted is not read again", e);
        }
    }

    private void requireFreeBridge(NetworkName name, DeviceName bridge) throws GuestnetException {
        if (owner(bridge).filter(n -> !n.name().equals(name)).isPresent()) {
            throw refusals.refused("bridge name '%s' already in use.", bridge);
        }
    }

    void undefine(NetworkName name) throws GuestnetException {
        SimNetwork network = get(name);
        if (!network.isPersistent()) {
            throw refusals.refused("can't undefine transient network");
        }
        network.setConfig(null);
        forgetIfOver(network);
    }

    private void forgetIfOver(SimNetwork network) {
        if (!network.isPersistent() && !network.isActive()) {
            networks.remove(network.name());
        }
    }

    void start(NetworkName name) throws GuestnetException {
        SimNetwork network = get(name);
        if (network.isActive()) {
            throw refusals.refused("Requested operation is not valid: network is already active");
        }
        Optional<String> function =
                NetworkText.physicalFunction(network.report().configXml());
        if (function.isPresent()) {
            throw refusals.refused("No usable Vf's present on SRIOV PF %s", function.get());
        }
        Optional<DeviceName> bridge = network.ownBridge();
        if (bridge.isPresent() && devices.find(bridge.get()).isPresent()) {
            throw refusals.refused("error creating bridge interface %s: File exists", bridge.get());
        }
        network.start();
        bridge.ifPresent(devices::addBridge);
    }

    void stop(NetworkName name) throws GuestnetException {
        SimNetwork network = get(name);
        network.requireActive();
        network.ownBridge().ifPresent(devices::remove);
        network.stop();
        forgetIfOver(network);
    }

    /** The host boots: what was active is not, what starts with the host starts. */
    void boot() throws GuestnetException {
        for (SimNetwork network : List.copyOf(networks.values())) {
            if (network.isActive()) {
                stop(network.name());
            }
        }
        for (SimNetwork network : List.copyOf(networks.values())) {
            if (network.autostarts()) {
                start(network.name());
            }
        }
    }

    void recount() {
        networks.values().forEach(SimNetwork::recount);
    }
}
