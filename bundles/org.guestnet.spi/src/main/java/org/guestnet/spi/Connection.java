/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.spi;

import java.util.ArrayList;
import java.util.List;
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
     * What this kind of connection cannot honour of an interface.
     *
     * @param nic the interface; its element is read
     * @param version the host's libvirt; plain bridges take VLAN tags from 11.0 on
     * @return blockers with code {@link Codes#OPTION_UNSUPPORTED}, one an option
     */
    public List<Finding> refuses(GuestInterface nic, LibvirtVersion version) {
        XmlElement element = nic.element();
        List<Finding> found = new ArrayList<>();
        element.first("vlan").filter(v -> !takesVlan(version)).ifPresent(v -> add(found, nic, v, "a VLAN tag"));
        element.first("filterref")
                .filter(f -> isMacvtap() || isTyped(element))
                .ifPresent(f -> add(found, nic, f, "filterref"));
        element.first("port")
                .filter(p -> p.attribute("isolated").orElse("no").equals("yes") && (isMacvtap() || isTyped(element)))
                .ifPresent(p -> add(found, nic, p, "port isolated='yes'"));
        element.first("backend")
                .filter(b -> b.attribute("tap").isPresent() && isMacvtap())
                .ifPresent(b -> add(found, nic, b, "backend tap"));
        element.first("teaming")
                .filter(t -> t.attribute("type").orElse("").equals("transient"))
                .ifPresent(t -> add(found, nic, t, "teaming type='transient'"));
        element.first("bandwidth")
                .flatMap(b -> b.first("inbound"))
                .filter(i -> i.attribute("floor").isPresent() && this != VIRTUAL)
                .ifPresent(i -> add(found, nic, i, "bandwidth floor"));
        element.first("virtualport")
                .filter(v -> !takesVirtualPort(v))
                .ifPresent(v -> add(found, nic, v, "virtualport " + v));
        return found;
    }

    private boolean takesVlan(LibvirtVersion version) {
        return this == PASSTHROUGH || this == BRIDGE && version.isAtLeast(11, 0);
    }

    private boolean takesVirtualPort(XmlElement virtualPort) {
        String type = virtualPort.attribute("type").orElse("");
        return switch (this) {
            case VIRTUAL -> false;
            case BRIDGE -> type.equals("openvswitch");
            case DIRECT, PASSTHROUGH -> type.equals("802.1Qbg") || type.equals("802.1Qbh");
        };
    }

    private static boolean isTyped(XmlElement nic) {
        return nic.first("virtualport").isPresent();
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
