/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A database that is open. */
interface OpenDatabase extends AutoCloseable {

    /** What it is, for people. */
    String name();

    /** A connection, to be closed by the caller. */
    Connection connection() throws SQLException;

    /** Whether the failure means that this database has to be closed and opened again. */
    boolean isBroken(SQLException failure);

    /** A query that keeps other managers from migrating the schema until the transaction has ended; empty if there are none. */
    Optional<String> migrationLock();

    @Override
    void close() throws SQLException, IOException;
}
