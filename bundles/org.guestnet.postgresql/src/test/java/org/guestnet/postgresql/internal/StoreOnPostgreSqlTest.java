/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.postgresql.internal;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.guestnet.driver.store.ClaimStore;
import org.guestnet.driver.store.HostStore;
import org.guestnet.driver.store.Journal;
import org.guestnet.driver.store.contract.ClaimStoreContract;
import org.guestnet.driver.store.contract.ConcurrentClaimsContract;
import org.guestnet.driver.store.contract.HostStoreContract;
import org.guestnet.driver.store.contract.JournalContract;
import org.guestnet.driver.store.contract.PostgreSql;
import org.guestnet.store.internal.Database;
import org.guestnet.store.internal.JdbcClaimStore;
import org.guestnet.store.internal.JdbcHostStore;
import org.guestnet.store.internal.JdbcJournal;
import org.guestnet.store.internal.JdbcManagers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/** The contract of stores, on a PostgreSQL server. */
@Timeout(60)
@RequiresPostgreSql
class StoreOnPostgreSqlTest {

    private static PostgreSql server;

    private Database database;
    private JdbcManagers managers;

    @BeforeAll
    static void start() {
        server = PostgreSql.started();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void open() throws SQLException {
        DataSource pool =
                new PostgreSqlServer().connect(server.url(), server.user(), server.password(), Duration.ofSeconds(9));
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        }
        database = new Database(() -> pool);
        managers = new JdbcManagers(database, "test", Duration.ofSeconds(45));
    }

    @AfterEach
    void close() throws Exception {
        managers.close();
        database.close();
    }

    @Nested
    class AsHostStore extends HostStoreContract {
        @Override
        protected HostStore hostStore() {
            return new JdbcHostStore(database);
        }
    }

    @Nested
    class AsClaimStore extends ClaimStoreContract {
        @Override
        protected ClaimStore claimStore() {
            return new JdbcClaimStore(database);
        }
    }

    @Nested
    class AsClaimStoreOfMany extends ConcurrentClaimsContract {
        @Override
        protected ClaimStore claimStore() {
            return new JdbcClaimStore(database);
        }
    }

    @Nested
    class AsJournal extends JournalContract {
        @Override
        protected Journal journal() {
            return new JdbcJournal(database, 100);
        }
    }
}
