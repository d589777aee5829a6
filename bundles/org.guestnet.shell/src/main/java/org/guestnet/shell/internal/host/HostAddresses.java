/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.host;

import java.util.Optional;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.shell.internal.Arguments;

/** The further addresses of a host; null for those that were not given. */
final class HostAddresses {

    private HostAddresses() {}

    /** The host with what was given. */
    static Host apply(Host host, String peer, String migration, String shell) throws GuestnetException {
        Host changed = peer == null ? host : withPeer(host, Arguments.peerAddress(peer));
        changed = migration == null ? changed : changed.withMigrationAddress(Arguments.migrationAddress(migration));
        return shell == null ? changed : changed.withShellAddress(Arguments.shellAddress(shell));
    }

    private static Host withPeer(Host host, Optional<HostAddress> peer) throws GuestnetException {
        try {
            return host.withPeerAddress(peer);
        } catch (IllegalArgumentException e) {
            throw Arguments.invalid(e.getMessage(), "--peer-address ssh://root@kvm1.example.org");
        }
    }
}
