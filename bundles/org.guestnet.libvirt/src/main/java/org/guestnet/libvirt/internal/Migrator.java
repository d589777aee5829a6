/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.guestnet.driver.Migration;
import org.guestnet.libvirt.internal.Line.LostException;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.model.GuestnetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One migration, steered by this process over the work connections of both hosts. It has a slot at each. Slots are taken in
 * the order of the sessions' numbers by every migration, so that two in opposite directions never wait for each other.
 */
final class Migrator {

    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);
    private static final Duration AFTER_LOSS = Duration.ofSeconds(8);
    private static final Duration ABORT = Duration.ofSeconds(2);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SessionParts from;
    private final SessionParts to;
    private final UUID guest;
    private final Lines first;
    private final Lines second;
    /** Completed with what went wrong, if anything, when libvirt's call has ended. */
    private final CompletableFuture<Optional<Throwable>> done = new CompletableFuture<>();

    Migrator(SessionParts from, SessionParts to, UUID guest) {
        this.from = from;
        this.to = to;
        this.guest = guest;
        boolean inOrder = from.number() < to.number();
        this.first = inOrder ? from.work() : to.work();
        this.second = inOrder ? to.work() : from.work();
    }

    void run(Migration migration) throws GuestnetException {
        takeSlots();
        try {
            from.threads().execute(() -> steer(migration));
        } catch (RejectedExecutionException e) {
            giveSlots();
            throw from.failures().down("the session is closed", e);
        }
        await();
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
            throw from.failures().timeout("interrupted before the migration began");
        }
    }

    private void giveSlots() {
        first.giveMigrationSlot();
        second.giveMigrationSlot();
    }

    private void steer(Migration migration) {
        Optional<Throwable> outcome = Optional.empty();
        try {
            on(from, source -> {
                on(to, destination -> {
                    migrate(source, destination, migration);
                    return null;
                });
                return null;
            });
        } catch (LibvirtFailure | GuestnetException | LostException | RuntimeException | LinkageError e) {
            outcome = Optional.of(e);
        } finally {
            giveSlots();
        }
        done.complete(outcome);
    }

    private static void on(SessionParts end, Line.Call<?> call)
            throws LibvirtFailure, GuestnetException, LostException {
        Calls.perform(end.work(), call, new AtomicReference<>());
    }

    private void migrate(LibvirtConnection source, LibvirtConnection destination, Migration migration)
            throws LibvirtFailure, GuestnetException {
        String uuid = guest.toString();
        if (!source.guests().isActive(uuid)) {
            throw from.failures().notRunning(guest, null);
        }
        boolean persistent = source.guests().isPersistent(uuid);
        Optional<String> live = migration.resolved().map(Migration.Resolved::liveXml);
        // libvirt would persist the live document there, unless it is told what to persist; without either, the
        // source's own.
        Optional<String> configured =
                migration.resolved().map(Migration.Resolved::persistentXml).filter(xml -> persistent);
        try {
            source.guests().migrate(uuid, destination, persistent, live, configured);
        } catch (LibvirtFailure failure) {
            if (!isThere(source, destination)) {
                throw failure;
            }
            LOG.info(
                    "{}: guest {} arrived at {} although it was said: {}",
                    from.host().name(),
                    guest,
                    to.host().name(),
                    failure.getMessage());
        }
    }

    /** A migration that ends while it is looked at may be reported as failed and yet have happened. */
    private boolean isThere(LibvirtConnection source, LibvirtConnection destination) {
        return source.isAlive() && destination.isAlive() && !isActive(source, true) && isActive(destination, false);
    }

    private boolean isActive(LibvirtConnection connection, boolean ifUnknown) {
        try {
            return connection.guests().isActive(guest.toString());
        } catch (LibvirtFailure failure) {
            return !failure.is(LibvirtFailure.NO_DOMAIN) && ifUnknown;
        }
    }

    private void await() throws GuestnetException {
        try {
            CompletableFuture.anyOf(done, from.lifeline().ended(), to.lifeline().ended())
                    .get();
            if (!done.isDone()) {
                awaitAfterLoss();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("none of these fails", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw from.failures().timeout("interrupted; the migration goes on");
        }
        conclude(done.getNow(Optional.of(new IllegalStateException("the migration does not end"))));
    }

    /** The source's memory may be on its way for minutes to a host that cannot take the guest any more. */
    private void awaitAfterLoss() throws InterruptedException, ExecutionException {
        try {
            if (!from.lifeline().ended().isDone()) {
                from.calls().call(from.control(), ABORT, c -> {
                    c.guests().abortJob(guest.toString());
                    return null;
                });
            }
        } catch (GuestnetException e) {
            LOG.debug(
                    "{}: the migration of {} could not be given up", from.host().name(), guest, e);
        }
        try {
            done.get(AFTER_LOSS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("{}: the migration of {} does not end", from.host().name(), guest);
        }
    }

    private void conclude(Optional<Throwable> outcome) throws GuestnetException {
        if (outcome.isEmpty()) {
            return;
        }
        from.calls().requireOpen(); // what one host says, while the other one is lost, is not all there is to say
        to.calls().requireOpen();
        Throwable cause = outcome.get();
        if (cause instanceof LibvirtFailure failure) {
            throw refusal(failure);
        }
        throw (isAtDestination(cause) ? to : from).calls().failure(cause);
    }

    private boolean isAtDestination(Throwable cause) {
        return cause instanceof LostException lost && to.work().has(lost.line());
    }

    private GuestnetException refusal(LibvirtFailure failure) {
        if (failure.is(LibvirtFailure.NO_SUPPORT)) {
            return from.failures().cannotMigrate(Failures.sentence(failure), failure);
        }
        GuestnetException there = to.failures().refused(failure);
        boolean ofTheDestination = failure.is(LibvirtFailure.NO_NETWORK) || Failures.isExhausted(failure);
        return ofTheDestination ? there : from.failures().notMigrated(to.host().name(), failure);
    }
}
