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
    PASSTHROUGH,
    /** A function of a network card that the guest has for itself. */
    HOSTDEV;

    /**
     * How libvirt connects ports of a network, by its forward mode.
     *
     * @param network a {@code <network>} in libvirt's dialect
     * @return empty if the mode is none of libvirt's
     */
    public static Optional<Connection> of(XmlElement network) {
        Optional<XmlElement> forward = network.first("forward");
        String mode = forward.map(f -> f.attribute("mode").orElse("nat")).orElse("none");
        boolean bridged = network.first("bridge").isPresent();
        return switch (mode) {
            case "none", "nat", "route", "open" -> Optional.of(VIRTUAL);
            case "bridge" -> Optional.of(bridged ? BRIDGE : DIRECT);
            case "private", "vepa" -> Optional.of(DIRECT);
            case "passthrough" -> Optional.of(PASSTHROUGH);
            case "hostdev" -> Optional.of(HOSTDEV);
            default -> Optional.empty();
        };
    }

    private boolean isTap() {
        return this == VIRTUAL || this == BRIDGE;
    }

    /**
     * What this kind of connection cannot honour of what applies to an interface on a network: of the merged {@link PortOptions}.
     *
     * @param nic the interface; its element is read
     * @param network its {@code <network>}, in either dialect
     * @param version the host's libvirt; plain bridges take VLAN tags from 11.0 on
     * @return blockers with code {@link Codes#OPTION_UNSUPPORTED}, one an option, each at the place of who asks for it; and
     *     {@link PortOptions#findings()}
     */
    public List<Finding> refuses(GuestInterface nic, XmlElement network, LibvirtVersion version) {
        PortOptions options = PortOptions.of(nic, network);
        List<Finding> found = new ArrayList<>(options.findings());
        refuseMerged(found, options, version);
        refuseGuests(found, nic.element(), options);
        refuseFloor(found, options, network);
        return found.stream().map(f -> f.on(nic.mac())).toList();
    }

    /** What counts whoever says it. */
    private void refuseMerged(List<Finding> found, PortOptions options, LibvirtVersion version) {
        options.virtualPort()
                .filter(v -> !takesVirtualPort(options.virtualPortType()))
                .ifPresent(v -> add(
                        found,
                        v,
                        options.virtualPortType().isEmpty()
                                ? "an untyped virtualport"
                                : "<virtualport type='" + options.virtualPortType() + "'>"));
        options.vlan().filter(v -> !takesVlan(options, version)).ifPresent(v -> add(found, v, "a VLAN tag"));
        options.vlan()
                .filter(v -> (this == PASSTHROUGH || this == HOSTDEV) && isTrunk(v.element()))
                .ifPresent(v -> add(found, v, "several VLAN tags"));
        options.bandwidth().filter(b -> this == HOSTDEV).ifPresent(b -> add(found, b, "bandwidth"));
        options.isolated()
                .filter(p -> is(p.element(), "isolated", "yes") && !isPlainTap(options))
                .ifPresent(p -> add(found, p, "port isolated='yes'"));
    }

    /** What only a guest interface can ask for. */
    private void refuseGuests(List<Finding> found, XmlElement nic, PortOptions options) {
        Option.child(Option.GUEST, nic, "filterref")
                .filter(f -> !isPlainTap(options))
                .ifPresent(f -> add(found, f, "filterref"));
        Option.child(Option.GUEST, nic, "backend")
                .filter(b -> b.element().attribute("tap").isPresent() && !isTap())
                .ifPresent(b -> add(found, b, "backend tap"));
        Option.child(Option.GUEST, nic, "driver")
                .filter(d -> d.element().attribute("queues").isPresent() && this == HOSTDEV)
                .ifPresent(d -> add(found, d, "several queues"));
        Option.child(Option.GUEST, nic, "teaming")
                .filter(t -> this != HOSTDEV && is(t.element(), "type", "transient"))
                .ifPresent(t -> add(found, t, "teaming type='transient'"));
    }

    private void refuseFloor(List<Finding> found, PortOptions options, XmlElement network) {
        Optional<Option> floor = Floor.of(options);
        if (this == VIRTUAL) {
            floor.flatMap(f -> Floor.problem(f, network)).ifPresent(found::add);
        } else {
            floor.ifPresent(f -> add(found, f, "bandwidth floor"));
        }
    }

    private boolean isPlainTap(PortOptions options) {
        return isTap() && options.virtualPortType().isEmpty();
    }

    private boolean takesVlan(PortOptions options, LibvirtVersion version) {
        return this == PASSTHROUGH
                || this == HOSTDEV
                || this == BRIDGE
                        && (options.virtualPortType().equals("openvswitch")
                                || version.isAtLeast(11, 0)
                                        && options.virtualPort().isEmpty());
    }

    /** A virtual function tags for its guest, and takes one tag. */
    private static boolean isTrunk(XmlElement vlan) {
        return vlan.all("tag").size() > 1 || is(vlan, "trunk", "yes");
    }

    private boolean takesVirtualPort(String type) {
        return switch (this) {
            case VIRTUAL -> false;
            case BRIDGE -> type.equals("openvswitch");
            case DIRECT, PASSTHROUGH, HOSTDEV -> type.equals("802.1Qbg") || type.equals("802.1Qbh");
        };
    }

    private static boolean is(XmlElement element, String attribute, String value) {
        return element.attribute(attribute).orElse("").equals(value);
    }

    private void add(List<Finding> found, Option asked, String what) {
        found.add(asked.refused(
                what + ", which a " + describe() + " cannot give",
                asked.owner().equals(Option.GUEST)
                        ? "remove that option from the guest, or choose a host where this network is of another type"
                        : "remove that option from the network's definition on this host"));
    }

    private String describe() {
        return switch (this) {
            case VIRTUAL -> "virtual network";
            case BRIDGE -> "bridge of the host";
            case DIRECT -> "macvtap connection";
            case PASSTHROUGH -> "macvtap connection in passthrough mode";
            case HOSTDEV -> "function of a network card";
        };
    }
}
