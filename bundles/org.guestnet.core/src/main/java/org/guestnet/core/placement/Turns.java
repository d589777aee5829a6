/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.placement;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.guestnet.model.HostName;

/** Which devices were given to guests last. In memory: a manager that starts anew begins a new round. Safe for any thread. */
final class Turns {

    private record Device(HostName host, String identity) {}

    private final AtomicLong turns = new AtomicLong();
    private final Map<Device, Long> last = new ConcurrentHashMap<>();

    void took(HostName host, String identity) {
        last.merge(new Device(host, identity), turns.incrementAndGet(), Math::max);
    }

    /** 0 if never; a greater number is later. */
    long last(HostName host, String identity) {
        return last.getOrDefault(new Device(host, identity), 0L);
    }
}
