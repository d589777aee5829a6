/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.guestnet.model.HostName;
import org.guestnet.model.MigrationSettings;

/** How a guest is migrated. Immutable. */
public final class MigrateOptions {

    private static final MigrateOptions DEFAULTS = new MigrateOptions(
            Optional.empty(), Set.of(), MigrationSettings.defaults(), Optional.empty(), false, false, progress -> {});

    private final Optional<HostName> source;
    private final Set<String> accepted;
    private final MigrationSettings settings;
    private final Optional<Duration> timeout;
    private final boolean offline;
    private final boolean dryRun;
    private final ProgressListener progress;

    private MigrateOptions(
            Optional<HostName> source,
            Set<String> accepted,
            MigrationSettings settings,
            Optional<Duration> timeout,
            boolean offline,
            boolean dryRun,
            ProgressListener progress) {
        this.source = source;
        this.accepted = Set.copyOf(accepted);
        this.settings = requireNonNull(settings, "settings");
        this.timeout = timeout;
        this.offline = offline;
        this.dryRun = dryRun;
        this.progress = requireNonNull(progress, "progress");
    }

    /** Live, from the only host that runs the guest, accepting nothing, for as long as it takes, for real, without progress. */
    public static MigrateOptions defaults() {
        return DEFAULTS;
    }

    /** A copy with the host that has the guest. */
    public MigrateOptions from(HostName host) {
        return new MigrateOptions(Optional.of(host), accepted, settings, timeout, offline, dryRun, progress);
    }

    /** A copy that accepts the findings of these codes. */
    public MigrateOptions accepting(Set<String> codes) {
        return new MigrateOptions(source, codes, settings, timeout, offline, dryRun, progress);
    }

    /** A copy by which memory and disks travel so. */
    public MigrateOptions with(MigrationSettings how) {
        return new MigrateOptions(source, accepted, how, timeout, offline, dryRun, progress);
    }

    /**
     * A copy that is given up after so long, as by {@link Operations#abort}.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public MigrateOptions within(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a migration's timeout is positive, not " + limit);
        }
        return new MigrateOptions(source, accepted, settings, Optional.of(limit), offline, dryRun, progress);
    }

    /** A copy that moves the configuration of a guest which does not run. */
    public MigrateOptions withOffline(boolean on) {
        return new MigrateOptions(source, accepted, settings, timeout, on, dryRun, progress);
    }

    /** A copy that only plans. */
    public MigrateOptions withDryRun(boolean on) {
        return new MigrateOptions(source, accepted, settings, timeout, offline, on, progress);
    }

    /** A copy that tells its progress. */
    public MigrateOptions withProgress(ProgressListener listener) {
        return new MigrateOptions(source, accepted, settings, timeout, offline, dryRun, listener);
    }

    /** The host that has the guest; empty for the only one. */
    public Optional<HostName> source() {
        return source;
    }

    /** The codes of the findings that are accepted. */
    public Set<String> accepted() {
        return accepted;
    }

    /** How memory and disks travel. */
    public MigrationSettings settings() {
        return settings;
    }

    /** After how long it is given up; empty for never. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** Whether the configuration of a guest that does not run is moved. */
    public boolean offline() {
        return offline;
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
