/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.type.direct.internal;

import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.Usage;

/** Which of the open members a guest is given. All sorts are stable: of equals the first of the definition. */
enum Strategy {
    /** As libvirt does it: the member with the fewest guests. */
    LEAST_USED {
        @Override
        Comparator<AttachmentPoint> order(List<Member> pool, Usage usage) {
            return Comparator.comparingInt(usage::portsAt);
        }
    },
    /** In turns: the member that was given away the longest ago. */
    ROUND_ROBIN {
        @Override
        Comparator<AttachmentPoint> order(List<Member> pool, Usage usage) {
            return Comparator.comparingLong(usage::lastTaken);
        }
    },
    /** The first of the definition until it is full, so that the last stay free. */
    FILL {
        @Override
        Comparator<AttachmentPoint> order(List<Member> pool, Usage usage) {
            return Comparator.comparingInt(p -> 0);
        }
    },
    /** A member of the NUMA node that has the fewest guests in this pool, and there the least used one. */
    SPREAD_NUMA {
        @Override
        Comparator<AttachmentPoint> order(List<Member> pool, Usage usage) {
            Map<String, Integer> nodes =
                    pool.stream().collect(toMap(Member::identity, Member::numaNode, (first, same) -> first));
            Map<Integer, Integer> guests = pool.stream()
                    .map(Member::point)
                    .collect(toMap(p -> nodes.get(p.identity()), usage::portsAt, Integer::sum));
            return Comparator.<AttachmentPoint>comparingInt(p -> guests.get(nodes.get(p.identity())))
                    .thenComparingInt(usage::portsAt);
        }
    };

    static final String NAMES = "least-used, round-robin, fill or spread-numa";

    static Optional<Strategy> parse(String text) {
        return Stream.of(values()).filter(s -> s.toString().equals(text)).findFirst();
    }

    /** Best first. */
    abstract Comparator<AttachmentPoint> order(List<Member> pool, Usage usage);

    /** Whether it looks at more than the members that are open. */
    boolean needsPool() {
        return this == SPREAD_NUMA;
    }

    /** The word in XML. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
