/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.guestnet.driver.store.DatabaseServer;
import org.guestnet.model.GuestnetException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database, opened when it is first used. If that fails, each use tries again and says why: the store heals as soon as the reason
 * is gone, without a restart. For any thread.
 */
@Component(service = Database.class, configurationPid = StoreSettings.PID)
@Designate(ocd = StoreSettings.class)
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Opener opener;
    private final boolean shared;
    private final GroupCommit commits = new GroupCommit();
    private volatile Supplier<Optional<LeaseId>> lease = Optional::empty;
    private OpenDatabase open; // guarded by this; null while it is not open
    private boolean closed; // guarded by this

    private interface Opener {
        OpenDatabase open() throws GuestnetException;
    }

    /** As a component. @param server null while none is there */
    @Activate
    public Database(
            StoreSettings settings,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    DatabaseServer server) {
        this(opener(settings, Optional.ofNullable(server)), !settings.url().isEmpty());
        try {
            opened();
        } catch (GuestnetException e) {
            LOG.error("{} Until then every operation is refused.", e.getMessage());
        }
    }

    /** Without a container. @param directory made if it is missing */
    public Database(Path directory) {
        this(() -> EmbeddedH2.open(directory.toAbsolutePath().normalize()), false);
    }

    /**
     * Without a container, shared with other managers: written only under a lease.
     *
     * @param pools make a pool; it is closed with this if it can be, and when it could not be used at first
     */
    public Database(Supplier<DataSource> pools) {
        this(() -> new SharedDatabase("", pools.get()), true);
    }

    private Database(Opener opener, boolean shared) {
        this.opener = opener;
        this.shared = shared;
    }

    private static Opener opener(StoreSettings settings, Optional<DatabaseServer> server) {
        if (settings.url().isEmpty()) {
            return () -> EmbeddedH2.open(StoreDirectory.resolve(settings.directory()));
        }
        ServerAddress address = new ServerAddress(
                settings.url(),
                settings.user(),
                settings.passwordFile(),
                settings.passwordVariable(),
                LeaseTimes.ofSeconds(settings.leaseSeconds()).patience());
        return () -> new SharedDatabase(settings.url(), address.connect(server));
    }

    /** Whether other managers use it as well. */
    boolean isShared() {
        return shared;
    }

    /** Says under which lease a shared database is written; empty while there is none. */
    void writeUnder(Supplier<Optional<LeaseId>> current) {
        lease = current;
    }

    /**
     * Runs work in a transaction that may change things.
     *
     * @throws GuestnetException {@code STORE_FAILED}, {@code MANAGER_FENCED}; nothing was changed
     */
    <T> T write(Work<T> work) throws GuestnetException {
        if (!shared) {
            return run(database -> commits.run(database::connection, Connection.TRANSACTION_READ_COMMITTED, work));
        }
        LeaseId current = lease.get().orElseThrow(() -> Failures.fenced("this manager has no lease now", null));
        return run(Connection.TRANSACTION_READ_COMMITTED, session -> {
            session.require(current);
            return work.in(session);
        });
    }

    /** Runs work that needs no lease: on leases themselves. @throws GuestnetException {@code STORE_FAILED}; nothing was changed */
    <T> T writeLeases(Work<T> work) throws GuestnetException {
        return run(Connection.TRANSACTION_READ_COMMITTED, work);
    }

    /** Runs work that sees the database as it is at one moment. @throws GuestnetException {@code STORE_FAILED} */
    <T> T read(Work<T> work) throws GuestnetException {
        return run(Connection.TRANSACTION_REPEATABLE_READ, work);
    }

    private <T> T run(int isolation, Work<T> work) throws GuestnetException {
        return run(database -> Transaction.run(database::connection, isolation, work));
    }

    private interface Use<T> {
        T of(OpenDatabase database) throws SQLException;
    }

    private <T> T run(Use<T> use) throws GuestnetException {
        OpenDatabase database = opened();
        try {
            return use.of(database);
        } catch (UnreadableRowException e) {
            throw Failures.unreadable(e);
        } catch (FencedException e) {
            throw Failures.fenced(e.getMessage(), e);
        } catch (SQLException e) {
            GuestnetException failure = shared ? Failures.unreachable(database.name(), e) : Failures.database(e);
            if (database.isBroken(e)) {
                giveUp(database, failure);
            }
            throw failure;
        }
    }

    private synchronized OpenDatabase opened() throws GuestnetException {
        if (closed) {
            throw Failures.stopped();
        }
        if (open == null) {
            open = open();
        }
        return open;
    }

    /** An interrupt would close the file that is being opened; it waits until that is done. */
    private OpenDatabase open() throws GuestnetException {
        boolean interrupted = Thread.interrupted();
        try {
            return migrated(opener.open());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private OpenDatabase migrated(OpenDatabase database) throws GuestnetException {
        try {
            Migrator.migrate(database);
            return database;
        } catch (SQLException e) {
            throw closed(
                    database,
                    shared ? Failures.unreachable(database.name(), e) : Failures.unopened(database.name(), e));
        } catch (GuestnetException e) {
            throw closed(database, e);
        }
    }

    /** Closes a database that failed; the next use opens it again. */
    private synchronized void giveUp(OpenDatabase broken, GuestnetException failure) {
        if (open == broken) {
            open = null;
            closed(broken, failure);
        }
    }

    private static GuestnetException closed(OpenDatabase database, GuestnetException failure) {
        try {
            database.close();
        } catch (SQLException | IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** Closes the database; later uses are refused. Does nothing when called again. */
    @Deactivate
    @Override
    public synchronized void close() throws SQLException, IOException {
        closed = true;
        OpenDatabase last = open;
        open = null;
        if (last != null) {
            last.close();
        }
    }
}
