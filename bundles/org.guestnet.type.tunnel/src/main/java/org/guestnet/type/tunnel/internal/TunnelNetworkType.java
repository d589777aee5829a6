/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.tunnel.internal;

import java.util.Optional;
import org.guestnet.model.DeviceName;
import org.guestnet.model.XmlElement;
import org.guestnet.model.link.LinkNames;
import org.guestnet.spi.DefinedNetwork;
import org.guestnet.spi.Findings;
import org.guestnet.spi.LibvirtDialect;
import org.guestnet.spi.NetworkDefinition;
import org.guestnet.spi.NetworkTypeName;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.spi.Reading;
import org.osgi.service.component.annotations.Component;

/**
 * Networks that have no wire but a {@code <tunnel>}. libvirt makes an isolated bridge without address, so that guests start before the
 * hosts have found each other; the tunnel's provider joins it to the mesh.
 */
@Component(service = NetworkTypeProvider.class)
@NetworkTypeName("tunnel")
public final class TunnelNetworkType implements NetworkTypeProvider {

    private static final String BRIDGE = "bridge";
    private static final String NAME = "name";
    private static final String VIRTUAL =
            "a virtual network with this <tunnel> in it has addresses: write type='virtual'";

    /** A type without configuration. */
    public TunnelNetworkType() {}

    @Override
    public Reading<DefinedNetwork> read(NetworkDefinition definition) {
        Findings findings = new Findings();
        XmlElement root = definition.root();
        if (findings.only(root, "tunnel").isEmpty()) {
            findings.refuse(
                    root,
                    "a tunnel network does not say where its tunnel begins",
                    "add <tunnel id='…'><local dev='…'/></tunnel> with the device to other hosts");
        }
        Optional<XmlElement> bridge = findings.only(root, BRIDGE);
        Optional<DeviceName> name =
                bridge.filter(b -> b.attribute(NAME).isPresent()).flatMap(b -> name(findings, b));
        refuse(findings, root, "ip", "has no addresses of its host", "leave it out; " + VIRTUAL);
        refuse(findings, root, "forward", "forwards nothing beside its tunnel", "leave it out; " + VIRTUAL);
        refuse(
                findings,
                root,
                "source",
                "has no pool of interfaces",
                "leave it out, and name the device to other hosts in <tunnel><local dev='…'/></tunnel>");
        return findings.reading(() -> network(definition, bridge, name));
    }

    /** A template, which libvirt would fill, is refused: the bridge's name has to be known before it is there. */
    private static Optional<DeviceName> name(Findings findings, XmlElement bridge) {
        if (bridge.attribute(NAME).orElse("").contains("%")) {
            findings.refuse(bridge, "the bridge of a tunnel network has a name that is none yet", "leave <bridge> out");
            return Optional.empty();
        }
        return findings.device(bridge, NAME);
    }

    private static void refuse(Findings findings, XmlElement root, String child, String why, String remedy) {
        root.all(child).forEach(c -> findings.refuse(c, "a tunnel network " + why, remedy));
    }

    private static DefinedNetwork network(
            NetworkDefinition definition, Optional<XmlElement> given, Optional<DeviceName> name) {
        DeviceName bridge = name.orElseGet(() -> LinkNames.bridge(definition.name()));
        XmlElement complete = withDefault(
                withDefault(given.orElse(XmlElement.of(BRIDGE)).with(NAME, bridge.value()), "stp", "off"),
                "delay",
                "0");
        XmlElement network = LibvirtDialect.of(definition)
                .withoutChildren(c -> c.name().equals(BRIDGE))
                .with(complete);
        return new TunnelNetwork(network, bridge);
    }

    private static XmlElement withDefault(XmlElement element, String attribute, String value) {
        return element.attribute(attribute).isPresent() ? element : element.with(attribute, value);
    }
}
