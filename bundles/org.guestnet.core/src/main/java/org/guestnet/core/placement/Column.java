/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.Arrays;

/** What each host can offer of one network, by the hosts' numbers. Not for several threads. */
final class Column {

    /** Of a host that does not have the network. */
    static final byte MISSING = -1;

    private byte[] points = {};
    private int hosts;

    byte get(int host) {
        return host < points.length ? points[host] : MISSING;
    }

    /** @param room for how many hosts there is room */
    void set(int host, byte value, int room) {
        if (points.length < room) {
            int before = points.length;
            points = Arrays.copyOf(points, room);
            Arrays.fill(points, before, room, MISSING);
        }
        hosts += points[host] == MISSING ? 1 : 0;
        points[host] = value;
    }

    /** The host no longer has it. @return whether no host has */
    boolean clear(int host) {
        hosts -= get(host) == MISSING ? 0 : 1;
        if (host < points.length) {
            points[host] = MISSING;
        }
        return hosts == 0;
    }
}
