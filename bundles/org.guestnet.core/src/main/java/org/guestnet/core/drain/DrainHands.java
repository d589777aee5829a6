/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.guestnet.core.host.Fleet;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;

/** The drains that this manager is doing. Safe for any thread. */
final class DrainHands {

    private final Fleet fleet;
    private final GuestMover mover;
    private final Map<OperationId, DrainRun> runs = new ConcurrentHashMap<>();
    private volatile boolean closed;

    DrainHands(Fleet fleet, GuestMover mover) {
        this.fleet = fleet;
        this.mover = mover;
    }

    /** Does a drain that is journaled, and waits for its end. */
    Operation run(DrainLog log, Work work, Consumer<Operation> listener) throws GuestnetException {
        Operation drain = log.operation();
        DrainRun run = new DrainRun(fleet, mover, log, listener);
        runs.put(drain.id(), run);
        try {
            if (closed) {
                run.close();
            }
            return run.run(work);
        } finally {
            runs.remove(drain.id());
            fleet.markDirty(drain.host());
        }
    }

    /** The drain if it is done here. */
    Optional<DrainRun> find(Operation drain) {
        return Optional.ofNullable(runs.get(drain.id()));
    }

    boolean isClosed() {
        return closed;
    }

    /** No further guest is begun and nothing more is journaled. */
    void close() {
        closed = true;
        runs.values().forEach(DrainRun::close);
    }
}
