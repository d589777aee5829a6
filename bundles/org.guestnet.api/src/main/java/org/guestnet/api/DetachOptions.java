/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.guestnet.model.HostName;

/** How a guest loses an interface. Immutable. */
public final class DetachOptions {

    private static final DetachOptions DEFAULTS = new DetachOptions(Optional.empty(), NicScope.APPLICABLE, false);

    private final Optional<HostName> host;
    private final NicScope scope;
    private final boolean dryRun;

    private DetachOptions(Optional<HostName> host, NicScope scope, boolean dryRun) {
        this.host = requireNonNull(host, "host");
        this.scope = requireNonNull(scope, "scope");
        this.dryRun = dryRun;
    }

    /** At the only host that has the guest, for real. */
    public static DetachOptions defaults() {
        return DEFAULTS;
    }

    /** A copy with the host that has the guest. */
    public DetachOptions at(HostName where) {
        return new DetachOptions(Optional.of(where), scope, dryRun);
    }

    /** A copy for those documents of the guest. */
    public DetachOptions in(NicScope documents) {
        return new DetachOptions(host, documents, dryRun);
    }

    /** A copy that only plans. */
    public DetachOptions withDryRun(boolean on) {
        return new DetachOptions(host, scope, on);
    }

    /** The host that has the guest; empty for the only one. */
    public Optional<HostName> host() {
        return host;
    }

    /** Which documents of the guest. */
    public NicScope scope() {
        return scope;
    }

    /** Whether nothing is changed. */
    public boolean dryRun() {
        return dryRun;
    }
}
