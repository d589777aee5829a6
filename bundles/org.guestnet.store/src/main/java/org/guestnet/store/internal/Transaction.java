/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Runs work in a transaction: committed as a whole, or without a trace. */
final class Transaction {

    static final int ATTEMPTS = 8;

    /** Serialization failure, deadlock and lock timeout, standard and PostgreSQL; H2's own word for a concurrent update. */
    private static final Set<String> TRANSIENT = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Transaction() {}

    /** Where connections come from; the caller closes them. */
    interface Connections {
        Connection next() throws SQLException;
    }

    /**
     * Runs it, and again when the database lost it to a concurrent one.
     *
     * @throws SQLException if the database refuses, or has lost it {@link #ATTEMPTS} times
     */
    static <T> T run(Connections connections, int isolation, Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connections.next()) {
                return once(connection, isolation, work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !TRANSIENT.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS) * attempt);
        }
    }

    private static <T> T once(Connection connection, int isolation, Work<T> work) throws SQLException {
        if (connection.getTransactionIsolation() != isolation) {
            connection.setTransactionIsolation(isolation);
        }
        connection.setAutoCommit(false);
        try {
            Session session = new Session(connection);
            T result = work.in(session);
            end(connection, session.isWanted());
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBackAfter(connection, e);
            throw e;
        }
    }

    private static void end(Connection connection, boolean commit) throws SQLException {
        if (commit) {
            connection.commit();
        } else {
            connection.rollback();
        }
    }

    private static void rollBackAfter(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
