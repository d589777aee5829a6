/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.guestnet.driver.store.Journal;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The journal, in the table {@code operation} and those whose names begin with {@code operation_}. */
@Component(configurationPid = StoreSettings.PID)
public final class JdbcJournal implements Journal {

    private static final int SHARE = 100; // pruned after each hundredth of what is kept: the work of it is spread thin

    private final Database database;
    private final int kept;
    private final AtomicInteger endedSincePruned = new AtomicInteger();

    @Activate
    public JdbcJournal(@Reference Database database, StoreSettings settings) {
        this(database, settings.keepOperations());
    }

    /** Without a container. @throws IllegalArgumentException if fewer than one operation is kept */
    public JdbcJournal(Database database, int kept) {
        if (kept < 1) {
            throw new IllegalArgumentException("keepOperations must be at least 1 but is " + kept);
        }
        this.database = database;
        this.kept = kept;
    }

    @Override
    public void write(Operation operation) throws GuestnetException {
        boolean prune = operation.state().isOver() && endedSincePruned.incrementAndGet() > kept / SHARE;
        database.write(session -> {
            OperationWriter.write(session, operation);
            return prune ? OperationWriter.prune(session, kept) : 0;
        });
        if (prune) {
            endedSincePruned.set(0);
        }
    }

    @Override
    public Optional<Operation> operation(OperationId id) throws GuestnetException {
        return read("WHERE id = ?", id.value()).stream().findFirst();
    }

    @Override
    public List<Operation> youngest(int limit) throws GuestnetException {
        return read("ORDER BY started DESC, id DESC LIMIT ?", limit);
    }

    @Override
    public List<Operation> open() throws GuestnetException {
        return read("WHERE NOT is_over ORDER BY started, id");
    }

    private List<Operation> read(String selection, Object... values) throws GuestnetException {
        return database.read(session -> new OperationReader(session, selection, values).read());
    }
}
