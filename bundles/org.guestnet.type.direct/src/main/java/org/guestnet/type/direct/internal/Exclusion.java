/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.Collection;
import java.util.Set;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.XmlElement;

/**
 * What is left out of a pool: {@code <exclude dev='eth15'/>}.
 *
 * @param devices the names, as they are on the host
 * @param element where it stands
 */
record Exclusion(Set<DeviceName> devices, XmlElement element) {

    static final String REMEDY = "correct it, or leave this <exclude> out";

    Exclusion {
        devices = Set.copyOf(devices);
    }

    boolean matches(Collection<DeviceName> pool) {
        return pool.stream().anyMatch(devices::contains);
    }

    String detail() {
        return "<exclude dev='" + Unreadable.shown(element.attribute("dev").orElse(""))
                + "'> matches no device of the pool";
    }

    /** The same of a pool whose names only the host knows. */
    Finding unmatched() {
        return Finding.consent(Codes.DEVICE_UNKNOWN, detail(), REMEDY).at(element.place());
    }
}
