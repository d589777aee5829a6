/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.host;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.driver.store.HostStore;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hosts that are managed, each under its own watch. */
@Component(service = Fleet.class)
public final class Fleet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final HostStore store;
    private final ManagerStore managers;
    private final Lease lease = new Lease();
    private final Map<HostName, ManagedHost> hosts = new ConcurrentSkipListMap<>();
    private final List<HypervisorDriver> drivers = new CopyOnWriteArrayList<>();
    private final List<Consumer<HostState>> observers = new CopyOnWriteArrayList<>();
    private final List<Consumer<HostName>> changes = new CopyOnWriteArrayList<>();
    private final Sharing sharing = new Sharing();
    private final GuestIndex<HostRecord> index = new GuestIndex<>();

    /** Without other managers. @param store where the hosts are kept */
    public Fleet(HostStore store) throws GuestnetException {
        this(store, ManagerStore.alone());
    }

    /**
     * Its parts; begins at once.
     *
     * @param store where the hosts are kept
     * @param managers who else works on the same hosts
     */
    @Activate
    public Fleet(@Reference HostStore store, @Reference ManagerStore managers) throws GuestnetException {
        this.store = store;
        this.managers = managers;
        managers.observe(lease); // before the first session is opened: without a lease none is
        begin();
    }

    /** A shared store that cannot be read now is read when the lease is renewed. */
    private void begin() throws GuestnetException {
        try {
            follow();
        } catch (GuestnetException e) {
            if (!lease.isShared()) {
                throw e;
            }
            LOG.warn("It is not known yet which hosts there are: {}", e.getMessage());
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindDriver(HypervisorDriver driver) {
        drivers.add(driver);
        hosts.values().forEach(ManagedHost::markDirty);
    }

    public void unbindDriver(HypervisorDriver driver) {
        drivers.remove(driver);
    }

    /** Told of each look at a host, on that host's thread: must not wait for that host. */
    public void observe(Consumer<HostState> observer) {
        observers.add(observer);
    }

    /**
     * Told by name of each host that came, that is known otherwise than before, or that is gone; {@link #find} says which. On any thread:
     * it must be quick, and wait for nobody.
     */
    public void observeChanges(Consumer<HostName> observer) {
        changes.add(observer);
    }

    /** No longer told. */
    public void ignoreChanges(Consumer<HostName> observer) {
        changes.remove(observer);
    }

    private void changed(HostName host) {
        changes.forEach(observer -> observer.accept(host));
    }

    /** No longer told. */
    public void ignore(Consumer<HostState> observer) {
        observers.remove(observer);
    }

    private void tell(HostState state) {
        for (Consumer<HostState> observer : observers) {
            try {
                observer.accept(state);
            } catch (RuntimeException e) {
                LOG.error("An observer of host {} failed", state.name(), e);
            }
        }
    }

    /** The host of that name. @throws GuestnetException {@code HOST_UNKNOWN} */
    public ManagedHost host(HostName name) throws GuestnetException {
        ManagedHost host = hosts.get(name);
        if (host == null) {
            throw new GuestnetException(unknown(name));
        }
        return host;
    }

    private Finding unknown(HostName name) {
        String known = hosts.isEmpty() ? "none is there yet: host:add NAME ADDRESS" : "one of " + hosts.keySet();
        return Finding.blocker(Codes.HOST_UNKNOWN, "no host is named '" + name + "'", known)
                .on(name);
    }

    /** A host as it was last seen; empty if there is none of that name. */
    public Optional<HostState> find(HostName name) {
        return Optional.ofNullable(hosts.get(name)).map(ManagedHost::state);
    }

    /** Asks for a look at a host now. Does nothing about one that is gone: others may have removed it. */
    public void markDirty(HostName name) {
        Optional.ofNullable(hosts.get(name)).ifPresent(ManagedHost::markDirty);
    }

    /** The hosts that have a guest of that name, by name, as they were last seen. */
    public List<HostState> having(GuestName guest) {
        return index.having(guest).stream()
                .map(record -> record.state().name())
                .distinct() // a host that moves to another address has two records for a moment
                .flatMap(name -> find(name).stream())
                .filter(h -> h.guests().named(guest).isPresent())
                .sorted(Comparator.comparing(HostState::name))
                .toList();
    }

    /** An open session with a host. @throws GuestnetException {@code HOST_UNKNOWN}, {@code HOST_DOWN} */
    public HostSession session(HostName name) throws GuestnetException {
        return host(name).session();
    }

    /** All hosts by name, as they were last seen. */
    public List<HostState> states() {
        return hosts.values().stream().map(ManagedHost::state).toList();
    }

    /** Adds a host and watches it. @throws GuestnetException {@code HOST_EXISTS}, {@code DRIVER_MISSING}, {@code STORE_FAILED} */
    public synchronized ManagedHost add(Host host) throws GuestnetException {
        driver(host);
        Optional<HostName> same = sameAddress(host);
        if (same.isPresent() || !store.add(host)) {
            throw new GuestnetException(exists(host, same));
        }
        return watch(HostState.connecting(host));
    }

    /**
     * Watches a host by other addresses.
     *
     * @throws GuestnetException {@code HOST_UNKNOWN}, {@code HOST_EXISTS}, {@code DRIVER_MISSING}, {@code STORE_FAILED}
     */
    public synchronized ManagedHost change(Host host) throws GuestnetException {
        ManagedHost before = host(host.name());
        driver(host);
        Optional<HostName> same = sameAddress(host).filter(n -> !n.equals(host.name()));
        if (same.isPresent()) {
            throw new GuestnetException(exists(host, same));
        }
        if (!store.replace(host)) {
            throw new GuestnetException(unknown(host.name()));
        }
        return exchange(before, host);
    }

    /** What was seen of the host is still known: a guest that ran there may run there still. */
    private ManagedHost exchange(ManagedHost before, Host host) {
        if (sameSession(before.state().host(), host)) {
            before.change(host);
            return before;
        }
        return watch(before.state().movedTo(host));
    }

    private static boolean sameSession(Host one, Host other) {
        return one.address().equals(other.address()) && one.hypervisor() == other.hypervisor();
    }

    private Optional<HostName> sameAddress(Host host) {
        return hosts.values().stream()
                .map(h -> h.state().host())
                .filter(h -> sameSession(h, host))
                .map(Host::name)
                .findFirst();
    }

    private static Finding noDriver(Host host) {
        return Finding.blocker(
                        Codes.DRIVER_MISSING,
                        "no driver for addresses of the form " + host.address().transport() + " is installed",
                        "install the bundle that brings it")
                .on(host.name());
    }

    private static Finding exists(Host host, Optional<HostName> same) {
        return Finding.blocker(
                        Codes.HOST_EXISTS,
                        same.map(n -> "the address " + host.address() + " is known as host '" + n + "'")
                                .orElse("a host is named '" + host.name() + "' already"),
                        "host:list shows all; host:remove forgets one")
                .on(host.name());
    }

    /** Forgets a host. @throws GuestnetException {@code HOST_UNKNOWN}, {@code STORE_FAILED} */
    public synchronized void remove(HostName name) throws GuestnetException {
        ManagedHost host = host(name);
        store.remove(name);
        hosts.remove(name);
        host.close();
        changed(name);
    }

    /** Hosts that other managers added are watched, those that they changed otherwise, those that they removed no longer. */
    private synchronized void follow() throws GuestnetException {
        Map<HostName, Host> known = store.hosts().stream().collect(Collectors.toMap(Host::name, Function.identity()));
        for (ManagedHost watched : List.copyOf(hosts.values())) {
            Host before = watched.state().host();
            Host now = known.get(before.name());
            if (now == null) {
                hosts.remove(before.name()).close();
                changed(before.name());
            } else if (!now.equals(before)) {
                exchange(watched, now);
            }
        }
        known.values().stream()
                .filter(h -> !hosts.containsKey(h.name()))
                .map(HostState::connecting)
                .forEach(this::watch);
    }

    /** Without a lease no session is open: what others do meanwhile is not to be disturbed. */
    private final class Lease implements ManagerStore.Observer {

        private volatile Optional<Finding> lost = Optional.empty();
        private volatile boolean shared;

        /** Whether there are other managers: then it is told at once of its lease. */
        boolean isShared() {
            return shared;
        }

        @Override
        public void renewed() {
            shared = true;
            lost = Optional.empty();
            try {
                follow();
            } catch (GuestnetException e) {
                LOG.warn("Cannot tell which hosts other managers added or removed: {}", e.getMessage());
            }
        }

        @Override
        public void lost(String reason) {
            shared = true;
            lost = Optional.of(Finding.blocker(Codes.MANAGER_FENCED, reason, "wait until it has a lease again"));
            hosts.values().forEach(h -> h.cut(reason));
        }

        void require() throws GuestnetException {
            if (lost.isPresent()) {
                throw new GuestnetException(lost.get());
            }
        }
    }

    /** Instead of another watch of that host, if there is one: what that knew is never unknown meanwhile. */
    private ManagedHost watch(HostState known) {
        ManagedHost watched = new ManagedHost(known, this::driverUnderLease, sharing, index, this::changed, this::tell);
        Optional.ofNullable(hosts.put(known.name(), watched)).ifPresent(ManagedHost::close);
        changed(known.name());
        watched.start();
        return watched;
    }

    private HypervisorDriver driverUnderLease(Host host) throws GuestnetException {
        lease.require();
        return driver(host);
    }

    private HypervisorDriver driver(Host host) throws GuestnetException {
        return drivers.stream()
                .filter(d -> d.transports().contains(host.address().transport()))
                .findFirst()
                .orElseThrow(() -> new GuestnetException(noDriver(host)));
    }

    /** Ends all watches. */
    @Override
    @Deactivate
    public void close() {
        managers.ignore(lease);
        hosts.values().forEach(ManagedHost::close);
    }
}
