/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.store.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.guestnet.driver.store.ManagerStore.Observer;
import org.guestnet.model.GuestnetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a lease and renews it; when it was lost, says so and takes another as soon as all work of the lost one has ended. The clock is
 * watched on a thread of its own, so that a database that hangs hides no loss.
 */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final LeaseTable table;
    private final LeaseClock clock;
    private final Runnable chores;
    private final List<Observer> observers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService beating =
            Executors.newSingleThreadScheduledExecutor(thread("guestnet-lease"));
    private final ScheduledExecutorService watching =
            Executors.newSingleThreadScheduledExecutor(thread("guestnet-lease-clock"));
    private final ExecutorService telling = Executors.newSingleThreadExecutor(thread("guestnet-lease-news"));
    private final AtomicInteger untold = new AtomicInteger();

    /** @param chores done after each renewal */
    Heartbeat(LeaseTable table, LeaseClock clock, Runnable chores) {
        this.table = table;
        this.clock = clock;
        this.chores = chores;
    }

    private static java.util.concurrent.ThreadFactory thread(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    void start(LeaseTimes times) {
        beat(); // so that a manager that starts has a lease at once if the database answers
        long beat = times.beat().toMillis();
        long tick = times.tick().toMillis();
        beating.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
        watching.scheduleWithFixedDelay(this::watch, tick, tick, TimeUnit.MILLISECONDS);
    }

    void observe(Observer observer) {
        observers.add(observer);
        if (clock.current().isPresent()) {
            observer.renewed();
        } else {
            observer.lost(clock.reason());
        }
    }

    void ignore(Observer observer) {
        observers.remove(observer);
    }

    private void beat() {
        try {
            if (clock.isHeld()) {
                renew();
            } else if (clock.isIdle() && untold.get() == 0) {
                take();
            }
            endOthers();
            chores.run();
        } catch (GuestnetException e) {
            LOG.warn("The lease of this manager cannot be renewed now: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The heartbeat of this manager failed", e);
        }
    }

    private void take() throws GuestnetException {
        long sent = System.nanoTime();
        long epoch = clock.epoch() + 1;
        table.take(epoch);
        clock.taken(epoch, sent);
        LOG.info("This manager has lease number {}", epoch);
        tell(Observer::renewed);
    }

    private void renew() throws GuestnetException {
        long sent = System.nanoTime();
        if (table.renew(clock.epoch())) {
            clock.renewed(sent);
            if (untold.get() == 0) {
                tell(Observer::renewed);
            }
        } else {
            lose("this manager's lease has ended; others end its work");
        }
    }

    private void endOthers() throws GuestnetException {
        for (String name : table.end()) {
            LOG.warn("Manager {} was not heard of for the time of its lease; its operations are ended by others", name);
        }
    }

    private void watch() {
        if (clock.isOverdue()) {
            lose("this manager did not renew its lease in time");
        }
    }

    private void lose(String reason) {
        if (clock.lose(reason)) {
            LOG.error("{}; its sessions with hosts are closed until it has another", reason);
            tell(observer -> observer.lost(reason));
        }
    }

    private void tell(Consumer<Observer> news) {
        untold.incrementAndGet();
        telling.execute(() -> {
            for (Observer observer : observers) {
                try {
                    news.accept(observer);
                } catch (RuntimeException e) {
                    LOG.error("An observer of the lease failed", e);
                }
            }
            untold.decrementAndGet();
        });
    }

    /** Ends the threads and gives the lease back, so that others need not wait for its end. */
    @Override
    public void close() {
        beating.shutdownNow();
        watching.shutdownNow();
        telling.shutdown();
        clock.lose("this manager is being stopped");
        try {
            table.giveBack();
        } catch (GuestnetException e) {
            LOG.warn("The lease could not be given back; it ends by itself: {}", e.getMessage());
        }
    }
}
