/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.GuestName;

/** The guests of a host by their UUIDs. Immutable. */
public final class Guests extends KeyedMap<UUID, GuestReport> {

    /** No guest was seen. */
    public static final Guests NONE = new Guests(List.of());

    /** @param guests of those with the same UUID the last counts */
    Guests(Collection<GuestReport> guests) {
        super(guests, GuestReport::uuid);
    }

    /** The guest of that name. */
    public Optional<GuestReport> named(GuestName name) {
        return values().stream().filter(g -> g.name().equals(name)).findFirst();
    }
}
