/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.guestnet.model.GuestnetException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
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

    private final String directory;
    private EmbeddedH2 open; // guarded by this; null while it is not open
    private boolean closed; // guarded by this

    @Activate
    public Database(StoreSettings settings) {
        this(settings.directory());
        try {
            opened();
        } catch (GuestnetException e) {
            LOG.error("{} Until then every operation is refused.", e.getMessage());
        }
    }

    /** Without a container. @param directory made if it is missing */
    public Database(Path directory) {
        this(directory.toString());
    }

    private Database(String directory) {
        this.directory = directory;
    }

    /** Runs work in a transaction that may change things. @throws GuestnetException {@code STORE_FAILED}; nothing was changed */
    <T> T write(Work<T> work) throws GuestnetException {
        return run(Connection.TRANSACTION_READ_COMMITTED, work);
    }

    /** Runs work that sees the database as it is at one moment. @throws GuestnetException {@code STORE_FAILED} */
    <T> T read(Work<T> work) throws GuestnetException {
        return run(Connection.TRANSACTION_REPEATABLE_READ, work);
    }

    private <T> T run(int isolation, Work<T> work) throws GuestnetException {
        EmbeddedH2 database = opened();
        try {
            return Transaction.run(database::connection, isolation, work);
        } catch (UnreadableRowException e) {
            throw Failures.unreadable(e);
        } catch (SQLException e) {
            GuestnetException failure = Failures.database(e);
            if (EmbeddedH2.isBroken(e)) {
                giveUp(database, failure);
            }
            throw failure;
        }
    }

    private synchronized EmbeddedH2 opened() throws GuestnetException {
        if (closed) {
            throw Failures.stopped();
        }
        if (open == null) {
            open = open();
        }
        return open;
    }

    /** An interrupt would close the file that is being opened; it waits until that is done. */
    private EmbeddedH2 open() throws GuestnetException {
        boolean interrupted = Thread.interrupted();
        try {
            return migrated(EmbeddedH2.open(StoreDirectory.resolve(directory)));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static EmbeddedH2 migrated(EmbeddedH2 database) throws GuestnetException {
        try {
            Migrator.migrate(database::connection);
            return database;
        } catch (SQLException e) {
            throw closed(database, Failures.unopened(database.file(), e));
        } catch (GuestnetException e) {
            throw closed(database, e);
        }
    }

    /** Closes a database that failed; the next use opens it again. */
    private synchronized void giveUp(EmbeddedH2 broken, GuestnetException failure) {
        if (open == broken) {
            open = null;
            closed(broken, failure);
        }
    }

    private static GuestnetException closed(EmbeddedH2 database, GuestnetException failure) {
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
        EmbeddedH2 last = open;
        open = null;
        if (last != null) {
            last.close();
        }
    }
}
