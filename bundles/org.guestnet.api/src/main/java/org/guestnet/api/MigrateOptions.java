/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import java.util.Optional;
import java.util.Set;
import org.guestnet.model.HostName;

/** How a guest is migrated. Immutable. */
public final class MigrateOptions {

    private static final MigrateOptions DEFAULTS =
            new MigrateOptions(Optional.empty(), Set.of(), false, progress -> {});

    private final Optional<HostName> source;
    private final Set<String> accepted;
    private final boolean dryRun;
    private final ProgressListener progress;

    private MigrateOptions(Optional<HostName> source, Set<String> accepted, boolean dryRun, ProgressListener progress) {
        this.source = source;
        this.accepted = Set.copyOf(accepted);
        this.dryRun = dryRun;
        this.progress = progress;
    }

    /** From the only host that runs the guest, accepting nothing, for real, without progress. */
    public static MigrateOptions defaults() {
        return DEFAULTS;
    }

    /** A copy with the host that the guest runs on. */
    public MigrateOptions from(HostName host) {
        return new MigrateOptions(Optional.of(host), accepted, dryRun, progress);
    }

    /** A copy that accepts the findings of these codes. */
    public MigrateOptions accepting(Set<String> codes) {
        return new MigrateOptions(source, codes, dryRun, progress);
    }

    /** A copy that only plans. */
    public MigrateOptions withDryRun(boolean on) {
        return new MigrateOptions(source, accepted, on, progress);
    }

    /** A copy that tells its progress. */
    public MigrateOptions withProgress(ProgressListener listener) {
        return new MigrateOptions(source, accepted, dryRun, listener);
    }

    /** The host that the guest runs on; empty for the only one. */
    public Optional<HostName> source() {
        return source;
    }

    /** The codes of the findings that are accepted. */
    public Set<String> accepted() {
        return accepted;
    }

    /** Whether nothing is changed. */
    public boolean dryRun() {
        return dryRun;
    }

    /** Told about progress; never null. */
    public ProgressListener progress() {
        return progress;
    }
}
