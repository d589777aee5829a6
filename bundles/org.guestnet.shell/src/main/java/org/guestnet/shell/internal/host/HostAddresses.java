/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.host;

import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.shell.internal.Arguments;

/** The further addresses of a host; null for those that were not given. */
final class HostAddresses {

    private HostAddresses() {}

    /** The host with what was given. */
    static Host apply(Host host, String peer, String migration, String shell) throws GuestnetException {
        Host changed = peer == null ? host : host.withPeerAddress(Arguments.peerAddress(peer));
        changed = migration == null ? changed : changed.withMigrationAddress(Arguments.migrationAddress(migration));
        return shell == null ? changed : changed.withShellAddress(Arguments.shellAddress(shell));
    }
}
