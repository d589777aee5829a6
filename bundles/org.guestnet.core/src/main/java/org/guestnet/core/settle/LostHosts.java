/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.settle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.OperationEngine;
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
            for (Operation operation : taken(name, worker)) {
                engine.journal().write(ended(operation, name));
            }
            claims.giveUp(name);
            fleet.remove(name);
        } finally {
            engine.locks().release(worker);
        }
    }

    /** All of them, or none is ended: as long as the host may be brought back, they are settled when it is. */
    private List<Operation> taken(HostName lost, OperationId worker) throws GuestnetException {
        List<Operation> taken = new ArrayList<>();
        for (Operation operation : engine.journal().open()) {
            if (Reconciler.concerns(operation, lost)) {
                take(operation, lost, worker).ifPresent(taken::add);
            }
        }
        return taken;
    }

    private Optional<Operation> take(Operation operation, HostName lost, OperationId worker) throws GuestnetException {
        engine.locks().take(Settler.keys(operation), worker, Duration.ZERO);
        boolean ours =
                !engine.locks().isWorkedOn(operation.id()) && engine.managers().adopt(operation.id());
        Optional<Operation> now = engine.journal()
                .operation(operation.id())
                .filter(o -> !o.state().isOver());
        if (now.isPresent() && !ours) {
            String id = operation.id().shortForm();
            throw busy(
                    lost,
                    "operation " + id + " is worked on, or another manager's",
                    "op:abort " + id + ", or give the host up at the manager that does it");
        }
        return now;
    }

    private static Operation ended(Operation operation, HostName lost) {
        Optional<HostName> other = operation.destination().map(to -> to.equals(lost) ? operation.host() : to);
        List<Finding> findings = new ArrayList<>(operation.findings());
        findings.add(Finding.notice(
                        Codes.SETTLED,
                        "given up with host " + lost + ", which is gone for good: nobody looked there",
                        other.map(o -> "see how the guest is on host " + o
                                        + "; a copy that stands still there goes on by virsh resume")
                                .orElse(""))
                .on(lost));
        return operation.withFindings(findings).in(State.UNDONE);
    }

    private static GuestnetException busy(HostName host, String why, String remedy) {
        return new GuestnetException(Finding.blocker(Codes.BUSY, why, remedy).on(host));
    }
}
