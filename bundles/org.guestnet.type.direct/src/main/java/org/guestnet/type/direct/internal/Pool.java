/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import org.guestnet.model.XmlElement;
import org.guestnet.spi.HostView;

/**
 * A pool of physical interfaces, read.
 *
 * @param mode how guests share a member
 * @param strategy which member a guest is given
 * @param elements at least one, in the order of the definition
 * @param exclusions what is left out of them
 * @param forward the same in libvirt's dialect, still without its members
 */
record Pool(Mode mode, Strategy strategy, List<PoolElement> elements, List<Exclusion> exclusions, XmlElement forward) {

    /** How many members it may have; libvirt walks its list for each guest. */
    static final int MAX_MEMBERS = 4096;

    Pool {
        elements = List.copyOf(elements);
        exclusions = List.copyOf(exclusions);
    }

    /** What libvirt is told: plain device names. Its {@code <forward dev='eth0'/>} says the one member already. */
    XmlElement forward(List<Member> members) {
        return isNamedByForward()
                ? forward
                : forward.withAll(members.stream().map(Member::plain).toList());
    }

    /** Whether nothing that it names is known on a host: then libvirt is told of no member. */
    boolean isEmptyOn(HostView host) {
        boolean isPlain = exclusions.isEmpty() && elements.stream().anyMatch(PoolElement::isKnownByName);
        return !isPlain && PoolOnHost.of(this, host).members().isEmpty();
    }

    private boolean isNamedByForward() {
        return elements.size() == 1 && elements.get(0).element().name().equals("forward");
    }
}
