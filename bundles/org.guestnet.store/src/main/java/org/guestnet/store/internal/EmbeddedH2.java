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
import java.util.Set;
import org.guestnet.model.GuestnetException;
import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/** H2 on a file in a directory that no other process uses meanwhile. */
final class EmbeddedH2 implements OpenDatabase {

    /** retry: an interrupted thread would close the file under everybody. WRITE_DELAY=0: what was committed is in the file. */
    private static final String URL = "jdbc:h2:retry:%s;MODE=PostgreSQL;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
            + ";LOCK_TIMEOUT=5000;TRACE_LEVEL_FILE=0";

    private static final String NAME = "guestnet";
    private static final String SUFFIX = ".mv.db";

    /** After these nothing more can be had from an open database: it has to be closed and opened again. */
    private static final Set<Integer> BROKEN = Set.of(
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.OBJECT_CLOSED,
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.FILE_CORRUPTED_1);

    private final StoreDirectory directory;
    private final JdbcConnectionPool pool;

    private EmbeddedH2(StoreDirectory directory, JdbcConnectionPool pool) {
        this.directory = directory;
        this.pool = pool;
    }

    /**
     * Locks the directory. The first connection opens the database in it, or makes an empty one.
     *
     * @throws GuestnetException {@code STORE_FAILED} if the directory cannot be used, or another process has it
     */
    static EmbeddedH2 open(Path path) throws GuestnetException {
        if (path.toString().indexOf(';') >= 0) {
            throw Failures.directory(path.toString(), "its name has a ';', which H2 would take for a setting", null);
        }
        StoreDirectory directory = StoreDirectory.lock(path);
        return new EmbeddedH2(directory, pool(path));
    }

    private static JdbcConnectionPool pool(Path path) {
        JdbcDataSource source = new JdbcDataSource();
        Driver.unload(); // H2 announces its driver to the whole process; nobody else may find it
        source.setURL(String.format(URL, path.resolve(NAME)));
        source.setUser("sa");
        source.setPassword("");
        return JdbcConnectionPool.create(source);
    }

    /** The file that holds all. */
    @Override
    public String name() {
        return directory.path().resolve(NAME + SUFFIX).toString();
    }

    @Override
    public Optional<String> migrationLock() {
        return Optional.empty(); // the directory is locked
    }

    @Override
    public Connection connection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public boolean isBroken(SQLException failure) {
        return BROKEN.contains(failure.getErrorCode());
    }

    /** Ends running transactions, closes the file and lets other processes have it. */
    @Override
    public void close() throws SQLException, IOException {
        try (directory) {
            shutDown();
        } finally {
            pool.dispose();
        }
    }

    private void shutDown() throws SQLException {
        try (Connection last = pool.getConnection();
                var statement = last.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            if (!isBroken(e)) {
                throw e;
            }
        }
    }
}
