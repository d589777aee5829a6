/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Findings as people read them. Nothing here has a state: for any thread. */
public final class Findings {

    private static final int NAMED = 3;

    private Findings() {}

    /**
     * What several hosts say alike told once: in a fleet a guest is refused by a hundred hosts for three reasons. Those of one code about one
     * network and interface become the first of them, which then names other hosts; details of these may differ. Of one host nothing is left
     * out, nor what is about no host. The findings themselves are not changed.
     *
     * @param findings in the order in which they matter
     * @return in the order of the first of each; not modifiable
     * @throws NullPointerException if one is null
     */
    public static List<Finding> together(Collection<Finding> findings) {
        Map<Object, List<Finding>> alike = new LinkedHashMap<>();
        Map<Object, Integer> times = new HashMap<>();
        for (Finding finding : findings) {
            List<Object> kind = List.of(
                    finding.severity(),
                    finding.code(),
                    finding.network(),
                    finding.nic(),
                    finding.host().isPresent());
            int time = times.merge(List.of(kind, finding.host()), 1, Integer::sum); // the same host's second is another
            alike.computeIfAbsent(List.of(kind, time), k -> new ArrayList<>()).add(finding);
        }
        return alike.values().stream().map(Findings::first).toList();
    }

    private static Finding first(List<Finding> alike) {
        List<HostName> others =
                alike.stream().skip(1).flatMap(f -> f.host().stream()).toList();
        Finding first = alike.get(0);
        return others.isEmpty() ? first : first.withDetail(first.detail() + "; likewise on " + names(others));
    }

    private static String names(List<HostName> hosts) {
        String named = hosts.stream().limit(NAMED).map(HostName::value).collect(Collectors.joining(", "));
        int more = hosts.size() - NAMED;
        return more <= 0 ? named : named + " and " + more + (more == 1 ? " more host" : " more hosts");
    }
}
