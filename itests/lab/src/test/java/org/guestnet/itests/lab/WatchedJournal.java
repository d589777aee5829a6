/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.guestnet.driver.store.Journal;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;

/** A journal that tells each write about certain operations, before it is made and after it is in the file. Any thread. */
final class WatchedJournal implements Journal {

    private final Journal journal;
    private final Predicate<Operation> which;
    private final Consumer<Integer> before;
    private final Consumer<Integer> after;
    private final AtomicInteger writes = new AtomicInteger();

    /**
     * @param which the operations whose writes are told
     * @param before told the number of the write, from 0
     */
    WatchedJournal(Journal journal, Predicate<Operation> which, Consumer<Integer> before, Consumer<Integer> after) {
        this.journal = journal;
        this.which = which;
        this.before = before;
        this.after = after;
    }

    @Override
    public void write(Operation operation) throws GuestnetException {
        if (!which.test(operation)) {
            journal.write(operation);
            return;
        }
        int number = writes.getAndIncrement();
        before.accept(number);
        journal.write(operation);
        after.accept(number);
    }

    @Override
    public Optional<Operation> operation(OperationId id) throws GuestnetException {
        return journal.operation(id);
    }

    @Override
    public List<Operation> youngest(int limit) throws GuestnetException {
        return journal.youngest(limit);
    }

    @Override
    public List<Operation> open() throws GuestnetException {
        return journal.open();
    }
}
