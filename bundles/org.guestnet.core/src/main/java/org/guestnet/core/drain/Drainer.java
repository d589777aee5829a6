/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.guestnet.api.DrainOptions;
import org.guestnet.api.DrainPlan;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.operation.Draining;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.Kind;
import org.guestnet.model.Operation.StepState;
import org.guestnet.model.OperationId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains hosts, each on a thread of its own: who asked for it may go away. A drain that nobody works on any more, because its manager was
 * killed or its host fell silent, is gone on with from the journal.
 */
@Component(service = Drainer.class)
public final class Drainer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Drainer.class);

    private final Fleet fleet;
    private final DrainPlanner planner;
    private final OperationEngine engine;
    private final Draining draining;
    private final DrainHands hands;
    private final Unattended unattended;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "guestnet-drain");
        thread.setDaemon(true);
        return thread;
    });

    /** Its parts. */
    @Activate
    public Drainer(
            @Reference Fleet fleet,
            @Reference DrainPlanner planner,
            @Reference GuestMover mover,
            @Reference OperationEngine engine,
            @Reference Draining draining) {
        this.fleet = fleet;
        this.planner = planner;
        this.engine = engine;
        this.draining = draining;
        this.hands = new DrainHands(fleet, mover);
        this.unattended = new Unattended(engine, hands);
    }

    /** Drains a host; see the api. */
    public Operation drain(HostName host, DrainOptions options) throws GuestnetException {
        return await(threads.submit(() -> begin(host, options)), host);
    }

    private static Operation await(Future<Operation> drain, HostName host) throws GuestnetException {
        try {
            return drain.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GuestnetException(Finding.blocker(
                            Codes.UNCERTAIN,
                            "the drain goes on, but is no longer waited for",
                            "op:list shows it, op:abort gives it up")
                    .on(host));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GuestnetException refused) {
                throw refused;
            }
            throw new IllegalStateException("the drain failed: " + e.getCause(), e.getCause());
        }
    }

    private Operation begin(HostName host, DrainOptions options) throws GuestnetException {
        OperationId id = OperationId.random();
        fleet.host(host);
        engine.locks().take(Set.of(Locks.drain(host)), id, Locks.SHORTLY);
        try (Work work = engine.managers().begin()) {
            requireNone(host);
            DrainLog log = new DrainLog(engine.journal(), operation(id, planner.plan(host, options), options));
            log.begin();
            return hands.run(log, work, options.progress());
        } finally {
            engine.locks().release(id);
        }
    }

    private void requireNone(HostName host) throws GuestnetException {
        Optional<Operation> other = draining.operation(host);
        if (other.isPresent()) {
            String id = other.get().id().shortForm();
            throw new GuestnetException(Finding.blocker(
                            Codes.BUSY,
                            "operation " + id + " drains the host already, and goes on by itself",
                            "op:show " + id + ", or op:abort " + id)
                    .on(host));
        }
    }

    private static Operation operation(OperationId id, DrainPlan plan, DrainOptions options) {
        List<Finding> findings = new ArrayList<>(List.of(DrainText.options(options)));
        plan.stuck().forEach(s -> findings.addAll(DrainText.stays(s.guest(), s.blockers())));
        return Operation.begin(
                        id,
                        Kind.HOST_DRAIN,
                        plan.host().value(),
                        Optional.empty(),
                        plan.host(),
                        Optional.empty(),
                        plan.moves().stream()
                                .map(m -> DrainText.step(m.guest(), m.destination(), StepState.PLANNED))
                                .toList())
                .withFindings(findings);
    }

    /** Goes on with a drain that nobody works on, if that can be done now. Returns at once. */
    public void resume(Operation drain) {
        if (!hands.isClosed() && hands.find(drain).isEmpty()) {
            threads.execute(() -> {
                try {
                    unattended.goOn(drain);
                } catch (GuestnetException e) {
                    LOG.debug("The drain of host {} cannot go on now: {}", drain.host(), e.getMessage());
                } catch (RuntimeException e) {
                    LOG.error("The drain of host {} cannot go on", drain.host(), e);
                }
            });
        }
    }

    /**
     * Gives a drain up: guests that are on their way arrive, no more are begun. One that waits for a silent host is over at once.
     *
     * @return false if it is over already, or is no drain
     * @throws GuestnetException {@code BUSY} if another manager does it; {@code STORE_FAILED}
     */
    public boolean abort(Operation drain) throws GuestnetException {
        if (drain.kind() != Kind.HOST_DRAIN || drain.state().isOver()) {
            return false;
        }
        Optional<DrainRun> run = hands.find(drain);
        if (run.isPresent()) {
            return run.get().abort();
        }
        return unattended.end(drain);
    }

    /** Begins no further guest; those that are on their way, and the drain, are for the next manager. */
    @Override
    @Deactivate
    public void close() {
        hands.close();
        threads.shutdown();
    }
}
