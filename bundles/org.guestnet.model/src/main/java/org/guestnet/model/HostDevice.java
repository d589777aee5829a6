/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A network device of a host as it was seen. What the host does not tell is empty.
 *
 * @param name its name
 * @param kind what libvirt calls it: {@code ethernet}, {@code bridge}, {@code bond}, {@code vlan}
 * @param adminUp whether the administrator has set it up
 * @param linkUp whether it is up and has a carrier
 * @param mac its address as text
 * @param permanentMac the address that its hardware was given
 * @param mtu in bytes
 * @param master the bridge or bond that it is a member of
 * @param pci where it sits, if it is a PCI device
 * @param numaNode the NUMA node that it is attached to, from 0
 * @param function which virtual function it is, if it is one
 */
public record HostDevice(
        DeviceName name,
        String kind,
        Optional<Boolean> adminUp,
        Optional<Boolean> linkUp,
        Optional<String> mac,
        Optional<MacAddress> permanentMac,
        OptionalInt mtu,
        Optional<DeviceName> master,
        Optional<PciAddress> pci,
        OptionalInt numaNode,
        Optional<VirtualFunction> function) {

    /**
     * @throws NullPointerException if a part is null
     * @throws IllegalArgumentException if the NUMA node is negative
     */
    public HostDevice {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(adminUp, "adminUp");
        requireNonNull(linkUp, "linkUp");
        requireNonNull(mac, "mac");
        requireNonNull(permanentMac, "permanentMac");
        requireNonNull(mtu, "mtu");
        requireNonNull(master, "master");
        requireNonNull(pci, "pci");
        requireNonNull(function, "function");
        numaNode.ifPresent(n -> Checks.holds(n >= 0, "NUMA node", String.valueOf(n), "a number from 0"));
    }

    /** A device of which only this is known. */
    public static HostDevice of(DeviceName name, String kind) {
        return new HostDevice(
                name,
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    /** What it is known by for claims: its PCI address, which survives a new name; else its name. Neither can be the other. */
    public String identity() {
        return pci.map(PciAddress::toString).orElse(name.value());
    }

    /** The same device renamed. */
    public HostDevice withName(DeviceName name) {
        return new HostDevice(name, kind, adminUp, linkUp, mac, permanentMac, mtu, master, pci, numaNode, function);
    }

    /** The same device, set up or down by the administrator. */
    public HostDevice withAdminUp(boolean adminUp) {
        return new HostDevice(
                name, kind, Optional.of(adminUp), linkUp, mac, permanentMac, mtu, master, pci, numaNode, function);
    }

    /** The same device, with this link. */
    public HostDevice withLinkUp(boolean linkUp) {
        return new HostDevice(
                name, kind, adminUp, Optional.of(linkUp), mac, permanentMac, mtu, master, pci, numaNode, function);
    }

    /** The same device with this address. */
    public HostDevice withMac(String mac) {
        return new HostDevice(
                name, kind, adminUp, linkUp, Optional.of(mac), permanentMac, mtu, master, pci, numaNode, function);
    }

    /** The same device with this address of its hardware. */
    public HostDevice withPermanentMac(MacAddress permanentMac) {
        return new HostDevice(
                name, kind, adminUp, linkUp, mac, Optional.of(permanentMac), mtu, master, pci, numaNode, function);
    }

    /** The same device with this MTU in bytes. */
    public HostDevice withMtu(int mtu) {
        return new HostDevice(
                name, kind, adminUp, linkUp, mac, permanentMac, OptionalInt.of(mtu), master, pci, numaNode, function);
    }

    /** The same device as a member of this bridge or bond. */
    public HostDevice withMaster(DeviceName master) {
        return new HostDevice(
                name, kind, adminUp, linkUp, mac, permanentMac, mtu, Optional.of(master), pci, numaNode, function);
    }

    /** The same device as a member of nothing. */
    public HostDevice withoutMaster() {
        return new HostDevice(
                name, kind, adminUp, linkUp, mac, permanentMac, mtu, Optional.empty(), pci, numaNode, function);
    }

    /** The same device at this address. */
    public HostDevice withPci(PciAddress pci) {
        return new HostDevice(
                name, kind, adminUp, linkUp, mac, permanentMac, mtu, master, Optional.of(pci), numaNode, function);
    }

    /** The same device at this NUMA node, from 0. */
    public HostDevice withNumaNode(int numaNode) {
        return new HostDevice(
                name, kind, adminUp, linkUp, mac, permanentMac, mtu, master, pci, OptionalInt.of(numaNode), function);
    }

    /** The same device as this virtual function. */
    public HostDevice withFunction(VirtualFunction function) {
        return new HostDevice(
                name, kind, adminUp, linkUp, mac, permanentMac, mtu, master, pci, numaNode, Optional.of(function));
    }
}
