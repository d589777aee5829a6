/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.guestnet.model.GuestnetException;

/**
 * Brings the schema to the version that this code knows, by scripts that are numbered in their order. A script that was released
 * never changes. Each runs in one transaction where the database can (PostgreSQL); H2 commits after each statement that defines
 * something, so every statement can be run twice.
 */
final class Migrator {

    static final String FOLDER = "/db/migration/";
    static final List<String> SCRIPTS = List.of(
            "V1__hosts_claims_operations.sql",
            "V2__managers.sql",
            "V3__migration.sql",
            "V4__ports.sql",
            "V5__shell.sql");

    private Migrator() {}

    /** @throws GuestnetException {@code STORE_FAILED} if the schema is newer */
    static void migrate(OpenDatabase database) throws GuestnetException, SQLException {
        int version = run(database, Migrator::version);
        if (version > SCRIPTS.size()) {
            throw Failures.newer(version, SCRIPTS.size());
        }
        for (int next = version + 1; next <= SCRIPTS.size(); next++) {
            int number = next;
            run(database, session -> apply(session, number));
        }
    }

    private static int run(OpenDatabase database, Work<Integer> work) throws SQLException {
        return Transaction.run(database::connection, Connection.TRANSACTION_READ_COMMITTED, session -> {
            if (database.migrationLock().isPresent()) {
                session.query(row -> true, database.migrationLock().get());
            }
            return work.in(session);
        });
    }

    private static int version(Session session) throws SQLException {
        session.update("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY)");
        return session.query(
                        row -> row.number("version"), "SELECT COALESCE(MAX(version), 0) AS version FROM schema_version")
                .get(0);
    }

    private static int apply(Session session, int number) throws SQLException {
        for (String statement : statements(text(SCRIPTS.get(number - 1)))) {
            session.update(statement);
        }
        return session.update("INSERT INTO schema_version (version) VALUES (?) ON CONFLICT DO NOTHING", number);
    }

    /** A statement ends with a semicolon at the end of a line; a line that begins with two dashes is a comment. */
    private static List<String> statements(String script) {
        String code = String.join(
                "\n", script.lines().filter(line -> !line.startsWith("--")).toList());
        return List.of(code.split(";\\s*(\n|$)")).stream()
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String text(String script) {
        try (InputStream in = Migrator.class.getResourceAsStream(FOLDER + script)) {
            return new String(Objects.requireNonNull(in, script).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(script, e);
        }
    }
}
