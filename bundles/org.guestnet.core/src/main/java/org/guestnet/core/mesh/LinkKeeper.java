/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.guestnet.driver.link.LinkReport;
import org.guestnet.driver.link.LinkSession;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.link.EncryptedTunnel;
import org.guestnet.model.link.LinkResource;
import org.guestnet.model.link.Vxlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one host's links as they are to be, on a thread of its own. What changes is done at once and costs what changed; a look at the
 * whole host from time to time finds what others did to it, and what a reboot took.
 */
final class LinkKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkKeeper.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration READ_BACK_AFTER = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Duration RETRY_UNUSED_AFTER = Duration.ofMinutes(1); // a host without tunnels
    private static final int JITTER_MS = 500;

    /** Opens a session with the host's links. */
    interface Sessions {
        LinkSession open() throws GuestnetException;
    }

    private final HostName host;
    private final LinkPlan plan;
    private final Sessions sessions;
    private final ManagerStore managers;
    private final Thread thread;
    private final KnownParts made = new KnownParts(); // the thread's own
    private final List<CompletableFuture<LinkState>> answering = new ArrayList<>(); // the thread's own
    private final Set<Part> dirty = new LinkedHashSet<>(); // guarded by this
    private final List<CompletableFuture<LinkState>> asked = new ArrayList<>(); // guarded by this
    private final Unread unread = new Unread();
    private final List<Renewal> renewals = new ArrayList<>(); // guarded by this
    private long nextLook = System.nanoTime(); // guarded by this
    private boolean closed; // guarded by this
    private LinkSession session; // the thread's own; null while there is none
    private boolean readBack; // the thread's own: whether the last look found all as it was to be
    private boolean hasty; // the thread's own: whether it looks right away
    private volatile LinkState state = LinkState.UNKNOWN;

    LinkKeeper(HostName host, LinkPlan plan, Sessions sessions, ManagerStore managers) {
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
        return state.without(unread.now());
    }

    /** Parts have changed. Any thread; does not wait. */
    synchronized void changed(Set<Part> parts) {
        unread.add(parts);
        dirty.addAll(parts);
        notifyAll();
    }

    /** Asks for a look at the whole host. Any thread; does not wait. @return what that look found and put right, when it has ended */
    synchronized CompletableFuture<LinkState> lookNow() {
        CompletableFuture<LinkState> answer = new CompletableFuture<>();
        if (closed) {
            answer.cancel(false);
            return answer;
        }
        asked.add(answer);
        nextLook = System.nanoTime();
        notifyAll();
        return answer;
    }

    /** The same; then the ends of some tunnels convince each other anew, now or when the host answers. */
    synchronized CompletableFuture<LinkState> renew(Renewal renewal) {
        renewals.add(renewal);
        return lookNow();
    }

    private void run() {
        while (isOpen()) {
            try {
                if (isIdle()) {
                    drop();
                }
                Set<Part> parts = awaitWork();
                if (isOpen()) {
                    work(parts);
                }
            } catch (GuestnetException e) {
                failed(e.findings(), e);
            } catch (RuntimeException
                    | LinkageError
                    | StackOverflowError e) { // the driver's bundle is being exchanged, …
                failed(List.of(Finding.blocker(Codes.INTERNAL, "internal error: " + e, "see the log")), e);
            }
        }
        drop();
        end();
    }

    private synchronized boolean isOpen() {
        return !closed;
    }

    private synchronized void end() {
        asked.forEach(a -> a.cancel(false));
        answering.forEach(a -> a.cancel(false));
    }

    /** Nothing to keep, and nothing left over. */
    private boolean isIdle() {
        return made.isEmpty() && readBack && state.isClean();
    }

    /** The parts that changed; none for a look at all. */
    private synchronized Set<Part> awaitWork() {
        try {
            while (!closed && dirty.isEmpty() && !isLookDue()) {
                wait(isIdle() ? 0 : Math.max(1, (nextLook - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            closed = true;
        }
        Set<Part> parts = isLookDue() ? Set.of() : new LinkedHashSet<>(dirty);
        dirty.clear();
        if (parts.isEmpty()) {
            answering.addAll(asked);
            asked.clear();
        }
        return parts;
    }

    private boolean isLookDue() {
        return !asked.isEmpty() || !isIdle() && nextLook - System.nanoTime() <= 0;
    }

    private void work(Set<Part> parts) throws GuestnetException {
        try (Work work = managers.begin()) {
            work.check();
            if (session == null) {
                session = sessions.open();
            }
            KnownParts.Change change = made.change(parts, p -> plan.part(host, p));
            if (parts.isEmpty() || change.needsLook()) {
                look(work);
            } else {
                work.check();
                bring(change);
            }
        }
    }

    /** What changed and nothing else. */
    private void bring(KnownParts.Change change) throws GuestnetException {
        made.forget(change.parts()); // until it is done it is not known
        if (!change.gone().isEmpty()) {
            session.remove(change.gone());
        }
        if (!change.come().isEmpty()) {
            session.make(change.come());
        }
        made.remember(change.wanted());
        readBack = false;
        lookAgain(readBackAfter(change.joins()));
        ended();
    }

    private void look(Work work) throws GuestnetException {
        unread.lookBegins();
        boolean complete =
                plan.isComplete(); // before it is asked what is wanted: who becomes known meanwhile is in neither
        KnownParts wanted = plan.all(host, made);
        List<LinkResource> all = wanted.resources();
        LinkReport report = session.look(all);
        plan.looked(host, report);
        work.check();
        List<Finding> problems = new ArrayList<>();
        if (complete && !report.leftOver().isEmpty()) {
            Attempt.at(problems, () -> session.remove(report.leftOver()));
        }
        if (!report.missing().isEmpty()) {
            LOG.debug("Host {}: {} links are made", host, report.missing().size());
            Attempt.at(problems, () -> session.make(report.missing()));
        }
        made.replace(wanted);
        Attempt.at(problems, () -> renew(all));
        readBack = report.missing().isEmpty() && (!complete || report.leftOver().isEmpty());
        lookAgain(!problems.isEmpty() ? RETRY_AFTER : readBack ? LOOK_EVERY : readBackAfter(joins(report)));
        tell(problems, null);
        state = LinkState.of(report, problems, complete);
        unread.lookEnds();
        ended();
    }

    private static boolean joins(LinkReport report) {
        return report.missing().stream().anyMatch(Vxlan.class::isInstance);
    }

    /** Somebody may wait for the host to be joined: that is looked at right away, and not twice in a row. */
    private Duration readBackAfter(boolean joins) {
        hasty = joins && !hasty;
        return hasty ? AT_ONCE : READ_BACK_AFTER;
    }

    private void renew(List<LinkResource> all) throws GuestnetException {
        List<Renewal> due;
        synchronized (this) {
            due = List.copyOf(renewals);
        }
        List<EncryptedTunnel> tunnels = all.stream()
                .filter(EncryptedTunnel.class::isInstance)
                .map(EncryptedTunnel.class::cast)
                .filter(t -> due.stream().anyMatch(r -> r.concerns(t)))
                .toList();
        if (!tunnels.isEmpty()) {
            session.renew(tunnels);
        }
        synchronized (this) {
            renewals.removeAll(due);
        }
    }

    private synchronized void lookAgain(Duration in) {
        long jitter = in.isZero() ? 0 : ThreadLocalRandom.current().nextLong(JITTER_MS);
        nextLook = System.nanoTime() + in.plusMillis(jitter).toNanos();
    }

    private void ended() {
        LinkState now = state();
        plan.ended(host, now);
        answering.forEach(a -> a.complete(now));
        answering.clear();
    }

    /** The whole host could not be worked on. */
    private void failed(List<Finding> problems, Throwable cause) {
        if (!isOpen()) {
            return;
        }
        tell(problems, cause);
        drop();
        lookAgain(plan.concerns(host) ? RETRY_AFTER : RETRY_UNUSED_AFTER);
        state = state.failed(problems);
        ended();
        synchronized (this) {
            dirty.clear(); // a look at all follows
        }
        rest();
    }

    /** Whoever asks for a look now has to wait too: it failed a moment ago. */
    private synchronized void rest() {
        try {
            while (!closed && asked.isEmpty() && dirty.isEmpty() && nextLook - System.nanoTime() > 0) {
                wait(Math.max(1, (nextLook - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            closed = true;
        }
        dirty.clear();
        asked.add(new CompletableFuture<>()); // a look
    }

    /** The same is told once. */
    private void tell(List<Finding> problems, Throwable cause) {
        if (!problems.isEmpty() && !problems.equals(state.problems())) {
            if (plan.concerns(host)) {
                LOG.warn("The links of host {} are not as they should be: {}", host, problems.get(0));
            }
            LOG.debug("Host {}: {}", host, problems, cause);
        }
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
