/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.guestnet.model.Finding;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.model.XmlElement;
import org.guestnet.xml.internal.Findings;

/** All rules, by subject. They are libvirt's: conf/network_conf.c virNetworkDefParseXML, network/bridge_driver.c networkValidate. */
public final class Rules {

    private static final List<Consumer<Subject>> ALL = List.of(
            RootRules::check,
            ForwardRules::check,
            NatRules::check,
            PoolRules::check,
            PoolByModeRules::check,
            BridgeRules::check,
            AddressingRules::check,
            VirtualPortRules::check,
            VlanRules::check,
            BandwidthRules::check,
            PortgroupRules::check);

    private Rules() {}

    /** All that is wrong. */
    public static List<Finding> check(XmlElement network, LibvirtVersion version) {
        Findings findings = Findings.ofDefinition();
        if (!network.name().equals("network")) {
            findings.add(network, "the element is not a <network>", "give a <network> of libvirt's dialect");
            return findings.all();
        }
        Optional<XmlElement> forward = network.first("forward");
        String text = forward.map(f -> f.attribute("mode").orElse("nat")).orElse("none");
        Optional<Mode> mode = Mode.of(text);
        if (mode.isEmpty()) {
            findings.add(
                    forward.orElse(network),
                    "unknown forward mode '" + text + "'",
                    "one of none, nat, route, open, bridge, private, vepa, passthrough, hostdev");
            return findings.all(); // what else is right depends on the mode
        }
        Subject subject = new Subject(network, mode.get(), version, findings);
        ALL.forEach(rule -> rule.accept(subject));
        return findings.all();
    }
}
