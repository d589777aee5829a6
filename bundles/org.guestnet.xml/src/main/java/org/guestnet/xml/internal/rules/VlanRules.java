/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.guestnet.model.XmlElement;

/** {@code <vlan>} of the network and of portgroups. */
final class VlanRules {

    private static final Pattern ID = Pattern.compile("\\d{1,9}");
    private static final int MAX_ID = 4095;

    private VlanRules() {}

    static void check(Subject network) {
        XmlElement root = network.root();
        root.all("vlan").forEach(vlan -> written(network, vlan));
        root.all("portgroup").forEach(group -> group.all("vlan").forEach(vlan -> written(network, vlan)));
        Optional<XmlElement> own = root.first("vlan");
        own.filter(vlan -> !allowed(network) && !hasDefaultPortgroup(network)).ifPresent(vlan -> refuse(network, vlan));
        for (XmlElement group : root.all("portgroup")) {
            Optional<XmlElement> applied = group.first("vlan").or(() -> own);
            applied.filter(vlan -> !allowed(network, group)).ifPresent(vlan -> refuse(network, group, vlan));
        }
    }

    /** For ports without portgroup. */
    private static boolean allowed(Subject network) {
        return switch (network.mode()) {
            case HOSTDEV, PASSTHROUGH -> true;
            case BRIDGE -> VirtualPortRules.isOpenVSwitch(network.root()) || takesPlainBridge(network);
            default -> false;
        };
    }

    /** Since libvirt 11.0 the kernel's own bridge filters VLANs. */
    private static boolean takesPlainBridge(Subject network) {
        return network.version().isAtLeast(11, 0)
                && network.bridgeName().isPresent()
                && network.root().first("virtualport").isEmpty();
    }

    /** For ports of that portgroup. */
    private static boolean allowed(Subject network, XmlElement group) {
        return group.first("virtualport").isPresent()
                ? network.mode() == Mode.BRIDGE && VirtualPortRules.isOpenVSwitch(group)
                : allowed(network);
    }

    /** Then no port is without portgroup. */
    private static boolean hasDefaultPortgroup(Subject network) {
        return network.root().all("portgroup").stream().anyMatch(PortgroupRules::isDefault);
    }

    /** libvirt looks at the portgroup's own virtualport alone, not at what it and the network's make together. */
    private static void refuse(Subject network, XmlElement group, XmlElement vlan) {
        Optional<XmlElement> untyped =
                group.first("virtualport").filter(v -> v.attribute("type").isEmpty());
        if (untyped.isPresent() && allowed(network)) {
            network.refuse(
                    untyped.get(),
                    "the portgroup's <virtualport> names no type, and then libvirt refuses the <vlan> (" + vlan.place()
                            + ") though the network names one",
                    "repeat the network's type in it"
                            + (network.mode() == Mode.BRIDGE
                                    ? ": <virtualport type='openvswitch'>"
                                    : " does not help in mode " + network.mode()
                                            + ": leave <virtualport> out of the portgroup"));
        } else {
            refuse(network, group.first("vlan").orElse(group));
        }
    }

    private static void refuse(Subject network, XmlElement vlan) {
        network.refuse(
                vlan,
                "forward mode " + network.mode() + " cannot tag VLANs"
                        + (network.mode() == Mode.BRIDGE
                                ? " on libvirt " + network.version() + " without Open vSwitch"
                                : ""),
                "remove <vlan> and name a device of that VLAN; tags go with hostdev, passthrough and Open vSwitch bridges, and from"
                        + " libvirt 11.0 on with any bridge");
    }

    private static void written(Subject network, XmlElement vlan) {
        List<XmlElement> tags = vlan.all("tag");
        if (tags.isEmpty()) {
            network.refuse(vlan, "the <vlan> has no <tag>", "write <tag id='42'/>");
        }
        tags.forEach(tag -> id(network, tag));
        tags.forEach(tag -> network.oneOf(tag, "nativeMode", Set.of("tagged", "untagged")));
        List<XmlElement> natives =
                tags.stream().filter(t -> t.attribute("nativeMode").isPresent()).toList();
        natives.stream()
                .skip(1)
                .forEach(tag -> network.refuse(tag, "the <vlan> has a second native tag", "keep one nativeMode"));
        vlan.attribute("trunk")
                .filter(trunk -> !trunk.equals("yes"))
                .ifPresent(trunk -> network.refuse(
                        vlan,
                        "trunk '" + trunk + "' of <vlan> is not known",
                        "write trunk='yes' or leave trunk out; one <tag> without nativeMode is no trunk anyway"));
    }

    private static void id(Subject network, XmlElement tag) {
        String id = tag.attribute("id").orElse("");
        if (!ID.matcher(id).matches() || Integer.parseInt(id) > MAX_ID) {
            network.refuse(tag, "'" + id + "' is not a VLAN id", "a number from 0 to " + MAX_ID);
        }
    }
}
