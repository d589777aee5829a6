/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.libvirt.internal;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.libvirt.internal.transport.Carrier;
import org.guestnet.libvirt.internal.transport.Relay;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a host, from before it is opened until it is closed, for one call at a time.
 *
 * <p>One, because libvirt's client before 10.4 leaves a pointer to a dead stack behind when a connection ends while two threads wait
 * on it (CVE-2024-4418), which crashes the whole process; and it crashes if a connection is closed under a call. {@link #cut} comes
 * from any thread at any time and ends whatever blocks.
 */
final class Line {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final long CLOSE_SECONDS = 5;

    private final String name;
    private final Host host;
    private final Reach reach;
    private final Failures failures;
    private final ReentrantLock lock = new ReentrantLock();
    private LibvirtConnection libvirt; // guarded by lock
    private boolean closed; // guarded by lock
    private Carrier carrier; // guarded by this
    private Relay relay; // guarded by this
    private boolean cut; // guarded by this

    Line(String name, Host host, Reach reach, Failures failures) {
        this.name = name;
        this.host = host;
        this.reach = reach;
        this.failures = failures;
    }

    /** What is done over a connection; the connection must not be kept. */
    interface Call<T> {
        T on(LibvirtConnection connection) throws LibvirtFailure, GuestnetException, LostException;
    }

    /** The connection ended before or during a call. */
    static final class LostException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Line line;

        LostException(Line line, String reason) {
            super(reason);
            this.line = line;
        }

        Line line() {
            return line;
        }
    }

    /**
     * Opens it, unless it is open.
     *
     * @param preparation done with the new connection before anything else
     * @throws GuestnetException if the host cannot be reached or refuses
     */
    void open(Call<?> preparation) throws GuestnetException {
        lock.lock();
        try {
            if (libvirt == null) {
                libvirt = opened(preparation);
            }
        } catch (IOException e) {
            cut();
            throw failures.down(e.getMessage(), e);
        } catch (LostException e) {
            throw failures.down(e.getMessage(), e);
        } catch (LibvirtFailure failure) {
            throw refused(failure);
        } finally {
            lock.unlock();
        }
    }

    private LibvirtConnection opened(Call<?> preparation)
            throws IOException, LibvirtFailure, GuestnetException, LostException {
        keep(reach.carriers().to(host)).connect();
        LibvirtConnection connection = reach.binding().open(uri(relayed()));
        boolean ready = false;
        try {
            preparation.on(connection);
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                cut(); // closing must not wait for a host that hangs
                connection.close();
            }
        }
    }

    /** All parts are ours: a user's text never becomes part of a libvirt URI. */
    private String uri(Relay started) {
        return host.hypervisor() + "+unix:///system?socket=" + started.path() + "&no_tty=1";
    }

    private synchronized Carrier keep(Carrier made) throws IOException {
        carrier = made;
        requireUncut();
        return made;
    }

    private synchronized Relay relayed() throws IOException {
        requireUncut();
        relay = Relay.start(name, reach.sockets().next(), carrier);
        return relay;
    }

    private void requireUncut() throws IOException {
        if (cut) {
            carrier.close();
            throw new IOException("the attempt was given up");
        }
    }

    /** The library says no: either the way to the host ended, or the host's daemon cannot serve us. */
    private GuestnetException refused(LibvirtFailure failure) {
        String words = lastWords();
        boolean unreachable = isEnded();
        cut();
        return unreachable
                ? failures.down(words.isEmpty() ? Failures.sentence(failure) : words, failure)
                : failures.refused(failure);
    }

    /** Makes a call on this thread; it is open. */
    <T> T run(Call<T> call) throws LibvirtFailure, GuestnetException, LostException {
        lock.lock();
        try {
            if (closed) {
                throw new LostException(this, "the session is closed");
            }
            return call.on(libvirt);
        } catch (LibvirtFailure failure) {
            if (!isUsable() || !libvirt.isAlive()) {
                throw new LostException(this, Failures.sentence(failure));
            }
            throw failure;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it can be opened or is open, as far as this side knows. */
    synchronized boolean isUsable() {
        return !cut && (relay == null || !relay.isClosed());
    }

    /** Whether it was cut or ended by the host's side, and not by the library, which hangs up when a daemon says no. */
    private synchronized boolean isEnded() {
        return cut || relay.endedByHost();
    }

    boolean isOf(String lines) {
        return name.equals(lines) || name.startsWith(lines + "-");
    }

    /** Ends the connection and, within milliseconds, what blocks on it. Does not block. It still has to be closed. */
    synchronized void cut() {
        cut = true;
        if (relay != null) {
            relay.close();
        } else if (carrier != null) {
            carrier.close();
        }
    }

    /** What the way to the host had to say before it ended by itself; empty if nothing. May wait a moment. */
    String lastWords() {
        Relay ended;
        synchronized (this) {
            ended = relay;
        }
        return ended != null && ended.endedByHost() ? ended.lastWords() : "";
    }

    /** Gives everything back; waits for a call in flight, which {@link #cut} ends. */
    void close() {
        boolean locked = false;
        try {
            locked = lock.tryLock(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!locked) {
            LOG.warn("{}: a call does not end; its connection is abandoned", name);
            cut();
            return;
        }
        try {
            closeLocked();
        } finally {
            lock.unlock();
        }
    }

    private void closeLocked() {
        if (!closed) {
            closed = true;
            int left = libvirt == null ? 0 : libvirt.close();
            if (left > 0) {
                LOG.warn("{}: closed with {} references left", name, left);
            }
            cut();
        }
    }
}
