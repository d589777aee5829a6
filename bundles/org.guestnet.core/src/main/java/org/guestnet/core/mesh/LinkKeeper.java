/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
    private final Agenda agenda = new Agenda();
    private final Pace pace = new Pace(); // the thread's own
    private final Unread unread = new Unread();
    private LinkSession session; // the thread's own; null while there is none
    private boolean readBack; // the thread's own: whether the last look found all as it was to be
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
    void changed(Set<Part> parts) {
        unread.add(parts);
        agenda.changed(parts);
    }

    /** Asks for a look at the whole host. Any thread; does not wait. @return what that look found and put right, when it has ended */
    CompletableFuture<LinkState> lookNow() {
        return agenda.lookNow();
    }

    /** The same; then the ends of some tunnels convince each other anew, now or when the host answers. */
    CompletableFuture<LinkState> renew(Renewal renewal) {
        return agenda.renew(renewal);
    }

    private void run() {
        while (agenda.isOpen()) {
            try {
                if (isIdle()) {
                    drop();
                }
                Agenda.Item item = agenda.take(this::isIdle);
                answering.addAll(item.answers());
                if (agenda.isOpen()) {
                    work(item.parts());
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
        agenda.cancel();
        answering.forEach(a -> a.cancel(false));
    }

    /** Nothing to keep, and nothing left over. */
    private boolean isIdle() {
        return made.isEmpty() && readBack && state.isClean();
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
        agenda.lookAgain(pace.changed(change.joins()));
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
        boolean well = readBack && problems.isEmpty();
        agenda.lookAgain(well ? pace.well() : pace.made(!problems.isEmpty(), joins(report)));
        tell(problems, null);
        state = LinkState.of(report, problems, complete);
        unread.lookEnds();
        ended();
    }

    private static boolean joins(LinkReport report) {
        return report.missing().stream().anyMatch(Vxlan.class::isInstance);
    }

    private void renew(List<LinkResource> all) throws GuestnetException {
        List<Renewal> due = agenda.renewals();
        List<EncryptedTunnel> tunnels = all.stream()
                .filter(EncryptedTunnel.class::isInstance)
                .map(EncryptedTunnel.class::cast)
                .filter(t -> due.stream().anyMatch(r -> r.concerns(t)))
                .toList();
        if (!tunnels.isEmpty()) {
            session.renew(tunnels);
        }
        agenda.renewed(due);
    }

    private void ended() {
        LinkState now = state();
        plan.ended(host);
        answering.forEach(a -> a.complete(now));
        answering.clear();
    }

    /** The whole host could not be worked on. */
    private void failed(List<Finding> problems, Throwable cause) {
        if (!agenda.isOpen()) {
            return;
        }
        tell(problems, cause);
        drop();
        agenda.lookAgain(Pace.failed(plan.concerns(host)));
        state = state.failed(problems);
        ended();
        agenda.rest();
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
    public void close() {
        agenda.close();
        thread.interrupt();
    }
}
