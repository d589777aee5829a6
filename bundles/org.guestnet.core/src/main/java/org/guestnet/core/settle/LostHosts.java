/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.settle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;

/** Forgets hosts that never come back: what would be kept for them for ever, because only they could tell, is given up. */
public final class LostHosts {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Fleet fleet;
    private final Claims claims;
    private final OperationEngine engine;

    /** Its parts. */
    public LostHosts(Fleet fleet, Claims claims, OperationEngine engine) {
        this.fleet = fleet;
        this.claims = claims;
        this.engine = engine;
    }

    /**
     * Forgets a host that somebody has made sure is off. Done again it goes on where it was killed.
     *
     * @throws GuestnetException {@code HOST_UNKNOWN}; {@code BUSY} if it answers, or somebody works on one of its operations
     */
    public void remove(HostName name) throws GuestnetException {
        if (fleet.host(name).awaitLook(PATIENCE).isUp()) {
            throw busy(name, "the host answers", "host:remove " + name + " once nothing is left there");
        }
        OperationId worker = OperationId.random();
        try (Work work = engine.managers().begin()) {
            work.check();
            List<Operation> others = endOurs(name, worker);
            if (!others.isEmpty()) {
                throw othersWork(name, others.get(0));
            }
            claims.giveUp(name);
            fleet.remove(name);
        } finally {
            engine.locks().release(worker);
        }
    }

    /** @return those that somebody works on, or that another manager began and does not work on: each ends its own */
    private List<Operation> endOurs(HostName lost, OperationId worker) throws GuestnetException {
        List<Operation> others = new ArrayList<>();
        for (Operation operation : engine.journal().open()) {
            if (Reconciler.concerns(operation, lost) && !endIfOurs(operation, lost, worker)) {
                others.add(operation);
            }
        }
        return others;
    }

    private boolean endIfOurs(Operation operation, HostName lost, OperationId worker) throws GuestnetException {
        boolean ours = isFree(operation, worker) && engine.managers().adopt(operation.id());
        Optional<Operation> now = engine.journal()
                .operation(operation.id())
                .filter(o -> !o.state().isOver());
        if (ours && now.isPresent()) {
            engine.journal().write(ended(endJob(now.get(), lost), lost));
        }
        return ours || now.isEmpty();
    }

    private boolean isFree(Operation operation, OperationId worker) throws GuestnetException {
        try {
            engine.locks().take(Settler.keys(operation), worker, Locks.SHORTLY); // the settler looks at it now and then
            return !engine.locks().isWorkedOn(operation.id());
        } catch (GuestnetException e) {
            if (!e.code().equals(Codes.BUSY)) {
                throw e;
            }
            return false;
        }
    }

    private static GuestnetException othersWork(HostName lost, Operation operation) {
        String id = operation.id().shortForm();
        return busy(
                lost,
                "operation " + id + " is worked on, or another manager's",
                "op:abort " + id + ", or give the host up at the manager that began it, too");
    }

    /** What still goes there: for as long as the source waits for it, the guest can be neither stopped nor sent elsewhere. */
    private Operation endJob(Operation operation, HostName lost) {
        Optional<UUID> guest =
                operation.guest().filter(g -> operation.destination().equals(Optional.of(lost)));
        if (guest.isEmpty()) {
            return operation;
        }
        try {
            HostSession source = fleet.session(operation.host());
            if (source.migrationProgress(guest.get()).isPresent()) {
                source.abortMigration(guest.get());
            }
            return operation;
        } catch (GuestnetException e) {
            String why = "a migration to host " + lost + " may still go on here, for it could not be aborted: "
                    + e.findings().get(0).detail();
            Finding open = Finding.notice(Codes.HOST_LOST, why, "virsh domjobabort on host " + operation.host());
            return with(operation, open.on(operation.host()));
        }
    }

    private static Operation with(Operation operation, Finding more) {
        List<Finding> findings = new ArrayList<>(operation.findings());
        findings.add(more);
        return operation.withFindings(findings);
    }

    private static Operation ended(Operation operation, HostName lost) {
        Optional<HostName> other = operation.destination().map(to -> to.equals(lost) ? operation.host() : to);
        Finding given = Finding.notice(
                        Codes.HOST_LOST,
                        "given up with host " + lost + ", which is gone for good: nobody looked there",
                        other.map(o -> "see how the guest is on host " + o
                                        + "; a copy that stands still there goes on by virsh resume")
                                .orElse(""))
                .on(lost);
        return with(operation, given).in(State.UNDONE);
    }

    private static GuestnetException busy(HostName host, String why, String remedy) {
        return new GuestnetException(Finding.blocker(Codes.BUSY, why, remedy).on(host));
    }
}
