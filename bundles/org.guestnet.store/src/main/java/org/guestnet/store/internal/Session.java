/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Statements inside one transaction. Belongs to the thread and to the call that it was made for. */
final class Session {

    private final Connection connection;
    private boolean wanted = true;
    private Optional<LeaseId> lease = Optional.empty();

    Session(Connection connection) {
        this.connection = connection;
    }

    /**
     * Keeps the lease from being ended by others until this transaction has ended.
     *
     * @throws FencedException if it has ended
     */
    void require(LeaseId required) throws SQLException {
        List<Boolean> alive = query(
                row -> true,
                "SELECT id FROM manager WHERE id = ? AND epoch = ? AND expires > clock_timestamp() FOR SHARE",
                required.manager(),
                required.epoch());
        if (alive.isEmpty()) {
            throw new FencedException("this manager's lease has ended");
        }
        lease = Optional.of(required);
    }

    /** The lease that this transaction writes under; empty with an embedded database. */
    Optional<LeaseId> lease() {
        return lease;
    }

    /** Runs work that leaves no trace if it fails or discards itself, whatever becomes of the rest of this transaction. */
    <T> T nested(Work<T> work) throws SQLException {
        Savepoint before = connection.setSavepoint();
        Session inner = new Session(connection);
        try {
            T result = work.in(inner);
            if (!inner.isWanted()) {
                connection.rollback(before);
            }
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            connection.rollback(before);
            throw e;
        }
    }

    /** Says that this transaction shall leave no trace. */
    void discard() {
        wanted = false;
    }

    boolean isWanted() {
        return wanted;
    }

    /** @return how many rows it changed */
    int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** The same change for each row of values. @return how many rows it changed */
    int updateAll(String sql, Collection<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] values : rows) {
                bind(statement, values);
                statement.addBatch();
            }
            return IntStream.of(statement.executeBatch()).sum();
        }
    }

    /** @throws UnreadableRowException if a row is not what the reader understands */
    <T> List<T> query(Row.Reader<T> reader, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet result = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (result.next()) {
                read.add(read(reader, result));
            }
            return read;
        }
    }

    private static <T> T read(Row.Reader<T> reader, ResultSet result) throws SQLException {
        try {
            return reader.read(new Row(result));
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
            String table = result.getMetaData().getTableName(1).toLowerCase(Locale.ROOT);
            throw new UnreadableRowException(table + " " + result.getString(1), e);
        }
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(statement, values);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
