/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.guestnet.driver.HostFacts;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostSession;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.libvirt.internal.transport.HostShell;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.LibvirtVersion;

/** Opens one session: both connections at once, within the deadline, or none. */
final class Opening implements Lifeline.Way {

    private static final AtomicLong SESSIONS = new AtomicLong();
    private static final int KEEPALIVE_SECONDS = 2;
    private static final int KEEPALIVE_COUNT = 3; // a host that is gone is found out after 2 × (3 + 1) = 8 seconds
    private static final int THREADS = 2 * Lines.SLOTS + 3; // and three to tell, to close and to ask the host's shell
    private static final long IDLE_SECONDS = 30;
    private static final long MARGIN_MILLIS = 200;

    private final Host host;
    private final Failures failures;
    private final ThreadPoolExecutor threads;
    private final Lifeline lifeline;
    private final Lines control;
    private final Lines work;
    private final Optional<HostShell> shell;
    private volatile HostFacts facts;

    Opening(Host host, HostListener listener, Reach reach) {
        this.host = host;
        this.failures = new Failures(host.name());
        this.threads = threads(host);
        this.lifeline = new Lifeline(host.name(), listener, threads, this);
        this.control = new Lines(host.name() + "-control", name -> new Line(name, host, reach, failures));
        this.work = new Lines(host.name() + "-work", name -> new Line(name, host, reach, failures));
        this.shell = reach.carriers().shell(host);
    }

    /** Bounded, so that a host that hangs holds up nobody else's calls; gone when nothing is asked for a while. */
    private static ThreadPoolExecutor threads(Host host) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "guestnet-" + host.name() + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    SessionParts open() throws GuestnetException {
        long end = System.nanoTime()
                + TimeUnit.SECONDS.toNanos(HostSession.DEADLINE_SECONDS)
                - TimeUnit.MILLISECONDS.toNanos(MARGIN_MILLIS);
        Future<?> first = threads.submit(() -> open(control.kept(), this::prepareControl));
        Future<?> second = threads.submit(() -> open(work.kept(), Opening::prepare));
        boolean complete = false;
        try {
            await(first, end);
            await(second, end);
            complete = true;
        } finally {
            if (!complete) {
                abandon();
            }
        }
        Calls calls = new Calls(threads, lifeline, failures);
        return new SessionParts(
                SESSIONS.incrementAndGet(), host, facts, control, work, calls, lifeline, failures, threads, shell);
    }

    private static Void open(Line line, Line.Call<?> preparation) throws GuestnetException {
        line.open(preparation);
        return null;
    }

    /** What every new connection gets. */
    static Void prepare(LibvirtConnection connection) throws LibvirtFailure {
        connection.keepAlive(KEEPALIVE_SECONDS, KEEPALIVE_COUNT);
        return null;
    }

    /** The session lives as long as this connection: the others come and go. */
    private Void prepareControl(LibvirtConnection connection) throws LibvirtFailure, GuestnetException {
        prepare(connection);
        connection.watchEnd(lifeline);
        connection.watchChanges(lifeline);
        String type = connection.type();
        if (!type.equalsIgnoreCase(host.hypervisor().toString())) {
            throw failures.refused("the host serves " + type + " and not " + host.hypervisor(), "");
        }
        facts = new HostFacts(
                connection.hostName(),
                host.hypervisor(),
                LibvirtVersion.ofNumber(connection.version()),
                host.hypervisor() == Hypervisor.QEMU); // libvirt's LXC driver has no migration
        return null;
    }

    private void await(Future<?> opened, long end) throws GuestnetException {
        try {
            opened.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw failures.timeout("the host did not answer within " + HostSession.DEADLINE_SECONDS + " seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.timeout("interrupted before the host had answered");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GuestnetException known) {
                throw known;
            }
            throw new IllegalStateException("opening a session failed in a way that nobody foresaw", e.getCause());
        }
    }

    /** Whatever was opened is closed, also if it turns up late. */
    private void abandon() {
        lifeline.closing();
        cut();
        threads.execute(control::close);
        threads.execute(work::close);
        threads.shutdown();
    }

    @Override
    public void cut() {
        control.cut();
        work.cut();
    }

    @Override
    public String lastWords() {
        String words = control.lastWords();
        return words.isEmpty() ? work.lastWords() : words;
    }
}
