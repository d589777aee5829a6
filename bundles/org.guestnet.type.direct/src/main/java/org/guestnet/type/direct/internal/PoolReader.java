/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/**
 * Reads a pool from {@code <source mode='vepa'><interface dev='eth0'/></source>}, or from libvirt's
 * {@code <forward mode='vepa' dev='eth0'><interface dev='eth0'/></forward>}.
 */
final class PoolReader {

    private static final String INTERFACE = "interface";
    private static final Set<String> NOT_YET = Set.of("pf", "exclude", "address");

    private final Findings findings;
    private final XmlElement network;

    PoolReader(Findings findings, XmlElement network) {
        this.findings = findings;
        this.network = network;
    }

    /** The pool; it holds only if nothing was refused. */
    Supplier<Pool> read() {
        Optional<XmlElement> source = findings.only(network, "source");
        Optional<XmlElement> forward = findings.only(network, "forward");
        if (source.isPresent() && forward.isPresent()) {
            findings.refuse(
                    forward.get(),
                    "the pool is given in two dialects, <source> and <forward>",
                    "keep <source>, which has all that <forward> has, or leave out <source> and type");
        }
        if (source.isPresent()) {
            return fromSource(source.get());
        }
        if (forward.isPresent()) {
            return fromForward(forward.get());
        }
        refusePoolMissing(network);
        return () -> {
            throw new IllegalStateException("refused");
        };
    }

    private Supplier<Pool> fromSource(XmlElement source) {
        refuseNotYet(source);
        findings.refuseUnknown(
                source.without("strategy").withoutChildren(c -> NOT_YET.contains(c.name())),
                Set.of("mode"),
                Set.of(INTERFACE));
        Optional<Mode> mode = mode(source, source.attribute("mode").orElse("vepa")); // libvirt's default for guests
        List<Member> members = new MemberReader(findings, mode, network).read(source.all(INTERFACE));
        if (!holdsMembers(source)) {
            refusePoolMissing(source);
        }
        return () -> new Pool(mode.orElseThrow(), members, forward(source, mode.orElseThrow(), members));
    }

    private Supplier<Pool> fromForward(XmlElement forward) {
        refuseNotYet(forward);
        forward.all(INTERFACE).stream()
                .filter(i -> i.attribute(MemberReader.MAX_CONNECTIONS).isPresent())
                .forEach(i -> findings.refuse(
                        i,
                        "libvirt's <forward> knows no maxConnections",
                        "write the pool as <source mode='…'> in a network of type='direct'"));
        Optional<Mode> mode = mode(forward, forward.attribute("mode").orElse("nat")); // libvirt's default
        List<XmlElement> interfaces = interfaces(forward);
        List<Member> members = new MemberReader(findings, mode, network).read(interfaces);
        if (interfaces.isEmpty() && !holdsMembers(forward)) {
            refusePoolMissing(forward);
        }
        XmlElement published = forward.withoutChildren(c -> c.name().equals(INTERFACE))
                .withAll(forward.all(INTERFACE).stream()
                        .map(i -> i.without("connections"))
                        .toList());
        return () -> new Pool(
                mode.orElseThrow(),
                members,
                published.with("mode", mode.orElseThrow().toString()));
    }

    /** To libvirt {@code <forward dev='x'>} is the same as a first {@code <interface dev='x'>}. */
    private List<XmlElement> interfaces(XmlElement forward) {
        List<XmlElement> listed = forward.all(INTERFACE);
        Optional<String> dev = forward.attribute("dev");
        if (dev.isPresent()
                && !listed.isEmpty()
                && !listed.get(0).attribute("dev").equals(dev)) {
            findings.refuse(
                    forward,
                    "<forward dev='" + dev.get() + "'> is not the first <interface> of the pool",
                    "leave dev out of <forward>, or list that device first");
        }
        return dev.isPresent() && listed.isEmpty() ? List.of(alone(forward, dev.get())) : listed;
    }

    private static XmlElement alone(XmlElement forward, String dev) {
        return new XmlElement(new QName(forward.name()), Map.of(new QName("dev"), dev), List.of(), "", forward.place());
    }

    private Optional<Mode> mode(XmlElement element, String text) {
        Optional<Mode> mode = Mode.parse(text);
        if (mode.isEmpty()) {
            findings.refuse(
                    element, "mode '" + text + "' is none of a direct network", "write mode='…' with " + Mode.NAMES);
        }
        return mode;
    }

    private static XmlElement forward(XmlElement source, Mode mode, List<Member> members) {
        List<XmlElement> interfaces = new ArrayList<>();
        members.forEach(m -> interfaces.add(m.element().without(MemberReader.MAX_CONNECTIONS)));
        Map<QName, String> attributes = Map.of(new QName("mode"), mode.toString());
        return new XmlElement(new QName("forward"), attributes, interfaces, "", source.place());
    }

    private static boolean holdsMembers(XmlElement element) {
        return element.children().stream().anyMatch(c -> c.name().equals(INTERFACE) || NOT_YET.contains(c.name()));
    }

    private void refuseNotYet(XmlElement element) {
        if (element.name().equals("source") && element.attribute("strategy").isPresent()) {
            findings.refuse(
                    element, "strategies cannot be chosen yet", "leave strategy out: the least used device is taken");
        }
        element.children().stream()
                .filter(c -> NOT_YET.contains(c.name()))
                .forEach(c -> findings.refuse(
                        c,
                        "<" + c.name() + "> cannot be used in the pool of a direct network yet",
                        "list each device in an <interface dev='…'/>"));
    }

    private void refusePoolMissing(XmlElement at) {
        findings.refuse(
                at,
                "a direct network needs a pool of at least one physical interface of the host",
                "write <source mode='vepa'><interface dev='…'/></source>");
    }
}
