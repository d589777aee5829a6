/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.guestnet.api.DrainOptions;
import org.guestnet.core.drain.Moved.End;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.Operation.StepState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A drain being done: several guests at once, each by the next free hand. */
final class DrainRun {

    private static final Logger LOG = LoggerFactory.getLogger(DrainRun.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Fleet fleet;
    private final GuestMover mover;
    private final DrainLog log;
    private final Consumer<Operation> listener;
    private final HostName host;
    private final DrainOptions options;
    private volatile boolean halted;

    DrainRun(Fleet fleet, GuestMover mover, DrainLog log, Consumer<Operation> listener) {
        this.fleet = fleet;
        this.mover = mover;
        this.log = log;
        this.listener = listener;
        this.host = log.operation().host();
        this.options = DrainText.options(log.operation());
    }

    /** Lets those arrive that are on their way, and begins no more. */
    boolean abort() throws GuestnetException {
        return log.abort();
    }

    /** This manager ends: another one, or the next start of this one, goes on. */
    void close() {
        log.close();
    }

    /** Moves the guests; ends when none is on its way. */
    Operation run(Work work) throws GuestnetException {
        List<Thread> hands = IntStream.range(0, options.parallel())
                .mapToObj(i -> new Thread(() -> moveAll(work), "guestnet-drain-" + host + "-" + i))
                .toList();
        hands.forEach(hand -> {
            hand.setDaemon(true);
            hand.start();
        });
        for (Thread hand : hands) {
            join(hand);
        }
        return log.isClosed() ? log.operation() : ended();
    }

    private void join(Thread hand) {
        try {
            hand.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    private void moveAll(Work work) {
        try {
            while (goesOn()) {
                work.check();
                Optional<Integer> next = log.beginNext();
                if (next.isEmpty()) {
                    return;
                }
                tell();
                Moved moved = move(log.operation().steps().get(next.get()));
                halted |= moved.end() == End.HALTED;
                log.end(next.get(), moved);
                tell();
            }
        } catch (GuestnetException e) {
            LOG.warn("The drain of host {} goes on later: {}", host, e.getMessage());
            halted = true;
        }
    }

    private void tell() {
        try {
            listener.accept(log.operation());
        } catch (RuntimeException e) {
            LOG.warn("Who listens to the drain of host {} failed", host, e);
        }
    }

    private boolean goesOn() {
        return !halted && !log.isClosed() && !log.isAborted();
    }

    private Moved move(Step step) {
        GuestName guest = DrainText.guest(step);
        HostName planned = DrainText.destination(step);
        try {
            return mover.move(guest, host, planned, options, this::goesOn);
        } catch (RuntimeException e) {
            LOG.error("Moving guest {} from host {} failed", guest, host, e);
            Finding internal = Finding.blocker(Codes.INTERNAL, "an internal error: " + e, "see the log");
            return new Moved(End.STAYS, planned, List.of(DrainText.stays(guest, internal)));
        }
    }

    private Operation ended() throws GuestnetException {
        if (log.isAborted()) {
            return log.end(State.DONE, List.of());
        }
        HostState now = fleet.host(host).awaitLook(PATIENCE);
        return halted || log.has(StepState.BEGUN) || !now.isUp()
                ? log.end(State.UNCERTAIN, List.of(uncertain()))
                : log.end(State.DONE, remaining(now));
    }

    private Finding uncertain() {
        return Finding.blocker(
                        Codes.UNCERTAIN,
                        "a host did not answer, so it is not known where all guests are",
                        "the drain goes on as soon as that can be told; op:abort gives it up")
                .on(host);
    }

    /** Read back: guests that run there although nothing was said of them. */
    private List<Finding> remaining(HostState now) {
        List<Finding> said = log.operation().findings();
        return now.guests().values().stream()
                .filter(g -> g.state().isActive())
                .map(GuestReport::name)
                .filter(g -> said.stream().noneMatch(f -> DrainText.isStaying(f, g)))
                .map(g -> DrainText.stays(g, late()).on(host))
                .toList();
    }

    private static Finding late() {
        return Finding.blocker(
                Codes.GUEST_RUNS_ON, "it came, or was started, after the drain had begun", "host:drain once more");
    }
}
