/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.move;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;

/** Which hosts reach each other, as far as it was seen lately: one that cannot is not waited for at every migration. */
public final class Peers {

    private static final Duration REMEMBERED = Duration.ofMinutes(10); // an administrator may have cured it by then

    private final Map<Way, Long> blocked = new ConcurrentHashMap<>(); // since when, in nanoseconds

    private record Way(HostName from, HostAddress to) {}

    /** Whether that address was lately out of reach. */
    public boolean isBlocked(HostName from, HostAddress to) {
        Way way = new Way(from, to);
        Long since = blocked.get(way);
        if (since != null && System.nanoTime() - since > REMEMBERED.toNanos()) {
            blocked.remove(way, since);
            return false;
        }
        return since != null;
    }

    /** A host could not reach that address. */
    public void block(HostName from, HostAddress to) {
        blocked.put(new Way(from, to), System.nanoTime());
    }

    /** The address at which a host reaches another one's libvirt; empty if it does not. */
    public Optional<HostAddress> reach(HostName from, Host to) {
        return to.peer().filter(address -> !isBlocked(from, address));
    }

    /** What to say of a migration that was steered from here although the hosts should reach each other. */
    public static Finding notice(HostName from, Host to, HostAddress address) {
        return Finding.notice(
                        Codes.PEER_UNREACHABLE,
                        "host " + from + " does not reach the libvirt of host " + to.name() + " at " + address
                                + ": the migration was steered from here, and would not have gone on alone",
                        "let " + from + " reach it, or give host " + to.name() + " another peer address")
                .on(from);
    }
}
