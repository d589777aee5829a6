/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.GuestName;

/**
 * Which hosts may have a guest of a name. Never one too few: a name is here before its host's state is, and until that is gone; so whoever
 * asks looks at the states, too. Safe for any thread, as long as nobody else changes what belongs to one host.
 *
 * @param <H> how a host is called here
 */
final class GuestIndex<H> {

    /** Sets of one are shared by all names of a host. */
    private final Map<GuestName, Set<H>> hosts = new ConcurrentHashMap<>();

    /** Before the host is known to have these guests. @param host it alone */
    void coming(Set<H> host, Guests before, Guests now) {
        if (now != before) {
            now.values().forEach(g -> hosts.merge(g.name(), host, GuestIndex::both));
        }
    }

    /** After the host is no longer known to have others. @param host it alone */
    void gone(Set<H> host, Guests before, Guests now) {
        if (now != before) {
            Set<GuestName> left = now.values().stream().map(GuestReport::name).collect(Collectors.toSet());
            before.values().stream()
                    .map(GuestReport::name)
                    .filter(name -> !left.contains(name))
                    .forEach(name -> hosts.computeIfPresent(name, (n, known) -> without(known, host)));
        }
    }

    private static <H> Set<H> both(Set<H> known, Set<H> host) {
        return known.containsAll(host)
                ? known
                : Stream.concat(known.stream(), host.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static <H> Set<H> without(Set<H> known, Set<H> host) {
        Set<H> rest = known.stream().filter(h -> !host.contains(h)).collect(Collectors.toUnmodifiableSet());
        return rest.isEmpty() ? null : rest; // null: nobody has it
    }

    /** The hosts that may have it. */
    Set<H> having(GuestName name) {
        return hosts.getOrDefault(name, Set.of());
    }

    /** How many names are known. */
    int size() {
        return hosts.size();
    }
}
