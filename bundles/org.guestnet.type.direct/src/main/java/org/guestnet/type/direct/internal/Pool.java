/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import java.util.List;
import org.guestnet.model.XmlElement;

/**
 * A pool of physical interfaces, read.
 *
 * @param mode how guests share a member
 * @param members at least one, in the order of the definition
 * @param forward the same in libvirt's dialect
 */
record Pool(Mode mode, List<Member> members, XmlElement forward) {

    Pool {
        members = List.copyOf(members);
    }
}
