/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.testkit;

import java.util.HashMap;
import java.util.Map;
import org.guestnet.spi.AttachmentPoint;
import org.guestnet.spi.Usage;

/** How attachment points are used, for tests. Immutable. */
public final class TestUsage implements Usage {

    private final Map<String, Integer> ports;
    private final Map<String, Long> taken;

    private TestUsage(Map<String, Integer> ports, Map<String, Long> taken) {
        this.ports = Map.copyOf(ports);
        this.taken = Map.copyOf(taken);
    }

    /** Nothing is used. */
    public static TestUsage none() {
        return new TestUsage(Map.of(), Map.of());
    }

    /**
     * The same with so many ports at that point.
     *
     * @param identity the point's {@link AttachmentPoint#identity()}
     * @param count how many ports it serves, 0 or more
     */
    public TestUsage with(String identity, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a point serves 0 or more ports, not " + count);
        }
        Map<String, Integer> more = new HashMap<>(ports);
        more.put(identity, count);
        return new TestUsage(more, taken);
    }

    /**
     * The same with that point given away at that moment.
     *
     * @param identity the point's {@link AttachmentPoint#identity()}
     * @param when greater is later, 1 or more
     */
    public TestUsage withTaken(String identity, long when) {
        if (when < 1) {
            throw new IllegalArgumentException("a moment is 1 or more, not " + when);
        }
        Map<String, Long> more = new HashMap<>(taken);
        more.put(identity, when);
        return new TestUsage(ports, more);
    }

    @Override
    public long lastTaken(AttachmentPoint point) {
        return taken.getOrDefault(point.identity(), 0L);
    }

    @Override
    public int portsAt(AttachmentPoint point) {
        return ports.getOrDefault(point.identity(), 0);
    }

    /** The points that are used. */
    @Override
    public String toString() {
        return ports.toString();
    }
}
