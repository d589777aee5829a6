/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/**
 * Reads a pool from libvirt's {@code <forward mode='vepa' dev='eth0'><interface dev='eth0'/></forward>}. It has no more in it than
 * libvirt's own: what libvirt would overlook without a word is refused.
 */
final class ForwardReader {

    private static final String DEV = NameReader.DEV;
    private static final Set<String> MEMBERS = Set.of(ElementReader.INTERFACE, ElementReader.PF);
    private static final List<String> OURS =
            List.of(LimitReader.MAX_CONNECTIONS, PinReader.MAC, PinReader.PCI, FunctionsReader.VF);

    private final Findings findings;
    private final XmlElement network;
    private final XmlElement forward;

    ForwardReader(Findings findings, XmlElement network, XmlElement forward) {
        this.findings = findings;
        this.network = network;
        this.forward = forward;
    }

    /** The pool; it holds only if nothing was refused. */
    Supplier<Pool> read() {
        refuseOurs();
        forward.all("address")
                .forEach(a -> findings.refuse(
                        a,
                        "a PCI address is no member of a direct network's pool",
                        "list <interface dev='…'/>, or write <source><interface pci='…'/></source>"));
        Optional<Mode> mode =
                PoolReader.mode(findings, forward, forward.attribute("mode").orElse("nat")); // libvirt's default
        List<XmlElement> members = members();
        List<PoolElement> elements = new ElementReader(findings, mode, network).read(members);
        if (members.isEmpty() && forward.first("address").isEmpty()) {
            PoolReader.refusePoolMissing(findings, forward);
        }
        XmlElement published = forward.withoutChildren(c -> MEMBERS.contains(c.name()));
        return () -> new Pool(
                mode.orElseThrow(),
                Strategy.LEAST_USED,
                elements,
                List.of(),
                published.with("mode", mode.orElseThrow().toString()));
    }

    private void refuseOurs() {
        if (forward.attribute("strategy").isPresent()) {
            refuseOurs(forward, "strategy");
        }
        forward.all(ElementReader.EXCLUDE).forEach(e -> refuseOurs(e, "<exclude>"));
        forward.children().stream().filter(c -> MEMBERS.contains(c.name())).forEach(c -> {
            OURS.stream().filter(a -> c.attribute(a).isPresent()).forEach(a -> refuseOurs(c, a));
            if (NameReader.isRange(c)) {
                refuseOurs(c, "ranges");
            }
        });
    }

    private void refuseOurs(XmlElement at, String what) {
        findings.refuse(
                at,
                "libvirt's <forward> knows no " + what,
                "write the pool as <source mode='…'> in a network of type='direct'");
    }

    /** To libvirt {@code <forward dev='x'>} is the same as a first {@code <interface dev='x'>}. */
    private List<XmlElement> members() {
        List<XmlElement> listed = forward.children().stream()
                .filter(c -> MEMBERS.contains(c.name()))
                .toList();
        List<XmlElement> functions = forward.all(ElementReader.PF);
        if (!functions.isEmpty() && listed.size() > 1) {
            findings.refuse(
                    functions.get(0),
                    "libvirt's <forward> takes either one <pf> or <interface>s",
                    "write the pool as <source mode='…'> in a network of type='direct'");
        }
        Optional<String> dev = forward.attribute(DEV);
        if (dev.isPresent()
                && !listed.isEmpty()
                && !listed.get(0).attribute(DEV).equals(dev)) {
            findings.refuse(
                    forward,
                    "<forward dev='" + Unreadable.shown(dev.get()) + "'> is not the first <interface> of the pool",
                    "leave dev out of <forward>, or list that device first");
        }
        Stream<XmlElement> alone = dev.stream().filter(d -> listed.isEmpty()).map(this::alone);
        return Stream.concat(alone, readable(listed)).toList();
    }

    /** What was refused already is not read again. */
    private static Stream<XmlElement> readable(List<XmlElement> listed) {
        return listed.stream().map(e -> {
            XmlElement plain = e;
            for (String ours : OURS) {
                plain = plain.without(ours);
            }
            return plain;
        });
    }

    private XmlElement alone(String dev) {
        return new XmlElement(new QName(forward.name()), Map.of(new QName(DEV), dev), List.of(), "", forward.place());
    }
}
