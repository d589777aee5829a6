/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal.binding;

import static org.guestnet.libvirt.internal.binding.JnaNative.LIBVIRT;
import static org.guestnet.libvirt.internal.binding.JnaNative.check;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.guestnet.model.MigrationSettings;

/** Migrations over a connection by our own functions. */
final class JnaMigrations implements MigrationCalls {

    private static final int LIVE = 1;
    private static final int PEER2PEER = 1 << 1;
    private static final int PERSIST_DEST = 1 << 3;
    private static final int UNDEFINE_SOURCE = 1 << 4;
    private static final int NON_SHARED_DISK = 1 << 6;
    private static final int OFFLINE = 1 << 10;
    private static final int AUTO_CONVERGE = 1 << 13;
    private static final int POSTCOPY = 1 << 15;
    private static final int TLS = 1 << 16;

    private static final int JOB_BOUNDED = 1;
    private static final int JOB_UNBOUNDED = 2;
    private static final int JOB_COMPLETED = 3;
    private static final int OPERATION_MIGRATION_IN = 4;
    private static final int OPERATION_MIGRATION_OUT = 5;
    private static final int STATS_COMPLETED = 1;
    private static final int STATS_KEEP = 2; // others may want to read them too

    private final Pointer connection;

    JnaMigrations(Pointer connection) {
        this.connection = connection;
    }

    private static int flags(Order order) {
        MigrationSettings settings = order.settings();
        return LIVE
                | (order.persistent() ? PERSIST_DEST | UNDEFINE_SOURCE : 0)
                | (settings.copyStorage() ? NON_SHARED_DISK : 0)
                | (settings.autoConverge() ? AUTO_CONVERGE : 0)
                | (settings.postCopy() ? POSTCOPY : 0)
                | (settings.tls() ? TLS : 0);
    }

    @Override
    public void migrate(String uuid, LibvirtConnection destination, Order order) throws LibvirtFailure {
        migrate(uuid, destination, order, flags(order));
    }

    private void migrate(String uuid, LibvirtConnection destination, Order order, int flags) throws LibvirtFailure {
        Pointer there = ((JnaConnection) destination).pointer();
        try (JnaParameters p = JnaParameters.of(order)) {
            LIBVIRT.virDomainFree(JnaGuest.on(
                    connection,
                    uuid,
                    guest -> check(LIBVIRT.virDomainMigrate3(guest, there, p.list(), p.count(), flags))));
        }
    }

    @Override
    public void migrateToPeer(String uuid, String peerUri, Order order) throws LibvirtFailure {
        int flags = flags(order) | PEER2PEER;
        try (JnaParameters p = JnaParameters.of(order)) {
            JnaGuest.on(
                    connection,
                    uuid,
                    guest -> check(LIBVIRT.virDomainMigrateToURI3(guest, peerUri, p.list(), p.count(), flags)));
        }
    }

    @Override
    public void moveConfiguration(String uuid, LibvirtConnection destination) throws LibvirtFailure {
        Order order =
                new Order(true, Optional.empty(), Optional.empty(), MigrationSettings.defaults(), Optional.empty());
        migrate(uuid, destination, order, OFFLINE | PERSIST_DEST | UNDEFINE_SOURCE);
    }

    @Override
    public Optional<Job> job(String uuid) throws LibvirtFailure {
        IntByReference type = new IntByReference();
        try (JnaParameters stats = JnaGuest.on(connection, uuid, guest -> JnaParameters.ofJob(guest, type, 0))) {
            boolean works = type.getValue() == JOB_BOUNDED || type.getValue() == JOB_UNBOUNDED;
            return works ? Optional.of(job(stats)) : Optional.empty();
        }
    }

    private static Job job(JnaParameters stats) throws LibvirtFailure {
        int operation = stats.integer("operation");
        return new Job(
                operation == OPERATION_MIGRATION_IN || operation == OPERATION_MIGRATION_OUT,
                stats.number("memory_total").orElse(0),
                stats.number("memory_remaining").orElse(0),
                stats.number("memory_iteration").orElse(0));
    }

    @Override
    public void abortJob(String uuid) throws LibvirtFailure {
        JnaGuest.on(connection, uuid, guest -> check(LIBVIRT.virDomainAbortJob(guest)));
    }

    @Override
    public void startPostCopy(String uuid) throws LibvirtFailure {
        JnaGuest.on(connection, uuid, guest -> check(LIBVIRT.virDomainMigrateStartPostCopy(guest, 0)));
    }

    @Override
    public Duration maxDowntime(String uuid) throws LibvirtFailure {
        LongByReference millis = new LongByReference();
        JnaGuest.on(connection, uuid, guest -> check(LIBVIRT.virDomainMigrateGetMaxDowntime(guest, millis, 0)));
        return Duration.ofMillis(millis.getValue());
    }

    @Override
    public void setMaxDowntime(String uuid, Duration limit) throws LibvirtFailure {
        JnaGuest.on(
                connection, uuid, guest -> check(LIBVIRT.virDomainMigrateSetMaxDowntime(guest, limit.toMillis(), 0)));
    }

    /** The number without the way between the hosts comes first: the other one compares the clocks of both. */
    @Override
    public Optional<Duration> downtime(String uuid) throws LibvirtFailure {
        IntByReference type = new IntByReference();
        try (JnaParameters stats = JnaGuest.on(
                connection, uuid, guest -> JnaParameters.ofJob(guest, type, STATS_COMPLETED | STATS_KEEP))) {
            boolean arrived = type.getValue() == JOB_COMPLETED && stats.integer("operation") == OPERATION_MIGRATION_IN;
            OptionalLong own = stats.number("downtime_net");
            OptionalLong millis = own.isPresent() ? own : stats.number("downtime");
            return arrived && millis.isPresent()
                    ? Optional.of(Duration.ofMillis(millis.getAsLong()))
                    : Optional.empty();
        }
    }
}
