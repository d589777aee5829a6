/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import java.time.Duration;
import java.util.Optional;
import org.guestnet.model.MigrationSettings;

/** Calls that move guests, all to the host they leave unless it is said otherwise; see {@link LibvirtConnection} for threads. */
public interface MigrationCalls {

    /**
     * How a guest is migrated.
     *
     * @param persistent whether its configuration moves along
     * @param liveXml what it is there
     * @param persistentXml its configuration there; only with {@code persistent}
     * @param settings how its memory and disks travel; the longest downtime is set by {@link #setMaxDowntime}
     * @param uri where the destination receives it; empty if it says so itself
     */
    record Order(
            boolean persistent,
            Optional<String> liveXml,
            Optional<String> persistentXml,
            MigrationSettings settings,
            Optional<String> uri) {}

    /** What libvirt says about a job. @param migration whether it is one @param total bytes @param remaining bytes @param pass over the memory, from 1; 0 before */
    record Job(boolean migration, long total, long remaining, long pass) {}

    /**
     * Migrates it live, this process steering both daemons.
     *
     * @param destination a connection of the same binding, kept open by the caller until this returns
     */
    void migrate(String guest, LibvirtConnection destination, Order order) throws LibvirtFailure;

    /**
     * Migrates it live, its host steering.
     *
     * @param peerUri libvirt's URI of the destination as its host understands it
     */
    void migrateToPeer(String guest, String peerUri, Order order) throws LibvirtFailure;

    /** Moves the configuration of a guest that is not active. @param destination as in {@link #migrate} */
    void moveConfiguration(String guest, LibvirtConnection destination) throws LibvirtFailure;

    /** What works on it; empty if nothing does. */
    Optional<Job> job(String guest) throws LibvirtFailure;

    /** Asks that what works on it be given up. */
    void abortJob(String guest) throws LibvirtFailure;

    /** Lets it run at the destination before all of its memory is there. */
    void startPostCopy(String guest) throws LibvirtFailure;

    /** How long it may stand still at the end of a migration; stays with a guest that stays. */
    Duration maxDowntime(String guest) throws LibvirtFailure;

    /** Sets what {@link #maxDowntime} tells, during a migration or before. */
    void setMaxDowntime(String guest, Duration limit) throws LibvirtFailure;

    /** Asked at its destination: how long the hypervisor had it stand still in the migration that brought it. */
    Optional<Duration> downtime(String guest) throws LibvirtFailure;
}
