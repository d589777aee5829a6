/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.util.List;
import java.util.UUID;
import org.guestnet.model.GuestnetException;

/** The rows of managers: each is alive until its row has expired by the database's clock and somebody has taken the row away. */
final class LeaseTable {

    private static final String UNTIL = "clock_timestamp() + ? * INTERVAL '1 second'";

    private final Database database;
    private final UUID manager;
    private final String name;
    private final long seconds;

    LeaseTable(Database database, UUID manager, String name, LeaseTimes times) {
        this.database = database;
        this.manager = manager;
        this.name = name;
        this.seconds = times.lease().toSeconds();
    }

    /** Takes a new lease in place of an earlier one of this manager. */
    void take(long epoch) throws GuestnetException {
        database.writeLeases(s -> s.update("DELETE FROM manager WHERE id = ?", manager)
                + s.update(
                        "INSERT INTO manager (id, name, epoch, expires) VALUES (?, ?, ?, " + UNTIL + ")",
                        manager,
                        name,
                        epoch,
                        seconds));
    }

    /** @return false if the lease has ended */
    boolean renew(long epoch) throws GuestnetException {
        return database.writeLeases(s -> s.update(
                        "UPDATE manager SET expires = " + UNTIL
                                + " WHERE id = ? AND epoch = ? AND expires > clock_timestamp()",
                        seconds,
                        manager,
                        epoch))
                == 1;
    }

    /** Takes away what has expired: no write under those leases succeeds from here on, and their locks are free. @return whose */
    List<String> end() throws GuestnetException {
        return database.writeLeases(s -> {
            List<String> names = s.query(
                    row -> row.text("name"),
                    "SELECT name FROM manager WHERE expires <= clock_timestamp() ORDER BY id FOR UPDATE");
            if (!names.isEmpty()) {
                s.update("DELETE FROM manager WHERE expires <= clock_timestamp()");
            }
            return names;
        });
    }

    /** Gives this manager's lease back. */
    void giveBack() throws GuestnetException {
        database.writeLeases(s -> s.update("DELETE FROM manager WHERE id = ?", manager));
    }
}
