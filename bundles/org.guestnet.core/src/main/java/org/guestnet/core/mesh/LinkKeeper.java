/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.driver.link.LinkSession;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.link.IpsecTunnel;
import org.guestnet.model.link.LinkResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one host's links as they are to be, on a thread of its own. What changes is done at once and costs what changed; a look at the
 * whole host from time to time finds what others did to it, and what a reboot took.
 */
final class LinkKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkKeeper.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(2);
    private static final int JITTER_MS = 500;

    /** What the keeper is told by, and tells. */
    interface Plan {

        /** All parts that the host has now, each with what it consists of. */
        Map<Part, List<LinkResource>> all(HostName host);

        /** One part now; empty if the host does not need it. */
        List<LinkResource> part(HostName host, Part part);

        /** Whether all is known that may be wanted: before that, nothing is taken away that peers may need. */
        boolean isComplete();

        /** What a look found, before anything is put right. */
        void looked(HostName host, LinkReport report);

        /** What is known of the host's links is something else now. */
        void ended(HostName host, LinkState state);
    }

    /** Opens a session with the host's links. */
    interface Sessions {
        LinkSession open() throws GuestnetException;
    }

    private final HostName host;
    private final Plan plan;
    private final Sessions sessions;
    private final ManagerStore managers;
    private final Thread thread;

    private final Set<Part> dirty = new LinkedHashSet<>(); // guarded by this
    private boolean lookDue = true; // guarded by this
    private boolean rekeyDue; // guarded by this
    private final List<CompletableFuture<LinkState>> asked = new ArrayList<>(); // guarded by this
    private boolean closed; // guarded by this

    private Map<Part, List<LinkResource>> made = new LinkedHashMap<>(); // the thread's own
    private LinkSession session; // the thread's own; null while there is none
    private final List<CompletableFuture<LinkState>> answering = new ArrayList<>(); // the thread's own
    private volatile LinkState state = LinkState.UNKNOWN;

    LinkKeeper(HostName host, Plan plan, Sessions sessions, ManagerStore managers) {
        this.host = host;
        this.plan = plan;
        this.sessions = sessions;
        this.managers = managers;
        this.thread = new Thread(this::run, "guestnet-links-" + host);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** What is known of the host's links. Any thread. */
    LinkState state() {
        return state;
    }

    /** Parts have changed. Any thread; does not wait. */
    synchronized void changed(Set<Part> parts) {
        dirty.addAll(parts);
        notifyAll();
    }

    /** Asks for a look at the whole host. Any thread; does not wait. @return what that look found and put right, when it has ended */
    synchronized CompletableFuture<LinkState> lookNow() {
        CompletableFuture<LinkState> answer = new CompletableFuture<>();
        asked.add(answer);
        lookDue = true;
        notifyAll();
        return answer;
    }

    /** The same; then the ends of the host's tunnels convince each other anew. */
    synchronized CompletableFuture<LinkState> rekey() {
        rekeyDue = true;
        return lookNow();
    }

    private void run() {
        while (!isClosed()) {
            try {
                if (isIdle()) {
                    drop();
                }
                Optional<Set<Part>> some = await();
                if (isClosed()) {
                    break;
                }
                try (Work work = managers.begin()) {
                    work.check();
                    step(some);
                }
            } catch (GuestnetException e) {
                failed(e.getMessage(), e);
            } catch (RuntimeException e) {
                LOG.error("Keeping the links of host {} failed", host, e);
                failed("internal error: " + e, e);
            }
        }
        drop();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** What is to be done next: some parts, or, if empty, a look at all. A host without tunnels that has nothing left over rests. */
    private synchronized Optional<Set<Part>> await() {
        long end = System.nanoTime()
                + LOOK_EVERY
                        .plusMillis(ThreadLocalRandom.current().nextLong(JITTER_MS))
                        .toNanos();
        try {
            while (!closed && !lookDue && dirty.isEmpty() && (isIdle() || System.nanoTime() - end < 0)) {
                wait(isIdle() ? 0 : Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            closed = true;
        }
        boolean look = lookDue || dirty.isEmpty();
        if (look) {
            answering.addAll(asked);
            asked.clear();
        }
        Set<Part> parts = new LinkedHashSet<>();
        dirty.stream().filter(Part::isBase).forEach(parts::add); // what else there is stands on that
        parts.addAll(dirty);
        dirty.clear();
        lookDue = false;
        return look ? Optional.empty() : Optional.of(parts);
    }

    private boolean isIdle() {
        return made.isEmpty() && state.isClean();
    }

    private void step(Optional<Set<Part>> parts) throws GuestnetException {
        if (session == null) {
            session = sessions.open();
        }
        if (parts.isPresent()) {
            for (Part part : parts.get()) {
                bring(part);
            }
        } else {
            look();
        }
    }

    /** One part as it is wanted now. */
    private void bring(Part part) throws GuestnetException {
        List<LinkResource> wanted = plan.part(host, part);
        List<LinkResource> before = made.getOrDefault(part, List.of());
        List<LinkResource> gone = new ArrayList<>(before);
        gone.removeAll(wanted);
        List<LinkResource> come = new ArrayList<>(wanted);
        come.removeAll(before);
        made.remove(part); // until it is done it is not known
        session.remove(gone);
        session.make(come);
        if (!wanted.isEmpty()) {
            made.put(part, wanted);
        }
    }

    private void look() throws GuestnetException {
        Map<Part, List<LinkResource>> all = plan.all(host);
        List<LinkResource> wanted =
                all.values().stream().flatMap(List::stream).distinct().toList();
        LinkReport report = session.look(wanted);
        plan.looked(host, report);
        boolean complete = plan.isComplete();
        if (complete) {
            session.remove(report.leftOver());
        }
        if (!report.missing().isEmpty()) {
            LOG.info("Host {}: {} links are made", host, report.missing().size());
            session.make(report.missing());
        }
        made = new LinkedHashMap<>(all);
        renewIfDue(wanted);
        ended(LinkState.of(report, complete));
    }

    private void renewIfDue(List<LinkResource> wanted) throws GuestnetException {
        synchronized (this) {
            if (!rekeyDue) {
                return;
            }
        }
        session.renew(wanted.stream()
                .filter(IpsecTunnel.class::isInstance)
                .map(IpsecTunnel.class::cast)
                .toList());
        synchronized (this) {
            rekeyDue = false;
        }
    }

    private void ended(LinkState now) {
        state = now;
        plan.ended(host, now);
        answering.forEach(a -> a.complete(now));
        answering.clear();
    }

    private void failed(String problem, Exception cause) {
        if (isClosed()) {
            return;
        }
        if (!state.problem().equals(Optional.of(problem))) {
            LOG.warn("The links of host {} are not as they should be: {}", host, problem);
            LOG.debug("because", cause);
        }
        drop();
        ended(state.failed(problem));
        rest();
    }

    private synchronized void rest() {
        long end = System.nanoTime()
                + RETRY_EVERY
                        .plusMillis(ThreadLocalRandom.current().nextLong(JITTER_MS))
                        .toNanos();
        try {
            for (long left = RETRY_EVERY.toMillis();
                    !closed && left > 0;
                    left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
        lookDue = true;
    }

    private void drop() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    /** Ends the thread and its session; links stay. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        thread.interrupt();
    }
}
