/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.operation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.OperationId;

/** The operations of this process that can be given up. Safe for any thread. */
public final class Aborts {

    private final Map<OperationId, Abort> open = new ConcurrentHashMap<>();

    /**
     * An operation begins that can be given up.
     *
     * @param limit after how long it is given up by itself, from now on; empty for never
     * @return to be closed by who does the operation
     */
    public Abort begin(OperationId operation, Optional<Duration> limit) {
        Abort abort = new Abort(operation, this, limit);
        open.put(operation, abort);
        return abort;
    }

    /**
     * Asks that an operation be given up.
     *
     * @return false if it is not being done here, or cannot be given up
     */
    public boolean ask(OperationId operation) {
        Abort abort = open.get(operation);
        if (abort != null) {
            abort.ask();
        }
        return abort != null;
    }

    /** @throws GuestnetException {@code ABORTED} if the operation is to be given up */
    void check(OperationId operation) throws GuestnetException {
        Abort abort = open.get(operation);
        if (abort != null) {
            abort.check();
        }
    }

    void close(Abort abort) {
        open.remove(abort.operation(), abort);
    }
}
