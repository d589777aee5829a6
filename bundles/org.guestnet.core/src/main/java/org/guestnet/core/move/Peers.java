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

    private final Map<Way, Block> blocked = new ConcurrentHashMap<>();

    private record Way(HostName from, HostAddress to) {}

    private record Block(Finding notice, long since) {}

    private Optional<Block> block(HostName from, HostAddress to) {
        Way way = new Way(from, to);
        Block block = blocked.get(way);
        if (block != null && System.nanoTime() - block.since > REMEMBERED.toNanos()) {
            blocked.remove(way, block);
            return Optional.empty();
        }
        return Optional.ofNullable(block);
    }

    /** A host could not reach another one at that address. */
    public void blockUnreached(HostName from, HostName to, HostAddress address) {
        String what = "host " + from + " does not reach the libvirt of host " + to + " at " + address;
        String remedy = "let " + from + " reach it, or give host " + to + " another peer address";
        block(from, address, Codes.PEER_UNREACHABLE, what, remedy);
    }

    /** What another host at that address had refused did not come back to a host. */
    public void blockSilent(HostName from, HostName to, HostAddress address) {
        String what = "host " + from + " did not tell lately why host " + to + " refused a guest";
        block(from, address, Codes.PEER_SILENT, what, "");
    }

    private void block(HostName from, HostAddress address, String code, String what, String remedy) {
        String detail = what + ": the migration was steered from here, and would not have gone on alone";
        Finding notice = Finding.notice(code, detail, remedy).on(from);
        blocked.put(new Way(from, address), new Block(notice, System.nanoTime()));
    }

    /** The address at which a host reaches another one's libvirt; empty if it does not. */
    public Optional<HostAddress> reach(HostName from, Host to) {
        return to.peer().filter(address -> block(from, address).isEmpty());
    }

    /** What to say of a migration that is steered from here although the hosts should reach each other; empty if they may. */
    public Optional<Finding> notice(HostName from, HostAddress address) {
        return block(from, address).map(Block::notice);
    }
}
