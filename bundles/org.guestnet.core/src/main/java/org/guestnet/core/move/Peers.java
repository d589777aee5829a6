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

    /** Why a host is passed over: it did not get hold of the other one. */
    public static final String NOT_REACHED = "does not reach";

    /** Why a host is passed over: what the other one refused did not come back. */
    public static final String NOT_UNDERSTOOD = "did not tell what was refused by";

    private final Map<Way, Block> blocked = new ConcurrentHashMap<>();

    private record Way(HostName from, HostAddress to) {}

    private record Block(String why, long since) {}

    private Optional<Block> block(HostName from, HostAddress to) {
        Way way = new Way(from, to);
        Block block = blocked.get(way);
        if (block != null && System.nanoTime() - block.since > REMEMBERED.toNanos()) {
            blocked.remove(way, block);
            return Optional.empty();
        }
        return Optional.ofNullable(block);
    }

    /** A host is not to use that address for a while. @param why {@link #NOT_REACHED} or {@link #NOT_UNDERSTOOD} */
    public void block(HostName from, HostAddress to, String why) {
        blocked.put(new Way(from, to), new Block(why, System.nanoTime()));
    }

    /** The address at which a host reaches another one's libvirt; empty if it does not. */
    public Optional<HostAddress> reach(HostName from, Host to) {
        return to.peer().filter(address -> block(from, address).isEmpty());
    }

    /** What to say of a migration that is steered from here although the hosts should reach each other; empty if they may. */
    public Optional<Finding> notice(HostName from, Host to, HostAddress address) {
        return block(from, address)
                .map(block -> Finding.notice(
                                Codes.PEER_UNREACHABLE,
                                "host " + from + " " + block.why + " the libvirt of host " + to.name() + " at "
                                        + address
                                        + ": the migration was steered from here, and would not have gone on alone",
                                "let " + from + " reach it, or give host " + to.name() + " another peer address")
                        .on(from));
    }
}
