/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** A database on a server that several managers share. Its pool opens connections that broke again by itself. */
record SharedDatabase(String name, DataSource pool) implements OpenDatabase {

    private static final String MIGRATION_LOCK =
            "SELECT pg_advisory_xact_lock(7235419046)"; // any number that nobody else uses

    @Override
    public Connection connection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public boolean isBroken(SQLException failure) {
        return false;
    }

    @Override
    public Optional<String> migrationLock() {
        return Optional.of(MIGRATION_LOCK);
    }

    @Override
    public void close() throws IOException {
        if (pool instanceof Closeable closeable) {
            closeable.close();
        }
    }
}
