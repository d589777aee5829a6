/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import java.util.OptionalInt;
import org.guestnet.model.Finding;
import org.guestnet.model.XmlElement;

/** One element of a pool: what it names becomes members on a host. */
interface PoolElement {

    /** Where it stands. */
    XmlElement element();

    /** How many guests each of its members may serve; empty if any number. */
    OptionalInt limit();

    /** The names of all its devices, if the definition alone tells them. */
    boolean isKnownByName();

    /** What it is on a host. */
    Found on(DeviceIndex host);

    /**
     * What an element is on a host.
     *
     * @param members in order
     * @param findings what it names and the host lacks; a consent means that somebody may have mistyped it
     */
    record Found(List<Member> members, List<Finding> findings) {

        /** Copies both. */
        public Found {
            members = List.copyOf(members);
            findings = List.copyOf(findings);
        }
    }
}
