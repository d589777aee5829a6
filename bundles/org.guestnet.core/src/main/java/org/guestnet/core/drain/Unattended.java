/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.Kind;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.StepState;
import org.guestnet.model.OperationId;

/** Drains that nobody works on: their manager was killed, or the host fell silent. */
final class Unattended {

    private final OperationEngine engine;
    private final DrainHands hands;

    Unattended(OperationEngine engine, DrainHands hands) {
        this.engine = engine;
        this.hands = hands;
    }

    /** Goes on with one if that can be done now, and waits for its end. @throws GuestnetException why it cannot be told now */
    void goOn(Operation drain) throws GuestnetException {
        OperationId worker = OperationId.random(); // another manager may hold the key by the drain's own id
        engine.locks().take(Set.of(Locks.drain(drain.host())), worker, Duration.ZERO);
        try (Work work = engine.managers().begin()) {
            Optional<Operation> open = adopted(drain.id());
            if (open.isPresent() && isSettled(open.get())) {
                DrainLog log = new DrainLog(engine.journal(), open.get());
                log.renew();
                hands.run(log, work, goesOn -> {});
            }
        } finally {
            engine.locks().release(worker);
        }
    }

    private Optional<Operation> adopted(OperationId id) throws GuestnetException {
        return engine.managers().adopt(id) // before it is read: nobody else writes it after that
                ? engine.journal().operation(id).filter(o -> !o.state().isOver())
                : Optional.empty();
    }

    /** Guests that were on their way have an operation of their own, which is settled first. */
    private boolean isSettled(Operation drain) throws GuestnetException {
        Set<String> begun = drain.steps().stream()
                .filter(s -> s.state() == StepState.BEGUN)
                .map(s -> DrainText.guest(s).value())
                .collect(Collectors.toSet());
        return engine.journal().open().stream()
                .noneMatch(o ->
                        o.kind() == Kind.GUEST_MIGRATE && o.host().equals(drain.host()) && begun.contains(o.subject()));
    }

    /**
     * Ends one without moving any more guests.
     *
     * @return false if it is over
     * @throws GuestnetException {@code BUSY} if it is worked on after all; {@code STORE_FAILED}
     */
    boolean end(Operation drain) throws GuestnetException {
        OperationId worker = OperationId.random();
        engine.locks().take(Set.of(Locks.drain(drain.host())), worker, Duration.ZERO);
        try {
            Optional<Operation> open = adopted(drain.id());
            if (open.isPresent()) {
                DrainLog log = new DrainLog(engine.journal(), open.get());
                log.abort();
                log.end(State.DONE, List.of());
            }
            return open.isPresent();
        } finally {
            engine.locks().release(worker);
        }
    }
}
