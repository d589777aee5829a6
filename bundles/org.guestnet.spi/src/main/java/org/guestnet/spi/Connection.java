/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.model.XmlElement;

/**
 * The kinds of connection that libvirt itself makes, and what of a guest interface's options each cannot honour. libvirt finds
 * these only when the guest starts or a migration arrives (its sources: conf/domain_validate.c virDomainActualNetDefValidate,
 * qemu/qemu_domain.c qemuDomainValidateActualNetDef, network/bridge_driver.c networkAllocatePort).
 */
public enum Connection {
    /** libvirt's own bridge: forward modes nat, route, open, and none. */
    VIRTUAL,
    /** A bridge of the host. */
    BRIDGE,
    /** macvtap in mode vepa, bridge or private. */
    DIRECT,
    /** macvtap in mode passthrough. */
    PASSTHROUGH;

    private boolean isMacvtap() {
        return this == DIRECT || this == PASSTHROUGH;
    }

    /**
     * What this kind of connection cannot honour of an interface, whatever its network says.
     *
     * @param nic the interface; its element is read
     * @param version the host's libvirt; plain bridges take VLAN tags from 11.0 on
     * @return blockers with code {@link Codes#OPTION_UNSUPPORTED}, one an option
     */
    public List<Finding> refuses(GuestInterface nic, LibvirtVersion version) {
        return options(nic, XmlElement.of("network"), version);
    }

    /**
     * What this kind of connection cannot honour of an interface on a network.
     *
     * @param nic the interface; its element is read
     * @param network its {@code <network>}: the virtualport of the network and of the portgroup count as much as the guest's own
     * @param version the host's libvirt; plain bridges take VLAN tags from 11.0 on
     * @return blockers with code {@link Codes#OPTION_UNSUPPORTED}, one an option, and {@link Codes#PORTGROUP_UNKNOWN} if the
     *     interface names a portgroup that the network lacks, which libvirt would ignore
     */
    public List<Finding> refuses(GuestInterface nic, XmlElement network, LibvirtVersion version) {
        List<Finding> found = new ArrayList<>();
        unknownPortgroup(nic, network).ifPresent(found::add);
        found.addAll(options(nic, network, version));
        return found;
    }

    private List<Finding> options(GuestInterface nic, XmlElement network, LibvirtVersion version) {
        List<Finding> found = new ArrayList<>();
        VirtualPorts ports = VirtualPorts.of(nic, network);
        refuseOptions(found, nic, ports, version);
        refuseVirtualPort(found, nic, ports);
        return found;
    }

    private void refuseOptions(List<Finding> found, GuestInterface nic, VirtualPorts ports, LibvirtVersion version) {
        XmlElement element = nic.element();
        boolean plainTap = !isMacvtap() && ports.type().isEmpty();
        element.first("vlan").filter(v -> !takesVlan(ports, version)).ifPresent(v -> add(found, nic, v, "a VLAN tag"));
        element.first("filterref").filter(f -> !plainTap).ifPresent(f -> add(found, nic, f, "filterref"));
        element.first("port")
                .filter(p -> is(p, "isolated", "yes") && !plainTap)
                .ifPresent(p -> add(found, nic, p, "port isolated='yes'"));
        element.first("backend")
                .filter(b -> b.attribute("tap").isPresent() && isMacvtap())
                .ifPresent(b -> add(found, nic, b, "backend tap"));
        element.first("teaming")
                .filter(t -> is(t, "type", "transient"))
                .ifPresent(t -> add(found, nic, t, "teaming type='transient'"));
        element.first("bandwidth")
                .flatMap(b -> b.first("inbound"))
                .filter(i -> i.attribute("floor").isPresent() && this != VIRTUAL)
                .ifPresent(i -> add(found, nic, i, "bandwidth floor"));
    }

    private void refuseVirtualPort(List<Finding> found, GuestInterface nic, VirtualPorts ports) {
        List<XmlElement> types = ports.distinct();
        if (types.size() > 1) {
            found.add(Finding.blocker(
                            Codes.OPTION_UNSUPPORTED,
                            "the guest interface and its network contradict each other: " + types.get(0) + " and "
                                    + types.get(1) + " (" + types.get(1).place() + ")",
                            "name one type of virtualport in guest, network and portgroup")
                    .on(nic.mac())
                    .at(types.get(0).place()));
        } else {
            ports.first()
                    .filter(v -> !takesVirtualPort(ports.type()))
                    .ifPresent(v -> add(
                            found, nic, v, v.attribute("type").isEmpty() ? "an untyped virtualport" : v.toString()));
        }
    }

    private boolean takesVlan(VirtualPorts ports, LibvirtVersion version) {
        boolean openVSwitch = ports.type().equals("openvswitch");
        return this == PASSTHROUGH
                || this == BRIDGE
                        && (openVSwitch
                                || version.isAtLeast(11, 0) && ports.first().isEmpty());
    }

    private boolean takesVirtualPort(String type) {
        return switch (this) {
            case VIRTUAL -> false;
            case BRIDGE -> type.equals("openvswitch");
            case DIRECT, PASSTHROUGH -> type.equals("802.1Qbg") || type.equals("802.1Qbh");
        };
    }

    private static boolean is(XmlElement element, String attribute, String value) {
        return element.attribute(attribute).orElse("").equals(value);
    }

    private static Optional<Finding> unknownPortgroup(GuestInterface nic, XmlElement network) {
        return nic.portgroup()
                .filter(name ->
                        LibvirtDialect.portgroup(network, nic.portgroup()).isEmpty())
                .map(name -> Finding.blocker(
                                Codes.PORTGROUP_UNKNOWN,
                                "the guest interface names portgroup '" + name + "', which this network lacks here",
                                "add <portgroup name='" + name + "'> to the definition, or name one of: "
                                        + network.all("portgroup").stream()
                                                .flatMap(p -> p.attribute("name").stream())
                                                .toList())
                        .on(nic.mac())
                        .at(nic.element().place()));
    }

    private void add(List<Finding> found, GuestInterface nic, XmlElement at, String option) {
        found.add(Finding.blocker(
                        Codes.OPTION_UNSUPPORTED,
                        "the guest interface asks for " + option + ", which a " + describe() + " cannot give",
                        "remove that option from the guest, or choose a host where this network is of another type")
                .on(nic.mac())
                .at(at.place()));
    }

    private String describe() {
        return switch (this) {
            case VIRTUAL -> "virtual network";
            case BRIDGE -> "bridge of the host";
            case DIRECT -> "macvtap connection";
            case PASSTHROUGH -> "macvtap connection in passthrough mode";
        };
    }
}
