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

    private TestUsage(Map<String, Integer> ports) {
        this.ports = Map.copyOf(ports);
    }

    /** Nothing is used. */
    public static TestUsage none() {
        return new TestUsage(Map.of());
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
        return new TestUsage(more);
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
