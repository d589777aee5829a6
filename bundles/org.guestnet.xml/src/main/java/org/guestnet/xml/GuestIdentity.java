/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.xml;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.guestnet.model.GuestName;

/**
 * Which guest a document is about.
 *
 * @param uuid its UUID, the same on all hosts
 * @param name its name
 */
public record GuestIdentity(UUID uuid, GuestName name) {

    /** @throws NullPointerException if a part is null */
    public GuestIdentity {
        requireNonNull(uuid, "uuid");
        requireNonNull(name, "name");
    }
}
