/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.guestnet.libvirt.internal.Line.LostException;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.model.GuestnetException;

/**
 * A call that lasts and concerns two hosts, over their work connections. It has a slot at each. Slots are taken in the order of the
 * sessions' numbers by every such call, so that two in opposite directions never wait for each other.
 */
final class PairedCall {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SessionParts from;
    private final SessionParts to;
    private final Lines first;
    private final Lines second;
    private final AtomicReference<Line> source = new AtomicReference<>();
    private final AtomicReference<Line> destination = new AtomicReference<>();
    /** Completed with what went wrong, if anything, when libvirt's call has ended. */
    private final CompletableFuture<Optional<Throwable>> done = new CompletableFuture<>();

    PairedCall(SessionParts from, SessionParts to) {
        this.from = from;
        this.to = to;
        boolean inOrder = from.number() < to.number();
        this.first = inOrder ? from.work() : to.work();
        this.second = inOrder ? to.work() : from.work();
    }

    /** What is done with connections to both. */
    interface OverBoth {
        void on(LibvirtConnection source, LibvirtConnection destination) throws LibvirtFailure, GuestnetException;
    }

    /** What is done with a connection to the source. */
    interface AtSource {
        void on(LibvirtConnection source) throws LibvirtFailure, GuestnetException;
    }

    /** Waits for slots and begins. */
    void start(OverBoth call) throws GuestnetException {
        begin(() -> Calls.perform(
                from.work(),
                here -> Calls.perform(
                        to.work(),
                        there -> {
                            call.on(here, there);
                            return null;
                        },
                        destination),
                source));
    }

    /** Waits for slots and begins. */
    void start(AtSource call) throws GuestnetException {
        begin(() -> Calls.perform(
                from.work(),
                here -> {
                    call.on(here);
                    return null;
                },
                source));
    }

    private interface Body {
        void run() throws LibvirtFailure, GuestnetException, LostException;
    }

    private void begin(Body body) throws GuestnetException {
        takeSlots();
        try {
            from.threads().execute(() -> run(body));
        } catch (RejectedExecutionException e) {
            giveSlots();
            throw from.failures().down("the session is closed", e);
        }
    }

    private void run(Body body) {
        Optional<Throwable> outcome = Optional.empty();
        try {
            body.run();
        } catch (LibvirtFailure | GuestnetException | LostException | RuntimeException | LinkageError e) {
            outcome = Optional.of(e);
        } finally {
            giveSlots();
        }
        done.complete(outcome);
    }

    private void takeSlots() throws GuestnetException {
        takeSlot(first);
        boolean complete = false;
        try {
            takeSlot(second);
            complete = true;
        } finally {
            if (!complete) {
                first.giveMigrationSlot();
            }
        }
    }

    /** Waits for as long as both sessions live: nothing has been touched yet. */
    private void takeSlot(Lines lines) throws GuestnetException {
        try {
            do {
                from.calls().requireOpen();
                to.calls().requireOpen();
            } while (!lines.takeMigrationSlot(LOOK_AGAIN_NANOS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw from.failures().timeout("interrupted before anything was done");
        }
    }

    private void giveSlots() {
        first.giveMigrationSlot();
        second.giveMigrationSlot();
    }

    /** Whether libvirt's call has ended. */
    boolean isDone() {
        return done.isDone();
    }

    /** Waits for the end of libvirt's call, or of a session, but no longer than that. @return whether one of them ended */
    boolean await(Duration limit) throws GuestnetException {
        return waited(
                CompletableFuture.anyOf(
                        done, from.lifeline().ended(), to.lifeline().ended()),
                limit);
    }

    /** Waits for the end of libvirt's call, whatever the sessions do. @return whether it ended */
    boolean awaitDone(Duration limit) throws GuestnetException {
        return waited(done, limit);
    }

    private boolean waited(CompletableFuture<?> event, Duration limit) throws GuestnetException {
        try {
            event.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("none of these fails", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw from.failures().timeout("interrupted; what was begun goes on");
        }
    }

    /** Gives the call up; what the hosts do among themselves goes on. */
    void cut() {
        for (AtomicReference<Line> end : java.util.List.of(source, destination)) {
            Optional.ofNullable(end.get()).filter(line -> !isDone()).ifPresent(Line::cut);
        }
    }

    /**
     * How libvirt's call ended.
     *
     * @return its refusal, if it was one, while both hosts are there
     */
    Optional<LibvirtFailure> refusal() throws GuestnetException {
        Optional<Throwable> outcome = done.getNow(Optional.of(new IllegalStateException("the call does not end")));
        if (outcome.isEmpty()) {
            return Optional.empty();
        }
        from.calls().requireOpen(); // what one host says, while the other one is lost, is not all there is to say
        to.calls().requireOpen();
        Throwable cause = outcome.get();
        if (cause instanceof LibvirtFailure failure) {
            return Optional.of(failure);
        }
        throw (isAtDestination(cause) ? to : from).calls().failure(cause);
    }

    private boolean isAtDestination(Throwable cause) {
        return cause instanceof LostException lost && to.work().has(lost.line());
    }
}
