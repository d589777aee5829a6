/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.guestnet.model.HostName;

/** How an interface of a guest moves to another network. Immutable. */
public final class MoveNicOptions {

    private static final MoveNicOptions DEFAULTS = new MoveNicOptions(Optional.empty(), Optional.empty(), false, false);

    private final Optional<HostName> host;
    private final Optional<String> portgroup;
    private final boolean replug;
    private final boolean dryRun;

    private MoveNicOptions(Optional<HostName> host, Optional<String> portgroup, boolean replug, boolean dryRun) {
        this.host = requireNonNull(host, "host");
        this.portgroup = requireNonNull(portgroup, "portgroup");
        this.replug = replug;
        this.dryRun = dryRun;
    }

    /** At the only host that has the guest, to no portgroup, only in place, for real. */
    public static MoveNicOptions defaults() {
        return DEFAULTS;
    }

    /** A copy with the host that has the guest. */
    public MoveNicOptions at(HostName where) {
        return new MoveNicOptions(Optional.of(where), portgroup, replug, dryRun);
    }

    /**
     * A copy with that portgroup of the new network.
     *
     * @throws IllegalArgumentException if it is empty or has control characters
     */
    public MoveNicOptions withPortgroup(String name) {
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a portgroup's name is not empty and has no control characters");
        }
        return new MoveNicOptions(host, Optional.of(name), replug, dryRun);
    }

    /** A copy that may take the device from a running guest and give it back, where it cannot be moved in place. */
    public MoveNicOptions withReplug(boolean on) {
        return new MoveNicOptions(host, portgroup, on, dryRun);
    }

    /** A copy that only plans. */
    public MoveNicOptions withDryRun(boolean on) {
        return new MoveNicOptions(host, portgroup, replug, on);
    }

    /** The host that has the guest; empty for the only one. */
    public Optional<HostName> host() {
        return host;
    }

    /** The portgroup of the new network; empty for none. */
    public Optional<String> portgroup() {
        return portgroup;
    }

    /** Whether the device may be taken from a running guest and given back. */
    public boolean replug() {
        return replug;
    }

    /** Whether nothing is changed. */
    public boolean dryRun() {
        return dryRun;
    }
}
