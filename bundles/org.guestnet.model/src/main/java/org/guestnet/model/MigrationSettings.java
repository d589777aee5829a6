/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** How a guest's memory and disks travel; libvirt's migration parameters of the same names. Immutable. */
public final class MigrationSettings {

    private static final MigrationSettings DEFAULTS =
            new MigrationSettings(OptionalInt.empty(), Optional.empty(), false, false, false, false);
    private static final int MAX_MEBIBYTES =
            1 << 24; // what libvirt takes: it counts bytes in 64 bits, QEMU in a signed one
    private static final Duration MAX_DOWNTIME = Duration.ofSeconds(2000); // QEMU's own limit

    private final OptionalInt bandwidth;
    private final Optional<Duration> maxDowntime;
    private final boolean tls;
    private final boolean autoConverge;
    private final boolean postCopy;
    private final boolean copyStorage;

    private MigrationSettings(
            OptionalInt bandwidth,
            Optional<Duration> maxDowntime,
            boolean tls,
            boolean autoConverge,
            boolean postCopy,
            boolean copyStorage) {
        this.bandwidth = bandwidth;
        this.maxDowntime = maxDowntime;
        this.tls = tls;
        this.autoConverge = autoConverge;
        this.postCopy = postCopy;
        this.copyStorage = copyStorage;
    }

    /** The hypervisor's own limits, in clear, shared storage. */
    public static MigrationSettings defaults() {
        return DEFAULTS;
    }

    /**
     * A copy with a limit of the bandwidth.
     *
     * @param mebibytes MiB a second
     * @throws IllegalArgumentException if it is less than 1 or more than 16,777,216
     */
    public MigrationSettings withBandwidth(int mebibytes) {
        Checks.holds(
                mebibytes >= 1 && mebibytes <= MAX_MEBIBYTES,
                "bandwidth",
                Integer.toString(mebibytes),
                "1 to " + MAX_MEBIBYTES + " MiB a second");
        return new MigrationSettings(OptionalInt.of(mebibytes), maxDowntime, tls, autoConverge, postCopy, copyStorage);
    }

    /**
     * A copy with a limit of how long the guest may stand still at the end.
     *
     * @throws IllegalArgumentException if it is less than a millisecond or more than 2,000 seconds
     */
    public MigrationSettings withMaxDowntime(Duration limit) {
        requireNonNull(limit, "limit");
        Checks.holds(
                limit.toMillis() >= 1 && limit.compareTo(MAX_DOWNTIME) <= 0,
                "maximum downtime",
                limit.toMillis() + " ms",
                "1 to " + MAX_DOWNTIME.toMillis() + " ms");
        return new MigrationSettings(bandwidth, Optional.of(limit), tls, autoConverge, postCopy, copyStorage);
    }

    /** A copy that encrypts what travels, with the hosts' certificates. */
    public MigrationSettings withTls(boolean on) {
        return new MigrationSettings(bandwidth, maxDowntime, on, autoConverge, postCopy, copyStorage);
    }

    /** A copy that slows a guest down which writes its memory faster than it travels. */
    public MigrationSettings withAutoConverge(boolean on) {
        return new MigrationSettings(bandwidth, maxDowntime, tls, on, postCopy, copyStorage);
    }

    /**
     * A copy that lets the guest run at the destination after one pass over its memory, and fetches the rest on demand. If a host
     * fails then, the guest is lost.
     */
    public MigrationSettings withPostCopy(boolean on) {
        return new MigrationSettings(bandwidth, maxDowntime, tls, autoConverge, on, copyStorage);
    }

    /** A copy that also copies the guest's disks, which the hosts do not share. */
    public MigrationSettings withCopyStorage(boolean on) {
        return new MigrationSettings(bandwidth, maxDowntime, tls, autoConverge, postCopy, on);
    }

    /** MiB a second; empty for no limit of ours. */
    public OptionalInt bandwidth() {
        return bandwidth;
    }

    /** How long the guest may stand still; empty for the hypervisor's default. */
    public Optional<Duration> maxDowntime() {
        return maxDowntime;
    }

    /** Whether what travels is encrypted. */
    public boolean tls() {
        return tls;
    }

    /** Whether the guest is slowed down if need be. */
    public boolean autoConverge() {
        return autoConverge;
    }

    /** Whether the guest runs at the destination before all of its memory is there. */
    public boolean postCopy() {
        return postCopy;
    }

    /** Whether disks are copied. */
    public boolean copyStorage() {
        return copyStorage;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MigrationSettings s
                && bandwidth.equals(s.bandwidth)
                && maxDowntime.equals(s.maxDowntime)
                && tls == s.tls
                && autoConverge == s.autoConverge
                && postCopy == s.postCopy
                && copyStorage == s.copyStorage;
    }

    @Override
    public int hashCode() {
        return Objects.hash(bandwidth, maxDowntime, tls, autoConverge, postCopy, copyStorage);
    }
}
