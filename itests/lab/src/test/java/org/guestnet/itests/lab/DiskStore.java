/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.driver.store.ClaimStore;
import org.guestnet.driver.store.Journal;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.store.internal.Database;
import org.guestnet.store.internal.JdbcClaimStore;
import org.guestnet.store.internal.JdbcHostStore;
import org.guestnet.store.internal.JdbcJournal;

/** The embedded database in a directory, which outlives the process that made it. Any thread. */
final class DiskStore implements AutoCloseable {

    private static final int KEPT = 1000;

    private final Database database;
    private final Journal journal;
    private final ClaimStore claims;

    DiskStore(Path directory) {
        this.database = new Database(directory);
        this.journal = new JdbcJournal(database, KEPT);
        this.claims = new JdbcClaimStore(database);
    }

    Journal journal() {
        return journal;
    }

    ClaimStore claims() {
        return claims;
    }

    /** A manager on this store. */
    CoreFixture manager(HypervisorDriver driver, Map<String, NetworkTypeProvider> types) throws GuestnetException {
        return manager(journal, driver, types);
    }

    /** A manager that writes its journal through {@code watched}. */
    CoreFixture manager(Journal watched, HypervisorDriver driver, Map<String, NetworkTypeProvider> types)
            throws GuestnetException {
        return new CoreFixture(new JdbcHostStore(database), claims, watched, ManagerStore.alone(), driver, types);
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
