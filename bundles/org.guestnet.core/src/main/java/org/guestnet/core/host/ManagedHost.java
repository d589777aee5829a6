/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.IpAddress;
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
    private static final int JITTER_MS = 500;
    private static final int RACES = 3;

    /** Finds the driver that reaches a host. */
    interface Drivers {
        HypervisorDriver of(Host host) throws GuestnetException;
    }

    private final HostName name;
    private final Drivers drivers;
    private final Sharing sharing;
    private final Consumer<HostName> changed;
    private final Consumer<HostState> observer;
    private final HostRecord record;
    private final AtomicReference<HostSession> session = new AtomicReference<>(); // null while there is none
    private final Thread thread;

    /**
     * @param known of the host at first: it is not up
     * @param sharing of all hosts
     * @param index of all hosts' guests
     * @param changed told by name whenever what is known of the host changes, on any thread
     * @param observer told of each look, on the host's own thread
     */
    ManagedHost(
            HostState known,
            Drivers drivers,
            Sharing sharing,
            GuestIndex<HostRecord> index,
            Consumer<HostName> changed,
            Consumer<HostState> observer) {
        this.name = known.name();
        this.drivers = drivers;
        this.sharing = sharing;
        this.changed = changed;
        this.observer = observer;
        this.record = new HostRecord(known, index);
        this.thread = new Thread(this::watch, "guestnet-host-" + name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The host as it was last seen. */
    public HostState state() {
        return record.state();
    }

    /** An open session. @throws GuestnetException {@code HOST_DOWN} */
    public HostSession session() throws GuestnetException {
        HostSession open = session.get();
        HostState now = record.state();
        if (open == null || !now.isUp()) {
            throw new GuestnetException(now.downFinding());
        }
        return open;
    }

    /** Takes over addresses that leave the session as it is. */
    void change(Host host) {
        patch(s -> s.with(host));
    }

    /** What was just read of a guest, without waiting for the next look; empty if the host no longer has it. */
    public void patch(UUID guest, Optional<GuestReport> report) {
        patch(s -> report.map(s::with).orElseGet(() -> s.withoutGuest(guest)));
    }

    /** What was just read of a network. */
    public void patch(NetworkReport report) {
        patch(s -> s.with(report));
    }

    /** What its own shell told of the addresses of its devices. */
    public void patchAddresses(Map<DeviceName, List<IpAddress>> addresses) {
        patch(s -> s.with(addresses));
    }

    /** A network that is no longer there. */
    public void patchGone(NetworkName network) {
        patch(s -> s.withoutNetwork(network));
    }

    private void patch(UnaryOperator<HostState> change) {
        record.patch(change);
        changed.accept(name);
    }

    /** Asks for a look now. */
    public void markDirty() {
        record.markDirty();
    }

    /**
     * Waits until the host was looked at anew, or found down.
     *
     * @param patience at most this long
     * @return the state then
     */
    public HostState awaitLook(Duration patience) {
        return record.awaitLook(patience);
    }

    private void watch() {
        while (!record.isClosed()) {
            try {
                open();
                while (look()) {
                    record.rest(LOOK_EVERY.minus(jitter()));
                }
            } catch (GuestnetException e) {
                fail(e.findings().get(0).detail());
            } catch (RuntimeException | LinkageError e) { // LinkageError: the driver's bundle is being exchanged
                LOG.error("Watching host {} failed", name, e);
                fail("internal error: " + e);
            }
            drop();
            record.restBeforeRetry(RETRY_EVERY.plus(jitter()));
        }
    }

    /** Hosts that once came together, after a pause of this process or of the net, do not stay so. */
    private static Duration jitter() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(JITTER_MS));
    }

    private void open() throws GuestnetException {
        Host host = record.state().host();
        record.sessionBegins(); // before it is asked for the lease: one that is lost from here on cuts the session
        HypervisorDriver driver = drivers.of(host);
        session.set(driver.open(host, new Events()));
        if (record.isClosed() || record.lost().isPresent()) { // closed or cut while it was opened
            drop();
        }
    }

    /** One look. False when the session is over. */
    private boolean look() throws GuestnetException {
        HostSession current = session.get();
        if (current == null) {
            return false;
        }
        if (record.lost().isPresent()) {
            fail(record.lost().get());
            return false;
        }
        Optional<HostState> seen = Optional.empty();
        for (int race = 1; seen.isEmpty(); race++) {
            long begun = record.lookBegins();
            HostReport report = sharing.share(current.observe(), record.state());
            seen = record.lookEnds(current.facts(), report, begun, race == RACES);
        }
        changed.accept(name);
        record.looked();
        observer.accept(seen.get());
        return true;
    }

    private void fail(String reason) {
        if (record.isClosed()) {
            return;
        }
        if (record.down(reason)) {
            LOG.warn("Host {} is down: {}", name, reason);
        }
        changed.accept(name);
        record.looked();
        observer.accept(record.state());
    }

    /** Ends the session at once; the watch goes on and opens another when it may. */
    void cut(String reason) {
        record.sessionLost(reason);
        drop();
    }

    private void drop() {
        HostSession old = session.getAndSet(null);
        if (old != null) {
            old.close();
        }
    }

    /** Ends the watch and the session. */
    @Override
    public void close() {
        record.close();
        drop(); // ends a look that is under way
        thread.interrupt();
    }

    private final class Events implements HostListener {

        @Override
        public void changed() {
            record.markDirty();
        }

        @Override
        public void lost(String reason) {
            record.sessionLost(reason);
        }
    }
}
