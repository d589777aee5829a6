/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;

/** Names that nobody else uses, and the documents of the suite in libvirt's own dialect. */
final class Documents {

    /** The VNC password of every guest. */
    static final String SECRET = "s3cr3t.x";

    private static final String PREFIX = "contract-";
    private static final String RUN =
            String.format("%04x", ThreadLocalRandom.current().nextInt(0x10000));
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Pattern MEMBER = Pattern.compile("<interface\\b[^>]*\\bdev=['\"]([^'\"]+)['\"][^>]*>");
    private static final Pattern CONNECTIONS = Pattern.compile("\\bconnections=['\"](-?[0-9]+)['\"]");

    private final String domainType;

    Documents(String domainType) {
        this.domainType = domainType;
    }

    static boolean isOurs(String name) {
        return name.startsWith(PREFIX);
    }

    /** A network's name and UUID. */
    record Network(NetworkName name, UUID uuid) {}

    /** A guest's name, UUID and the address of its first interface. */
    record Guest(GuestName name, UUID uuid, MacAddress mac) {}

    Network network() {
        return new Network(new NetworkName(unique()), UUID.randomUUID());
    }

    Guest guest() {
        return new Guest(new GuestName(unique()), UUID.randomUUID(), mac());
    }

    MacAddress mac() {
        int number = ThreadLocalRandom.current().nextInt(0x1000000);
        return new MacAddress(
                String.format("52:54:00:%02x:%02x:%02x", number >> 16, number >> 8 & 0xff, number & 0xff));
    }

    private static String unique() {
        return PREFIX + RUN + "-" + COUNT.incrementAndGet();
    }

    /** A pool of devices for macvtap. */
    String pool(Network network, String mode, DeviceName... members) {
        return document(network, "<forward mode='" + mode + "'>" + members(members) + "</forward>");
    }

    /** A pool of devices for macvtap with a portgroup. */
    String poolWithGroup(Network network, String group, DeviceName member) {
        return document(
                network, "<forward mode='bridge'>" + members(member) + "</forward><portgroup name='" + group + "'/>");
    }

    private static String members(DeviceName... members) {
        return Stream.of(members).map(m -> "<interface dev='" + m + "'/>").collect(Collectors.joining());
    }

    /** One of libvirt's virtual networks, isolated, without DHCP. */
    String isolated(Network network) {
        return document(network, "<bridge name='" + bridgeOf(network) + "' stp='off' delay='0'/>");
    }

    /** The bridge of {@link #isolated}. */
    DeviceName bridgeOf(Network network) {
        return new DeviceName("ct" + network.name().value().substring(PREFIX.length()));
    }

    /** A bridge of the host. */
    String onBridge(Network network, String bridge) {
        return document(network, "<forward mode='bridge'/><bridge name='" + bridge + "'/>");
    }

    String document(Network network, String content) {
        return "<network><name>" + network.name() + "</name><uuid>" + network.uuid() + "</uuid>" + content
                + "</network>";
    }

    /** A guest with one interface on a network. */
    String onNetwork(Guest guest, NetworkName network) {
        return domain(guest, nic(guest.mac(), "network", "network='" + network + "'"));
    }

    /** A guest of 32 MiB without anything to boot, with those interfaces. */
    String domain(Guest guest, String interfaces) {
        return "<domain type='" + domainType + "'><name>" + guest.name() + "</name><uuid>" + guest.uuid() + "</uuid>"
                + "<memory unit='MiB'>32</memory><vcpu>1</vcpu><os><type arch='x86_64' machine='pc'>hvm</type></os>"
                + "<features><acpi/><tcg><tb-cache unit='MiB'>1</tb-cache></tcg></features><devices>"
                + "<controller type='usb' model='none'/>" + interfaces
                + "<graphics type='vnc' autoport='yes' listen='127.0.0.1' passwd='" + SECRET + "'/>"
                + "<memballoon model='none'/></devices></domain>";
    }

    /** One interface. @param source attributes of {@code <source>}; empty for none */
    static String nic(MacAddress mac, String type, String source) {
        return "<interface type='" + type + "'><mac address='" + mac + "'/>"
                + (source.isEmpty() ? "" : "<source " + source + "/>")
                + "<model type='virtio'/><rom enabled='no'/></interface>";
    }

    /** A port that the host is to resolve. */
    Port request(Network network) {
        return port(network, Optional.empty());
    }

    /** A port on a device that is chosen by us. */
    Port booking(Network network, DeviceName device, String mode) {
        return port(network, Optional.of(Plug.direct(device, mode)));
    }

    private Port port(Network network, Optional<Plug> plug) {
        return new Port(
                UUID.randomUUID(), network.name(), "contract", UUID.randomUUID(), mac(), Optional.empty(), plug);
    }

    /** The members of a pool as a network's document lists them. */
    static List<String> members(String networkXml) {
        List<String> members = new ArrayList<>();
        Matcher m = MEMBER.matcher(networkXml);
        while (m.find()) {
            members.add(m.group(1));
        }
        return members;
    }

    /** libvirt's counter of a pool's member in a live document. */
    static int connections(String networkXml, DeviceName member) {
        Matcher m = MEMBER.matcher(networkXml);
        while (m.find()) {
            if (m.group(1).equals(member.value())) {
                Matcher count = CONNECTIONS.matcher(m.group());
                return count.find() ? Integer.parseInt(count.group(1)) : 0;
            }
        }
        throw new AssertionError(member + " is not in " + networkXml);
    }
}
