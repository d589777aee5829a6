/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.guestnet.store.internal.Transaction.Connections;

/**
 * Threads that write at the same time share one commit: it is what takes long, and an embedded database does one at a time anyway. Who
 * comes first does the work of all who wait; none returns before what it wrote is durable. For any thread.
 */
final class GroupCommit {

    private static final int MOST = 64;

    private final Queue<Write<?>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock leading = new ReentrantLock();

    /** One thread's work. Its outcome is written by who leads, and read by its thread after it is decided. */
    private static final class Write<T> {

        private final Work<T> work;
        private final Thread thread = Thread.currentThread();
        private T result;
        private Throwable failure;
        private volatile boolean decided;

        Write(Work<T> work) {
            this.work = work;
        }

        /** What fails leaves no trace, and does not harm the others. */
        void attempt(Session session) throws SQLException {
            result = null;
            failure = null;
            try {
                result = session.nested(work);
            } catch (SQLException | RuntimeException | Error e) {
                failure = e;
            }
        }

        void alone(Connections connections, int isolation) {
            try {
                result = Transaction.run(connections, isolation, work);
            } catch (SQLException | RuntimeException | Error e) {
                failure = e;
            }
        }

        void decide() {
            decided = true;
            LockSupport.unpark(thread);
        }
    }

    /** Runs work in a transaction, alone or with that of others; as {@link Transaction#run}. */
    <T> T run(Connections connections, int isolation, Work<T> work) throws SQLException {
        Write<T> mine = new Write<>(work);
        waiting.add(mine);
        boolean interrupted =
                Thread.interrupted(); // what has begun is brought to its end, and H2's file not closed under others
        while (!mine.decided) {
            if (leading.tryLock()) {
                lead(connections, isolation);
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        try {
            return outcome(mine, connections, isolation);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What failed among others is done again alone: there it may succeed, and fails as it would have without them. */
    private static <T> T outcome(Write<T> mine, Connections connections, int isolation) throws SQLException {
        if (mine.failure instanceof SharedFailure) {
            return Transaction.run(connections, isolation, mine.work);
        }
        if (mine.failure instanceof SQLException) {
            throw (SQLException) mine.failure;
        }
        if (mine.failure instanceof RuntimeException) {
            throw (RuntimeException) mine.failure;
        }
        if (mine.failure != null) {
            throw (Error) mine.failure;
        }
        return mine.result;
    }

    private void lead(Connections connections, int isolation) {
        List<Write<?>> batch = new ArrayList<>();
        try {
            for (Write<?> next = waiting.poll(); next != null; next = batch.size() < MOST ? waiting.poll() : null) {
                batch.add(next);
            }
            write(batch, connections, isolation);
        } finally {
            leading.unlock();
            batch.forEach(Write::decide);
            Write<?> next = waiting.peek(); // it may have found us leading after we had looked for it
            if (next != null) {
                LockSupport.unpark(next.thread);
            }
        }
    }

    private static void write(List<Write<?>> batch, Connections connections, int isolation) {
        if (batch.size() == 1) {
            batch.get(0).alone(connections, isolation);
            return;
        }
        try {
            Transaction.run(connections, isolation, session -> {
                for (Write<?> write : batch) {
                    write.attempt(session);
                }
                return null;
            });
            batch.stream().filter(w -> w.failure != null).forEach(w -> w.failure = new SharedFailure(w.failure));
        } catch (SQLException | RuntimeException | Error e) {
            batch.forEach(w -> w.failure = e);
        }
    }

    /** A failure of work that was done together with that of others. */
    private static final class SharedFailure extends Exception {
        private static final long serialVersionUID = 1;

        SharedFailure(Throwable cause) {
            super(cause);
        }
    }
}
