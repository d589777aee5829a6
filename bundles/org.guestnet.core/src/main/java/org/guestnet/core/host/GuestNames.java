/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.GuestName;
import org.guestnet.model.HostName;

/** Which hosts have a guest of a name, so that nobody has to ask all hosts. Safe for any thread. */
final class GuestNames {

    private final Map<GuestName, List<HostName>> hosts = new ConcurrentHashMap<>();
    private final Map<HostName, Map<UUID, GuestReport>> counted = new ConcurrentHashMap<>();

    /**
     * A host's guests may have changed.
     *
     * @param now what they are; asked by one thread at a time for a host, so that the last update has the last answer
     */
    void update(HostName host, Supplier<Map<UUID, GuestReport>> now) {
        if (now.get() != counted.get(host)) { // all hosts come here after each look
            counted.compute(host, (h, before) -> counted(h, before == null ? Map.of() : before, now.get()));
        }
    }

    private Map<UUID, GuestReport> counted(
            HostName host, Map<UUID, GuestReport> before, Map<UUID, GuestReport> guests) {
        Set<GuestName> names = names(guests.values());
        Set<GuestName> known = names(before.values());
        List<HostName> alone = List.of(host); // one list for all that no other host has
        known.stream().filter(n -> !names.contains(n)).forEach(n -> remove(n, host));
        names.stream().filter(n -> !known.contains(n)).forEach(n -> add(n, alone));
        return guests.isEmpty() ? null : guests; // a host that is gone leaves nothing
    }

    private static Set<GuestName> names(Collection<GuestReport> guests) {
        return guests.stream().map(GuestReport::name).collect(Collectors.toSet());
    }

    private void add(GuestName name, List<HostName> alone) {
        hosts.merge(
                name,
                alone,
                (known, one) -> Stream.concat(known.stream(), one.stream()).toList());
    }

    private void remove(GuestName name, HostName host) {
        hosts.computeIfPresent(name, (n, known) -> {
            List<HostName> left = known.stream().filter(h -> !h.equals(host)).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** The hosts that have it. */
    List<HostName> hosts(GuestName guest) {
        return hosts.getOrDefault(guest, List.of());
    }
}
