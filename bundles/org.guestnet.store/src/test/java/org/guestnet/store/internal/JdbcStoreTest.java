/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.nio.file.Path;
import org.guestnet.driver.store.ClaimStore;
import org.guestnet.driver.store.HostStore;
import org.guestnet.driver.store.Journal;
import org.guestnet.driver.store.contract.ClaimStoreContract;
import org.guestnet.driver.store.contract.ConcurrentClaimsContract;
import org.guestnet.driver.store.contract.HostStoreContract;
import org.guestnet.driver.store.contract.JournalContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of stores, on a database file. */
class JdbcStoreTest {

    @TempDir
    Path directory;

    private Database database;

    @BeforeEach
    void open() {
        database = new Database(directory);
    }

    @AfterEach
    void close() throws Exception {
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
