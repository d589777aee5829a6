/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.guestnet.model.DeviceName;
import org.guestnet.model.HostDevice;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.model.MacAddress;
import org.guestnet.model.PciAddress;

/**
 * The hosts to try Guestnet on. Their devices have different names, because that is what Guestnet is for:
 *
 * <ul>
 *   <li>{@code kvm1}: {@code eth0} and {@code ens1f0} to {@code ens1f3}; guests {@code web1} and {@code web2}
 *   <li>{@code kvm2}: {@code eth0}, the bridge {@code br0} with {@code eth1}, and {@code enp5s0f0} to {@code enp5s0f3}; guest
 *       {@code db1}
 *   <li>{@code kvm3}: {@code eno1} and {@code eno2}; no guests
 *   <li>{@code sriov1}: {@code eth0}, and the physical functions {@code enp59s0f0} at NUMA node 0 and {@code enp175s0f0} at node 1
 *       with four virtual functions each; no guests
 *   <li>any other name: {@code eth0} and four devices whose names follow from name and seed; no guests
 * </ul>
 *
 * The guests are shut off and name the network {@code red-network}, which no host has yet.
 */
public final class TryOutPopulation implements SimPopulation {

    /** The network that the guests name. */
    public static final String NETWORK = "red-network";

    private static final LibvirtVersion LIBVIRT = new LibvirtVersion(9, 0, 0);
    private static final int FUNCTIONS = 4;

    private final boolean guests;

    /** @param guests whether the hosts have guests at first */
    public TryOutPopulation(boolean guests) {
        this.guests = guests;
    }

    @Override
    public SimNature nature(String name, long seed) {
        return new SimNature(LIBVIRT, devices(name, seed), guests ? guests(name) : List.of());
    }

    private static List<HostDevice> devices(String name, long seed) {
        return switch (name) {
            case "kvm1" -> nics(name, "eth0", "ens1f0", "ens1f1", "ens1f2", "ens1f3");
            case "kvm2" -> withBridge(nics(name, "eth0", "enp5s0f0", "enp5s0f1", "enp5s0f2", "enp5s0f3"), name);
            case "kvm3" -> nics(name, "eno1", "eno2");
            case "sriov1" -> functions(name);
            default -> nics(name, otherNames(name, seed));
        };
    }

    private static String[] otherNames(String name, long seed) {
        int slot = new SplittableRandom(seed ^ name.hashCode()).nextInt(1, 30);
        List<String> names = new ArrayList<>(List.of("eth0"));
        IntStream.range(0, 4).forEach(i -> names.add("ens" + slot + "f" + i));
        return names.toArray(new String[0]);
    }

    private static List<HostDevice> nics(String host, String... names) {
        List<HostDevice> devices = new ArrayList<>();
        for (String name : names) {
            devices.add(device(host, name, "ethernet", Optional.empty()));
        }
        return devices;
    }

    private static List<HostDevice> withBridge(List<HostDevice> nics, String host) {
        DeviceName bridge = new DeviceName("br0");
        List<HostDevice> devices = new ArrayList<>(nics);
        devices.add(device(host, bridge.value(), "bridge", Optional.empty()));
        devices.add(device(host, "eth1", "ethernet", Optional.of(bridge)));
        return devices;
    }

    private static List<HostDevice> functions(String host) {
        List<HostDevice> devices = new ArrayList<>(nics(host, "eth0"));
        HostDevice near = device(host, "enp59s0f0", "ethernet", Optional.empty())
                .withPci(PciAddress.parse("0000:3b:00.0"))
                .withNumaNode(0);
        HostDevice far = device(host, "enp175s0f0", "ethernet", Optional.empty())
                .withPci(PciAddress.parse("0000:af:00.0"))
                .withNumaNode(1);
        for (HostDevice pf : List.of(near, far)) {
            devices.add(pf);
            devices.addAll(SimFunctions.of(pf, FUNCTIONS));
        }
        return devices;
    }

    private static HostDevice device(String host, String name, String kind, Optional<DeviceName> master) {
        int number = (host + "/" + name).hashCode();
        String mac = SimFunctions.address(number);
        HostDevice device = HostDevice.of(new DeviceName(name), kind)
                .withAdminUp(true)
                .withLinkUp(true)
                .withMac(mac)
                .withMtu(SimDevices.MTU);
        HostDevice made = kind.equals("ethernet") ? device.withPermanentMac(new MacAddress(mac)) : device;
        return master.map(made::withMaster).orElse(made);
    }

    private static List<String> guests(String host) {
        return switch (host) {
            case "kvm1" -> List.of(guest("web1", 512, 1), guest("web2", 512, 2));
            case "kvm2" -> List.of(guest("db1", 2048, 3));
            default -> List.of();
        };
    }

    private static String guest(String name, int mib, int number) {
        UUID uuid = UUID.nameUUIDFromBytes(("guestnet-sim/" + name).getBytes(StandardCharsets.UTF_8));
        return """
                <domain type='kvm'>
                  <name>%s</name>
                  <uuid>%s</uuid>
                  <memory unit='MiB'>%d</memory>
                  <vcpu>1</vcpu>
                  <os>
                    <type arch='x86_64' machine='pc'>hvm</type>
                  </os>
                  <devices>
                    <interface type='network'>
                      <mac address='52:54:00:00:00:%02x'/>
                      <source network='%s'/>
                      <model type='virtio'/>
                    </interface>
                    <graphics type='vnc' autoport='yes' passwd='try-out%d'/>
                  </devices>
                </domain>
                """.formatted(name, uuid, mib, number, NETWORK, number);
    }
}
