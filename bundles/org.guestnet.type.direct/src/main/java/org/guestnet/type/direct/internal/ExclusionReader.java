/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.guestnet.model.DeviceName;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.Findings;

/** Reads {@code <exclude dev='eth15'/>}; one that excludes nothing is most likely mistyped. */
final class ExclusionReader {

    private final Findings findings;
    private final NameReader names;
    private final Inventory inventory;

    ExclusionReader(Findings findings) {
        this.findings = findings;
        this.names = new NameReader(findings);
        this.inventory = new Inventory(findings);
    }

    List<Exclusion> read(List<XmlElement> elements) {
        List<Exclusion> all = new ArrayList<>();
        for (XmlElement element : elements) {
            findings.refuseUnknown(element, Set.of(NameReader.DEV), Set.of());
            names.several(element, inventory).ifPresent(n -> all.add(new Exclusion(Set.copyOf(n), element)));
        }
        return all;
    }

    /** Of a pool whose devices the definition alone tells; of others see {@link PoolOnHost}. */
    void refuseUseless(List<Exclusion> exclusions, List<PoolElement> pool) {
        if (exclusions.isEmpty() || !pool.stream().allMatch(PoolElement::isKnownByName)) {
            return;
        }
        Set<DeviceName> left = new HashSet<>();
        pool.stream().map(Listed.class::cast).forEach(l -> left.addAll(l.devices()));
        exclusions.stream()
                .filter(e -> !e.matches(left))
                .forEach(e -> findings.refuse(e.element(), e.detail(), Exclusion.REMEDY));
        exclusions.forEach(e -> left.removeAll(e.devices()));
        if (left.isEmpty()) {
            findings.refuse(
                    exclusions.get(exclusions.size() - 1).element(),
                    "with this <exclude> no device is left in the pool",
                    "leave one in");
        }
    }
}
