/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.LibvirtDialect;
import org.guestnet.xml.LibvirtNetwork;
import org.guestnet.xml.Member;
import org.guestnet.xml.Xml;
import org.guestnet.xml.internal.jaxb.NamedXml;
import org.guestnet.xml.internal.jaxb.NetworkXml;
import org.guestnet.xml.internal.jaxb.NetworkXml.ForwardXml;
import org.guestnet.xml.internal.jaxb.NetworkXml.MemberXml;

/** Reads a network that libvirt wrote. */
public final class LibvirtNetworkReader {

    private static final Binding<NetworkXml> BINDING = new Binding<>(NetworkXml.class);
    private static final Set<String> POOL_MODES = Set.of("bridge", "private", "vepa", "passthrough");
    private static final String REMEDY = "libvirt writes no such network; look at it with virsh net-dumpxml";

    private final Findings findings = Findings.ofDefinition();
    private final XmlElement root;

    private LibvirtNetworkReader(XmlElement root) {
        this.root = root;
    }

    /** Reads it. @throws GuestnetException with all that is wrong */
    public static LibvirtNetwork read(String text) throws GuestnetException {
        XmlElement root = Xml.parse(text);
        LibvirtNetworkReader reader = new LibvirtNetworkReader(root);
        if (!root.name().equals("network")) {
            reader.findings.add(
                    root, "the document is a <" + root.qname().getLocalPart() + ">, not a <network>", REMEDY);
        }
        reader.findings.check();
        return reader.network(BINDING.read(root));
    }

    private LibvirtNetwork network(NetworkXml xml) throws GuestnetException {
        Optional<NetworkName> name =
                findings.value(root, Optional.ofNullable(xml.name).orElse(""), NetworkName::new, REMEDY);
        Optional<UUID> uuid =
                findings.value(root, Optional.ofNullable(xml.uuid).map(String::strip), UUID::fromString, REMEDY);
        Optional<String> mode = Optional.ofNullable(xml.forward)
                .map(f -> Optional.ofNullable(f.mode).orElse("nat"))
                .filter(m -> !m.equals("none"));
        Optional<DeviceName> bridge = Optional.ofNullable(xml.bridge)
                .flatMap(b -> findings.value(root, Optional.ofNullable(b.name), DeviceName::new, REMEDY));
        List<Member> pool =
                mode.filter(POOL_MODES::contains).map(m -> pool(xml.forward)).orElse(List.of());
        findings.check();
        boolean exclusive = LibvirtDialect.isExclusive(mode.orElse(""), root);
        return new LibvirtNetwork(name.orElseThrow(), uuid, mode, bridge, pool, exclusive, names(xml.portgroups));
    }

    private List<Member> pool(ForwardXml forward) {
        if (forward.members.isEmpty() && forward.dev != null) {
            MemberXml only = new MemberXml();
            only.dev = forward.dev;
            return member(only).stream().toList();
        }
        return forward.members.stream().flatMap(m -> member(m).stream()).toList();
    }

    private Optional<Member> member(MemberXml xml) {
        int connections = findings.value(root, Optional.ofNullable(xml.connections), Integer::parseUnsignedInt, REMEDY)
                .orElse(0);
        return findings.value(root, String.valueOf(xml.dev), DeviceName::new, REMEDY)
                .map(device -> new Member(device, Math.max(0, connections)));
    }

    private static List<String> names(List<NamedXml> named) {
        return named.stream().map(n -> n.name).filter(Objects::nonNull).toList();
    }
}
