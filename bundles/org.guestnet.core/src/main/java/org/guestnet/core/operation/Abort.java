/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.operation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.OperationId;

/**
 * Whether an operation is to be given up: because somebody asked for it, or its time is over. Whoever does the operation holds it, looks
 * at it between steps and during long ones, and says when it is too late. Safe for any thread.
 */
public final class Abort implements AutoCloseable {

    private final OperationId operation;
    private final Aborts all;
    private final Optional<Duration> limit;
    private final long begun = System.nanoTime();
    private boolean isAsked; // guarded by this
    private boolean tooLate; // guarded by this

    Abort(OperationId operation, Aborts all, Optional<Duration> limit) {
        this.operation = requireNonNull(operation, "operation");
        this.all = all;
        this.limit = requireNonNull(limit, "limit");
    }

    /** The operation. */
    public OperationId operation() {
        return operation;
    }

    /** Somebody wants it given up. */
    synchronized void ask() {
        isAsked = true;
    }

    /** From now on it goes to its end, whatever was asked. */
    public synchronized void tooLate() {
        tooLate = true;
    }

    /** Why it is to be given up; empty if it is not. */
    public synchronized Optional<Finding> reason() {
        if (tooLate) {
            return Optional.empty();
        }
        if (isAsked) {
            return Optional.of(asked());
        }
        return limit.filter(l -> System.nanoTime() - begun > l.toNanos()).map(Abort::late);
    }

    /** That somebody wanted it. */
    public static Finding asked() {
        return Finding.blocker(Codes.ABORTED, "it was given up because somebody asked for it: op:abort", "");
    }

    /** That it took longer than it may. */
    public static Finding late(Duration limit) {
        return Finding.blocker(
                Codes.ABORTED,
                "it was given up because it had not ended after " + seconds(limit),
                "give it more time: --timeout");
    }

    private static String seconds(Duration time) {
        return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /** @throws GuestnetException {@code ABORTED} if it is to be given up */
    public void check() throws GuestnetException {
        Optional<Finding> reason = reason();
        if (reason.isPresent()) {
            throw new GuestnetException(reason.get());
        }
    }

    /** It is over, and can no longer be given up. Does not throw, and can be called again. */
    @Override
    public void close() {
        all.close(this);
    }
}
