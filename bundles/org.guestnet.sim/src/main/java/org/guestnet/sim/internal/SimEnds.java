/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.model.IpAddress;
import org.guestnet.model.link.EncryptedTunnel;

/** A host's ends of encrypted tunnels, with what each shows to convince the other. Guarded by the host's lock. */
final class SimEnds {

    /** One end. @param proof equal at both ends if they convince each other; never shown */
    private record End(EncryptedTunnel tunnel, String proof) {}

    private final Map<List<IpAddress>, End> ends = new HashMap<>(); // by the addresses inside, here and there

    void put(EncryptedTunnel tunnel, String proof) {
        ends.values().removeIf(e -> e.tunnel().name().equals(tunnel.name()));
        ends.put(List.of(tunnel.innerLocal(), tunnel.innerRemote()), new End(tunnel, proof));
    }

    void remove(EncryptedTunnel tunnel) {
        ends.remove(List.of(tunnel.innerLocal(), tunnel.innerRemote()));
    }

    /** What this end shows; empty if it is not there as it is to be. */
    Optional<String> proof(EncryptedTunnel tunnel) {
        return Optional.ofNullable(ends.get(List.of(tunnel.innerLocal(), tunnel.innerRemote())))
                .filter(e -> e.tunnel().equals(tunnel))
                .map(End::proof);
    }

    /** What the end shows that belongs to another host's. */
    Optional<String> proofTo(EncryptedTunnel theirs) {
        return Optional.ofNullable(ends.get(List.of(theirs.innerRemote(), theirs.innerLocal())))
                .filter(e -> e.tunnel().local().equals(theirs.remote()))
                .filter(e -> e.tunnel().remote().equals(theirs.local()))
                .map(End::proof);
    }
}
