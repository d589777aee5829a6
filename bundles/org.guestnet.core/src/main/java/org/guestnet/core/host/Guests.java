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

/** The guests of a host by their UUIDs, and by their names. Immutable. */
public final class Guests extends KeyedMap<UUID, GuestReport> {

    /** No guest was seen. */
    public static final Guests NONE = new Guests(List.of());

    /** Hashes of names at the places that they say, as in {@link KeyedMap}: who asks all hosts for a name looks at hardly any guest. */
    private final int[] names;

    /** @param guests of those with the same UUID the last counts */
    Guests(Collection<GuestReport> guests) {
        super(guests, GuestReport::uuid);
        this.names = new int[2 * size() + 1];
        values().forEach(g -> names[place(hash(g.name()))] = hash(g.name()));
    }

    private static int hash(GuestName name) {
        return name.hashCode() | 1; // none is 0: that is a free place
    }

    private int place(int hash) {
        int place = Math.floorMod(hash, names.length);
        while (names[place] != 0 && names[place] != hash) {
            place = (place + 1) % names.length;
        }
        return place;
    }

    /** The guest of that name. */
    public Optional<GuestReport> named(GuestName name) {
        return names[place(hash(name))] == 0
                ? Optional.empty()
                : values().stream().filter(g -> g.name().equals(name)).findFirst();
    }
}
