/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Claim;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.OperationId;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.GuestDocuments;

/**
 * What a host of a large fleet reports: 100 networks, of which 70 are on bridges, 20 are pools that guests share and 10 are exclusive pools
 * of 4 functions each, and 100 guests that run with an interface each. Documents and hardware of all hosts are alike.
 */
final class LargeHost {

    static final int PORTS = 100;
    private static final int BRIDGES = 70;
    private static final int SHARED = 90;
    private static final int FUNCTIONS = 4;
    private static final String DOMAIN =
            "<domain><devices><interface type='%s'><mac address='52:54:00:00:00:01'/><source %s/>"
                    + "<target dev='vnet1'/><model type='virtio'/><alias name='net0'/>"
                    + "<address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/></interface></devices></domain>";

    private static final Map<String, XmlElement> TEMPLATES = new ConcurrentHashMap<>();

    private final int number;

    LargeHost(int number) {
        this.number = number;
    }

    static NetworkName network(int i) {
        return new NetworkName("network-" + i);
    }

    static GuestName guest(int host, int i) {
        return new GuestName("guest-" + host + "-" + i);
    }

    private static DeviceName function(int network, int member) {
        return new DeviceName("vf" + network + "x" + member);
    }

    private static String text(int i, UUID uuid, boolean live) {
        String name = "<network><name>network-" + i + "</name><uuid>" + uuid + "</uuid>";
        if (i < BRIDGES) {
            return name + "<forward mode='bridge'/><bridge name='br" + i + "'/></network>";
        }
        StringBuilder members = new StringBuilder();
        IntStream.range(0, FUNCTIONS)
                .forEach(m -> members.append("<interface dev='")
                        .append(i < SHARED ? "eth" + m : function(i, m))
                        .append(live && m == 0 ? "' connections='1'/>" : "'/>"));
        return name + "<forward mode='" + (i < SHARED ? "vepa" : "passthrough") + "'>" + members
                + "</forward></network>";
    }

    /** A host reports all this anew; what is equal among hosts is for Guestnet to find. */
    HostReport report() throws GuestnetException {
        List<HostDevice> devices = new ArrayList<>();
        IntStream.range(0, BRIDGES).forEach(i -> devices.add(device("br" + i, "bridge")));
        IntStream.range(0, FUNCTIONS).forEach(i -> devices.add(device("eth" + i, "ethernet")));
        IntStream.range(SHARED, PORTS)
                .forEach(i -> IntStream.range(0, FUNCTIONS)
                        .forEach(m -> devices.add(device(function(i, m).value(), "ethernet"))));
        List<NetworkReport> networks = new ArrayList<>();
        List<GuestReport> guests = new ArrayList<>();
        for (int i = 0; i < PORTS; i++) {
            add(i, networks, guests);
        }
        return new HostReport(devices, networks, guests);
    }

    private static HostDevice device(String name, String kind) {
        return HostDevice.of(new DeviceName(name), kind).withLinkUp(true).withMtu(1500);
    }

    /** A network, and a guest on it. */
    private void add(int i, List<NetworkReport> networks, List<GuestReport> guests) throws GuestnetException {
        GuestReport guest = guest(i, network(i), plug(i));
        GuestInterface nic = guest.live().get(0);
        Port port = new Port( // read from another document than the guest
                copy(nic.portId().orElseThrow()),
                network(i),
                new String(guest.name().value()),
                copy(guest.uuid()),
                new MacAddress(nic.mac().value()),
                Optional.empty(),
                nic.plug(),
                List.of());
        UUID uuid = random();
        guests.add(guest);
        networks.add(new NetworkReport(
                network(i), uuid, true, true, text(i, uuid, false), Optional.of(text(i, uuid, true)), List.of(port)));
    }

    private static UUID copy(UUID uuid) {
        return new UUID(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** What the host's guests have claimed: a slot of each exclusive pool. */
    static List<Claim> claims(HostName host, Collection<GuestReport> guests) {
        List<Claim> claims = new ArrayList<>();
        for (GuestReport guest : guests) {
            GuestInterface nic = guest.live().get(0);
            Optional<Plug> plug =
                    nic.plug().filter(p -> "passthrough".equals(p.source().get("mode")));
            plug.ifPresent(p -> claims.add(new Claim(
                    new Claim.Key(host, p.device().orElseThrow().value(), 0),
                    nic.network().orElseThrow(),
                    guest.uuid(),
                    guest.name().value(),
                    nic.mac(),
                    OperationId.random(),
                    Claim.State.BOUND,
                    Instant.EPOCH)));
        }
        return claims;
    }

    private static UUID random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()); // quicker than a secure one
    }

    private static Plug plug(int network) {
        if (network < BRIDGES) {
            return Plug.bridge(new DeviceName("br" + network));
        }
        return network < SHARED
                ? Plug.direct(new DeviceName("eth0"), "vepa")
                : Plug.direct(function(network, 0), "passthrough");
    }

    private GuestReport guest(int i, NetworkName network, Plug plug) throws GuestnetException {
        MacAddress mac = new MacAddress(String.format("52:54:%02x:%02x:%02x:00", number >> 8, number & 0xff, i));
        GuestInterface config =
                nic("network", "network='" + network + "'", mac, network, Optional.empty(), Optional.empty());
        GuestInterface live =
                nic(plug.type(), "network='" + network + "'", mac, network, Optional.of(plug), Optional.of(random()));
        return new GuestReport(
                random(),
                guest(number, i),
                GuestReport.State.RUNNING,
                true,
                false,
                false,
                List.of(config),
                List.of(live));
    }

    /** Read once for each type: what is measured is not the parser. */
    private static GuestInterface nic(
            String type, String source, MacAddress mac, NetworkName network, Optional<Plug> plug, Optional<UUID> port)
            throws GuestnetException {
        XmlElement template = TEMPLATES.get(type);
        if (template == null) {
            template = GuestDocuments.interfaces(DOMAIN.formatted(type, source))
                    .get(0)
                    .element();
            TEMPLATES.put(type, template);
        }
        return new GuestInterface(mac, type, Optional.of(network), Optional.empty(), plug, port, template);
    }
}
