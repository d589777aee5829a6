/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.move;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.Abort;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.Kind;
import org.guestnet.model.OperationId;

/** Gives up migrations that go on at their hosts after whoever began them was killed. They are ended by looking at both hosts. */
public final class StrandedMoves {

    private final Fleet fleet;
    private final OperationEngine engine;

    /** Its parts. */
    public StrandedMoves(Fleet fleet, OperationEngine engine) {
        this.fleet = fleet;
        this.engine = engine;
    }

    /**
     * Asks the source to give a migration up, and returns at once.
     *
     * @return false if it is none, somebody works on it, or libvirt has no migration of it: then nothing was done
     * @throws GuestnetException {@code HOST_DOWN} if the source does not answer; {@code BUSY}
     */
    public boolean abort(Operation operation) throws GuestnetException {
        if (operation.kind() != Kind.GUEST_MIGRATE
                || operation.destination().isEmpty()
                || engine.locks().isWorkedOn(operation.id())) {
            return false;
        }
        UUID guest = operation.guest().orElseThrow();
        OperationId worker = OperationId.random();
        engine.locks().take(Set.of(Locks.guest(guest)), worker, Locks.SHORTLY);
        try (Work work = engine.managers().begin()) {
            Optional<Operation> open = engine.journal()
                    .operation(operation.id())
                    .filter(o -> !o.state().isOver());
            if (open.isEmpty() || !engine.managers().adopt(operation.id())) {
                return false;
            }
            work.check();
            return giveUp(open.get(), Abort.asked());
        } finally {
            engine.locks().release(worker);
        }
    }

    /** Gives a migration up that goes on and has had its time. The caller holds the guest, and has adopted the operation. */
    public void limit(Operation open) throws GuestnetException {
        Optional<Finding> late = TimeLimit.over(open);
        if (late.isPresent()) {
            giveUp(open, late.get());
        }
    }

    private boolean giveUp(Operation operation, Finding why) throws GuestnetException {
        UUID guest = operation.guest().orElseThrow();
        HostSession source = fleet.session(operation.host());
        if (source.migrationProgress(guest).isEmpty()) {
            return false;
        }
        source.abortMigration(guest);
        List<Finding> findings = new ArrayList<>(operation.findings());
        findings.add(why.as(Severity.NOTICE));
        engine.journal()
                .write(operation.withFindings(findings.stream().distinct().toList()));
        return true;
    }
}
