/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.virtual.internal;

import java.util.Optional;
import java.util.Set;
import org.guestnet.model.DeviceName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.Findings;
import org.guestnet.spi.HostNetwork.Scope;
import org.guestnet.spi.LibvirtDialect;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeName;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.Reading;
import org.osgi.service.component.annotations.Component;

/**
 * Networks on a bridge that libvirt makes itself: forward modes nat, route and open, and, without {@code <forward>}, isolated.
 * A {@code <tunnel>} in it joins other hosts, whatever its protocol. What libvirt demands of addresses, DHCP and the like is checked for all types alike, not here.
 */
@Component(service = NetworkTypeProvider.class)
@NetworkTypeName("virtual")
public final class VirtualNetworkType implements NetworkTypeProvider {

    private static final Set<String> MODES = Set.of("nat", "route", "open");
    private static final String ISOLATED = "none"; // libvirt's word in its source; its schema has no word for it

    /** A type without configuration. */
    public VirtualNetworkType() {}

    @Override
    public Reading<DefinedNetwork> read(NetworkDefinition definition) {
        Findings findings = new Findings();
        XmlElement root = definition.root();
        Optional<XmlElement> forward = findings.only(root, "forward");
        forward.ifPresent(f -> checkMode(findings, f));
        Optional<DeviceName> bridge =
                findings.only(root, "bridge").filter(b -> isNamed(b)).flatMap(b -> findings.device(b, "name"));
        Optional<DeviceName> uplink =
                forward.filter(f -> f.attribute("dev").isPresent()).flatMap(f -> findings.device(f, "dev"));
        boolean joined = findings.only(root, "tunnel").isPresent();
        refuseForeign(findings, root);
        return findings.reading(() -> new VirtualNetwork(
                published(definition, forward), joined ? Scope.SHARED : Scope.LOCAL, bridge, uplink));
    }

    /** libvirt chooses the name itself if there is none, or a template such as {@code virbr%d}. */
    private static boolean isNamed(XmlElement bridge) {
        return bridge.attribute("name").filter(n -> !n.contains("%d")).isPresent();
    }

    private static void checkMode(Findings findings, XmlElement forward) {
        String mode = mode(forward);
        if (mode.equals(ISOLATED)) {
            if (forward.attributes().size() > 1 || !forward.children().isEmpty()) {
                findings.refuse(
                        forward,
                        "an isolated network forwards nothing, so its <forward> says nothing else",
                        "leave <forward> out, or choose nat, route or open");
            }
        } else if (!MODES.contains(mode)) {
            findings.refuse(
                    forward,
                    "forward mode '" + mode + "' is none of a virtual network",
                    "write nat, route or open, or leave <forward> out for an isolated network; a bridge of the host is"
                            + " type='bridge', its physical interfaces are type='direct'");
        }
    }

    private static String mode(XmlElement forward) {
        return forward.attribute("mode").orElse("nat"); // libvirt's default
    }

    private static void refuseForeign(Findings findings, XmlElement root) {
        root.all("source")
                .forEach(s -> findings.refuse(
                        s,
                        "a virtual network has no <source>",
                        "leave it out, or write type='direct' for a pool of interfaces"));
    }

    private static XmlElement published(NetworkDefinition definition, Optional<XmlElement> forward) {
        XmlElement network = LibvirtDialect.of(definition);
        boolean isolated = forward.filter(f -> mode(f).equals(ISOLATED)).isPresent();
        return isolated ? network.withoutChildren(c -> c.name().equals("forward")) : network;
    }
}
