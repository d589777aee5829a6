/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.bridge.internal;

import java.util.Optional;
import org.guestnet.model.DeviceName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.Findings;
import org.guestnet.spi.LibvirtDialect;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeName;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.Reading;
import org.osgi.service.component.annotations.Component;

/** Networks on a bridge that the host has: {@code <bridge name='br0'/>}, of Linux or, with its virtualport, of Open vSwitch. A
 * {@code <tunnel>} in it joins one of Linux to other hosts, whatever its protocol. */
@Component(service = NetworkTypeProvider.class)
@NetworkTypeName("bridge")
public final class BridgeNetworkType implements NetworkTypeProvider {

    /** A type without configuration. */
    public BridgeNetworkType() {}

    @Override
    public Reading<DefinedNetwork> read(NetworkDefinition definition) {
        Findings findings = new Findings();
        XmlElement root = definition.root();
        Optional<XmlElement> forward = findings.only(root, "forward");
        forward.ifPresent(f -> checkMode(findings, f));
        Optional<DeviceName> bridge = bridge(findings, root);
        findings.only(root, "tunnel").ifPresent(t -> refuseTunnelOfOpenVSwitch(findings, root, t));
        refuseForeign(findings, root);
        return findings.reading(() -> new BridgeNetwork(published(definition, forward), bridge.orElseThrow()));
    }

    private static void checkMode(Findings findings, XmlElement forward) {
        String mode = forward.attribute("mode").orElse("nat"); // libvirt's default
        if (!mode.equals("bridge")) {
            findings.refuse(
                    forward,
                    "forward mode '" + mode + "' contradicts type 'bridge'",
                    "leave <forward> out, or choose the type that has this mode: virtual (nat, route, open) or direct"
                            + " (vepa, private, passthrough)");
        }
    }

    private static Optional<DeviceName> bridge(Findings findings, XmlElement root) {
        Optional<XmlElement> bridge = findings.only(root, "bridge");
        if (bridge.isEmpty()) {
            findings.refuse(
                    root,
                    "a bridge network needs the name of a bridge of the host",
                    "add <bridge name='…'/>; for a pool of physical interfaces write type='direct'");
        }
        return bridge.flatMap(b -> findings.device(b, "name"));
    }

    private static void refuseForeign(Findings findings, XmlElement root) {
        root.all("source")
                .forEach(s -> findings.refuse(
                        s,
                        "a bridge network has no <source>",
                        "leave it out, or write type='direct' for a pool of interfaces"));
    }

    /** A tunnel is made a port as the kernel's bridges have them. */
    private static void refuseTunnelOfOpenVSwitch(Findings findings, XmlElement root, XmlElement tunnel) {
        root.first("virtualport")
                .filter(BridgeNetwork::isOpenVSwitch)
                .ifPresent(v -> findings.refuse(
                        tunnel,
                        "a bridge of Open vSwitch cannot be joined to a tunnel",
                        "leave <tunnel> out and make the tunnel in Open vSwitch, or name a bridge of Linux without"
                                + " <virtualport>"));
    }

    private static XmlElement published(NetworkDefinition definition, Optional<XmlElement> forward) {
        XmlElement network = LibvirtDialect.of(definition);
        return forward.isPresent()
                ? network
                : network.with(XmlElement.of("forward").with("mode", "bridge"));
    }
}
