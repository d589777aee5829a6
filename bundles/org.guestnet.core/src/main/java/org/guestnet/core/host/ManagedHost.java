/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.guestnet.api.HostInfo;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.NetworkName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One host under watch: keeps a session open and the host's state fresh, on a thread of its own, so that a host that hangs costs
 * nobody else anything. Events only mark it dirty; a periodic look catches what has no event.
 */
public final class ManagedHost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ManagedHost.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(2); // an answer is noticed well within 10 s
    private static final int RACES = 3;

    private final Host host;
    private final Supplier<Optional<HypervisorDriver>> driver;
    private final Consumer<HostState> observer;
    private final Thread thread;

    // Guarded by this; waited on for every change.
    private HostState state;
    private HostSession session;
    private String lost;
    private boolean dirty;
    private boolean closed;
    private long patches;
    private long looks;
    private boolean looking;

    ManagedHost(Host host, Supplier<Optional<HypervisorDriver>> driver, Consumer<HostState> observer) {
        this.host = host;
        this.driver = driver;
        this.observer = observer;
        this.state = HostState.connecting(host);
        this.thread = new Thread(this::watch, "guestnet-host-" + host.name());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The host as it was last seen. */
    public synchronized HostState state() {
        return state;
    }

    /** An open session. @throws GuestnetException {@code HOST_DOWN} */
    public synchronized HostSession session() throws GuestnetException {
        if (session == null || !state.isUp()) {
            throw new GuestnetException(state.downFinding());
        }
        return session;
    }

    /** What was just read of a guest, without waiting for the next look; empty if the host no longer has it. */
    public synchronized void patch(UUID guest, Optional<GuestReport> report) {
        patch(s -> report.map(s::with).orElseGet(() -> s.withoutGuest(guest)));
    }

    /** What was just read of a network. */
    public synchronized void patch(NetworkReport report) {
        patch(s -> s.with(report));
    }

    /** A network that is no longer there. */
    public synchronized void patchGone(NetworkName network) {
        patch(s -> s.withoutNetwork(network));
    }

    private synchronized void patch(UnaryOperator<HostState> change) {
        patches++;
        state = change.apply(state);
    }

    /** Asks for a look now. */
    public synchronized void markDirty() {
        dirty = true;
        notifyAll();
    }

    /**
     * Waits until the host was looked at anew, or found down.
     *
     * @param patience at most this long
     * @return the state then
     */
    public synchronized HostState awaitLook(Duration patience) {
        long wanted = looks + (looking ? 2 : 1); // a look that is under way began before this call
        markDirty();
        long deadline = System.nanoTime() + patience.toNanos();
        while (looks < wanted && !closed && pause(deadline)) {
            // woken for another reason
        }
        return state;
    }

    private boolean pause(long deadline) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void watch() {
        while (!isClosed()) {
            try {
                open();
                while (look()) {
                    rest(LOOK_EVERY);
                }
            } catch (GuestnetException e) {
                fail(e.findings().get(0).detail());
            } catch (RuntimeException e) {
                LOG.error("Watching host {} failed", host.name(), e);
                fail("internal error: " + e);
            }
            drop();
            rest(RETRY_EVERY.plusMillis(ThreadLocalRandom.current().nextLong(500)));
        }
    }

    private void open() throws GuestnetException {
        HypervisorDriver with = driver.get()
                .orElseThrow(() -> new GuestnetException(Finding.blocker(
                                Codes.DRIVER_MISSING,
                                "no driver for addresses of the form "
                                        + host.address().transport() + " is installed",
                                "install the bundle that brings it")
                        .on(host.name())));
        synchronized (this) {
            lost = null;
            dirty = false;
        }
        HostSession opened = with.open(host, new Watcher());
        synchronized (this) {
            session = opened;
            if (closed) {
                lost = "closed";
            }
        }
    }

    /** One look. False when the session is over. */
    private boolean look() throws GuestnetException {
        HostSession current = current();
        if (current == null) {
            return false;
        }
        HostState seen = null;
        for (int race = 0; race < RACES && seen == null; race++) {
            long before = begin();
            seen = finish(current, current.observe(), before, race == RACES - 1);
        }
        observer.accept(seen);
        return true;
    }

    private synchronized HostSession current() {
        if (lost != null && !closed) {
            fail(lost);
        }
        return lost != null || closed ? null : session;
    }

    private synchronized long begin() {
        dirty = false;
        looking = true;
        return patches;
    }

    /** Takes a report over, unless something newer was patched in while it was made. */
    private synchronized HostState finish(HostSession from, HostReport report, long before, boolean last) {
        if (patches != before && !last) {
            return null;
        }
        state = state.up(from.facts(), report);
        looking = false;
        looks++;
        notifyAll();
        return state;
    }

    private void fail(String reason) {
        HostState now;
        boolean news;
        synchronized (this) {
            news = state.status() != HostInfo.State.DOWN;
            state = state.down(reason);
            looking = false;
            now = state;
            looks++;
            notifyAll();
        }
        if (news) {
            LOG.warn("Host {} is down: {}", host.name(), reason);
        }
        observer.accept(now);
    }

    private void drop() {
        HostSession old;
        synchronized (this) {
            old = session;
            session = null;
        }
        if (old != null) {
            old.close();
        }
    }

    private synchronized void rest(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!dirty && !closed && (lost == null || session == null) && pause(deadline)) {
            // woken for another reason
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Ends the watch and the session. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        drop(); // ends a look that is under way
        thread.interrupt();
    }

    private final class Watcher implements HostListener {

        @Override
        public void changed() {
            markDirty();
        }

        @Override
        public void lost(String reason) {
            synchronized (ManagedHost.this) {
                lost = reason;
                ManagedHost.this.notifyAll();
            }
        }
    }
}
