/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.guestnet.model.DeviceName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/** Reads {@code <pf dev='ens1f0' vf='0,2-7,9'/>}. Several may choose of one physical function, each its own. */
final class FunctionsReader {

    static final String VF = "vf";

    private final Findings findings;
    private final LimitReader limits;
    private final NameReader names;
    private final Inventory inventory;
    private final Map<DeviceName, XmlElement> first = new HashMap<>();
    private final Set<DeviceName> whole = new HashSet<>();

    FunctionsReader(Findings findings, LimitReader limits, Inventory inventory) {
        this.findings = findings;
        this.limits = limits;
        this.names = new NameReader(findings);
        this.inventory = inventory;
    }

    Optional<PoolElement> read(XmlElement element) {
        findings.refuseUnknown(element, Set.of(NameReader.DEV, VF, LimitReader.MAX_CONNECTIONS), Set.of());
        OptionalInt limit = limits.read(element);
        Optional<DeviceName> pf = names.one(element);
        Optional<List<Integer>> chosen = element.attribute(VF).isPresent() ? chosen(element) : Optional.of(List.of());
        return pf.filter(d -> chosen.isPresent())
                .filter(d -> isNew(d, chosen.get(), element))
                .map(d -> new Functions(d, chosen.get().stream().sorted().toList(), limit, element));
    }

    private Optional<List<Integer>> chosen(XmlElement element) {
        String text = element.attribute(VF).orElseThrow();
        try {
            Numbers numbers = Numbers.parse(text);
            return inventory.fits(element, "vf='" + Unreadable.shown(text) + "'", numbers.count())
                    ? Optional.of(numbers.indices().boxed().toList())
                    : Optional.empty();
        } catch (Unreadable e) {
            NameReader.refuse(findings, element, VF, e);
            return Optional.empty();
        }
    }

    private boolean isNew(DeviceName pf, List<Integer> chosen, XmlElement element) {
        XmlElement before = first.putIfAbsent(pf, element);
        if (before != null && (chosen.isEmpty() || whole.contains(pf))) {
            findings.refuse(
                    element,
                    "virtual functions of " + pf + " are listed twice, first at " + before.place(),
                    "list each virtual function once, by vf='…'");
            return false;
        }
        if (chosen.isEmpty()) {
            whole.add(pf);
        }
        return inventory.add(
                element,
                chosen.stream().map(i -> "virtual function " + i + " of " + pf).toList());
    }
}
