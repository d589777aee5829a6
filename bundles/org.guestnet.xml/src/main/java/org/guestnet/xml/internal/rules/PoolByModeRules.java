/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import org.guestnet.model.XmlElement;

/** Which pools go with which forward mode. */
final class PoolByModeRules {

    private PoolByModeRules() {}

    static void check(Subject network) {
        switch (network.mode()) {
            case NAT, ROUTE -> routed(network);
            case OPEN -> open(network);
            case HOSTDEV -> hostdev(network);
            default -> {}
        }
        if (network.mode() != Mode.HOSTDEV) {
            network.pool("address")
                    .forEach(address -> network.refuse(
                            address,
                            "the pool lists a PCI address, which forward mode " + network.mode() + " cannot use",
                            "list <interface dev='…'/>, or write mode='hostdev'"));
        }
    }

    private static void routed(Subject network) {
        if (network.root().first("ip").isEmpty()) {
            network.refuse(
                    network.forward().orElse(network.root()),
                    "forward mode " + network.mode() + " needs an <ip>",
                    "add <ip address='192.0.2.1' netmask='255.255.255.0'/>");
        }
        network.pool("interface").stream()
                .skip(1)
                .forEach(second -> network.refuse(
                        second,
                        "forward mode " + network.mode() + " takes one interface, and this is another",
                        "keep the one that leads outside"));
    }

    private static void open(Subject network) {
        XmlElement forward = network.forward().orElse(network.root());
        if (network.root().first("ip").isEmpty() && !network.version().isAtLeast(10, 8)) {
            network.refuse(
                    forward,
                    "forward mode open needs an <ip> on libvirt " + network.version() + "; 10.8 and later do without",
                    "add <ip address='192.0.2.1' netmask='255.255.255.0'/>");
        }
        if (network.forwardDevice().isPresent() || !network.pool("interface").isEmpty()) {
            network.refuse(forward, "forward mode open cannot name a device", "remove it, or use mode='route'");
        }
    }

    private static void hostdev(Subject network) {
        XmlElement forward = network.forward().orElseThrow();
        String remedy = "list <address type='pci' …/> or one <pf dev='…'/>";
        if (network.pool("interface").isEmpty()) {
            network.forwardDevice()
                    .ifPresent(dev -> network.refuse(
                            forward,
                            "forward mode hostdev takes PCI addresses, and " + dev + " is a device name",
                            remedy));
        }
        network.pool("interface")
                .forEach(member -> network.refuse(
                        member,
                        "forward mode hostdev takes PCI addresses, and "
                                + member.attribute("dev").orElse("an interface") + " is a device name",
                        remedy));
    }
}
