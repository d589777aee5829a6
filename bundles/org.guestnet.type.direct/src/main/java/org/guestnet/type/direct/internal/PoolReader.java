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
import javax.xml.namespace.QName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/**
 * Reads a pool from {@code <source mode='vepa'><interface dev='eth0'/></source>}, or, by {@link ForwardReader}, from libvirt's
 * {@code <forward>}.
 */
final class PoolReader {

    private static final Set<String> MEMBERS = Set.of(ElementReader.INTERFACE, ElementReader.PF);
    private static final Set<String> ELEMENTS =
            Set.of(ElementReader.INTERFACE, ElementReader.PF, ElementReader.EXCLUDE);

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
            return new ForwardReader(findings, network, forward.get()).read();
        }
        refusePoolMissing(findings, network);
        return () -> {
            throw new IllegalStateException("refused");
        };
    }

    private Supplier<Pool> fromSource(XmlElement source) {
        findings.refuseUnknown(source, Set.of("mode", "strategy"), ELEMENTS);
        Optional<Mode> mode =
                mode(findings, source, source.attribute("mode").orElse("vepa")); // libvirt's default for guests
        Optional<Strategy> strategy = strategy(source);
        ElementReader reader = new ElementReader(findings, mode, network);
        List<XmlElement> listed = source.children().stream()
                .filter(c -> MEMBERS.contains(c.name()))
                .toList();
        List<PoolElement> elements = reader.read(listed);
        List<Exclusion> exclusions = exclusions(source, elements, elements.size() == listed.size());
        if (listed.isEmpty()) {
            refusePoolMissing(findings, source);
        }
        return () ->
                new Pool(mode.orElseThrow(), strategy.orElseThrow(), elements, exclusions, forward(source, mode.get()));
    }

    private List<Exclusion> exclusions(XmlElement source, List<PoolElement> pool, boolean isWhole) {
        ExclusionReader reader = new ExclusionReader(findings);
        List<Exclusion> exclusions = reader.read(source.all(ElementReader.EXCLUDE));
        if (isWhole && !pool.isEmpty()) {
            reader.refuseUseless(exclusions, pool);
        }
        return exclusions;
    }

    private Optional<Strategy> strategy(XmlElement source) {
        String text = source.attribute("strategy").orElse(Strategy.LEAST_USED.toString());
        Optional<Strategy> strategy = Strategy.parse(text);
        if (strategy.isEmpty()) {
            findings.refuse(
                    source,
                    "strategy '" + Unreadable.shown(text) + "' is not known",
                    "write strategy='…' with " + Strategy.NAMES);
        }
        return strategy;
    }

    private static XmlElement forward(XmlElement source, Mode mode) {
        return new XmlElement(
                new QName("forward"), Map.of(new QName("mode"), mode.toString()), List.of(), "", source.place());
    }

    static Optional<Mode> mode(Findings findings, XmlElement element, String text) {
        Optional<Mode> mode = Mode.parse(text);
        if (mode.isEmpty()) {
            findings.refuse(
                    element,
                    "mode '" + Unreadable.shown(text) + "' is none of a direct network",
                    "write mode='…' with " + Mode.NAMES);
        }
        return mode;
    }

    static void refusePoolMissing(Findings findings, XmlElement at) {
        findings.refuse(
                at,
                "a direct network needs a pool of at least one physical interface of the host",
                "write <source mode='vepa'><interface dev='…'/></source>");
    }
}
