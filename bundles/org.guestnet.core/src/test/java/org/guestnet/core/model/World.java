/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.guestnet.api.Guests;
import org.guestnet.api.HostInfo;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.guestnet.sim.internal.Hang;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.guestnet.sim.internal.SimDriver;
import org.guestnet.sim.internal.SimHost;
import org.guestnet.sim.internal.SimOptions;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.guestnet.type.virtual.internal.VirtualNetworkType;

/** Three simulated hosts with guests of ours and of others, and the manager, which can be killed at any moment. */
final class World implements AutoCloseable {

    static final List<HostName> HOSTS = List.of(new HostName("kvm1"), new HostName("kvm2"), new HostName("kvm3"));
    static final List<String> NETWORKS = List.of("red-network", "blue-network");

    /** The devices that may be members, by host. */
    static final List<List<String>> DEVICES = List.of(
            List.of("ens1f0", "ens1f1", "ens1f2"),
            List.of("enp5s0f0", "enp5s0f1", "enp5s0f2", "enp5s0f3"),
            List.of("eno1", "eno2"));

    /** Guests of ours, with the networks of their interfaces. */
    static final List<List<String>> GUESTS = List.of(
            List.of("red-network"),
            List.of("red-network"),
            List.of("red-network"),
            List.of("red-network"),
            List.of("blue-network"),
            List.of("blue-network"),
            List.of("red-network", "blue-network"),
            List.of("red-network", "red-network"));

    /** Guests that only others start and stop; one on each host. */
    static final List<List<String>> STRANGERS =
            List.of(List.of("red-network"), List.of("blue-network"), List.of("red-network"));

    private static final int PATIENCE = 5;
    private static final HostListener NOBODY = new HostListener() {
        @Override
        public void changed() {}

        @Override
        public void lost(String reason) {}
    };

    final Violations violations = new Violations();
    final MemoryStore store = new MemoryStore();
    final SimDriver driver;
    final Oracle oracle;
    final Truth truth;
    private final Gate gate;
    private final boolean forgetful;
    private final ReentrantLock restarts = new ReentrantLock();
    private final Map<HostName, Map<DeviceName, HostDevice>> originals = new HashMap<>();
    private final Queue<Hang> hangs = new ConcurrentLinkedQueue<>();
    private volatile Incarnation life;
    private volatile CoreFixture core;

    World(long seed, Gate gate, Duration deadline, boolean forgetful) throws GuestnetException {
        this.gate = gate;
        this.forgetful = forgetful;
        driver = new SimDriver(
                SimOptions.forTests().withSeed(seed).withDeadline(deadline).with(duration -> {
                    gate.pass("round of a migration");
                    Incarnation.moves();
                }));
        truth = new Truth(driver, HOSTS);
        oracle = new Oracle(truth, violations);
        begin();
        for (HostName host : HOSTS) {
            core.hosts().add(host(host));
            if (host.equals(Cards.HOST)) {
                tell(host);
            }
            originals.put(host, truth.of(host).devices().stream().collect(Collectors.toMap(HostDevice::name, d -> d)));
        }
        populate();
    }

    private void tell(HostName host) {
        truth.of(host).devices().stream()
                .filter(d -> DEVICES.get(1).contains(d.name().value()))
                .map(Cards::told)
                .forEach(sim(host)::addDevice);
    }

    private void populate() throws GuestnetException {
        for (int i = 0; i < GUESTS.size(); i++) {
            defineGuest(HOSTS.get(i % HOSTS.size()), guest(i), GUESTS.get(i));
        }
        defineGuest(HOSTS.get(1), guest(0), GUESTS.get(0)); // on two hosts, as with shared disks
        for (int i = 0; i < STRANGERS.size(); i++) {
            defineGuest(HOSTS.get(i), stranger(i), STRANGERS.get(i));
            oldKind(i);
        }
    }

    /** A guest that names a device itself; only others start and stop it. */
    private void oldKind(int host) throws GuestnetException {
        String document = old(host)
                .document(List.of("red-network"))
                .replace("type='network'", "type='direct'")
                .replace(
                        "<source network='red-network'/>",
                        "<source dev='" + DEVICES.get(host).get(0) + "' mode='bridge'/>");
        outside(HOSTS.get(host), s -> s.defineGuest(document));
    }

    private void defineGuest(HostName host, Guest guest, List<String> networks) throws GuestnetException {
        outside(host, s -> s.defineGuest(guest.document(networks)));
        oracle.defined(host, guest.uuid());
    }

    static Guest guest(int index) {
        return new Guest("web" + index, index);
    }

    static Guest stranger(int index) {
        return new Guest("stranger" + index, 0x80 + index);
    }

    static Guest old(int index) {
        return new Guest("old" + index, 0xc0 + index);
    }

    private static Host host(HostName name) {
        return new Host(name, HostAddress.parse("sim:" + name), Hypervisor.QEMU);
    }

    private void begin() throws GuestnetException {
        life = new Incarnation(driver, store, gate, oracle, forgetful);
        core = new CoreFixture(
                life.store(),
                life,
                Map.of(
                        "virtual", new VirtualNetworkType(),
                        "bridge", new BridgeNetworkType(),
                        "direct", new DirectNetworkType()));
    }

    /** The manager is killed in the middle of whatever it does; another one starts on the same store. */
    void restart() throws GuestnetException {
        restarts.lock();
        try {
            life.kill();
            core.close();
            begin();
        } finally {
            restarts.unlock();
        }
    }

    /** Hosts that did not answer are tried again without waiting. */
    void nudge() {
        try {
            CoreFixture now = core;
            if (now.hosts().list().stream().anyMatch(h -> h.state() != HostInfo.State.UP)) {
                now.lookSoon();
            }
        } catch (GuestnetException e) {
            throw new IllegalStateException("a host of the model is not known", e);
        }
    }

    /** Until each host has been looked at, or was tried again. */
    void awaitHosts() throws GuestnetException {
        for (HostInfo host : core.hosts().list()) {
            if (host.state() != HostInfo.State.UP) {
                try {
                    core.hosts().refresh(host.host().name());
                } catch (GuestnetException down) {
                    continue; // it is down indeed
                }
            }
        }
    }

    CoreFixture core() {
        return core;
    }

    SimHost sim(HostName host) {
        return driver.host(host.value());
    }

    /** What is done to a host. */
    interface Act {
        void on(HostSession session) throws GuestnetException;
    }

    /** Does something beside Guestnet. */
    void outside(HostName host, Act act) throws GuestnetException {
        beside(host, () -> withSession(host, act));
    }

    /** What is done without a session. */
    interface Deed {
        void run() throws GuestnetException;
    }

    /** Does something that Guestnet is not judged by. */
    void beside(HostName host, Deed deed) throws GuestnetException {
        oracle.outsiders(host).<Void, GuestnetException>during(() -> {
            deed.run();
            return null;
        });
    }

    /** Looks at a host past Guestnet, or does what an operation of Guestnet asked for. */
    void withSession(HostName host, Act act) throws GuestnetException {
        gate.pass("somebody at " + host);
        try (HostSession session = driver.open(host(host), NOBODY)) {
            act.on(session);
        }
    }

    /** A console starts a guest as a prepared start told it to; if that manager has died, on its own account. */
    void console(HostName host, UUID guest, String document, Incarnation preparedBy) throws GuestnetException {
        withSession(host, s -> {
            judge(host, guest, preparedBy);
            if (!truth.isActive(host, guest)) {
                try {
                    s.startGuestAs(document);
                } finally {
                    judge(host, guest, preparedBy);
                    oracle.placed(host, guest, store.claims());
                }
            }
        });
    }

    private void judge(HostName host, UUID guest, Incarnation preparedBy) {
        if (preparedBy.isKilled()) {
            oracle.outsiderStarts(guest);
            oracle.outsiders(host).during(() -> null);
        }
    }

    Incarnation life() {
        return life;
    }

    /** A device of a host by its first name, whatever it is called now. */
    Optional<HostDevice> device(HostName host, DeviceName first) {
        return truth.of(host).devices().stream()
                .filter(d -> Cards.first(d.name().value()).equals(first.value()))
                .findFirst();
    }

    /** A device as it was at first. */
    HostDevice original(HostName host, DeviceName name) {
        return originals.get(host).get(name);
    }

    void hang(HostName host, SimCall call, Moment moment) {
        hangs.add(sim(host).faults().hangNext(call, moment));
    }

    /** A console ends its prepared start, and tries again if it cannot: others would wait for it. */
    void end(Guests guests, OperationId prepared, HostName host, UUID guest) throws GuestnetException {
        for (int i = 0; i < PATIENCE; i++) {
            try {
                if (truth.isActive(host, guest)) {
                    guests.commit(prepared);
                } else {
                    guests.cancel(prepared);
                }
                return;
            } catch (GuestnetException e) {
                if (i == PATIENCE - 1 || e.code().equals(Codes.OPERATION_OVER)) {
                    throw e;
                }
                awaitHosts();
            }
        }
    }

    /** Consoles that could not end their prepared starts do it now. */
    void endPrepared() {
        for (Operation operation : store.open()) {
            if (operation.state() == Operation.State.PREPARED) {
                try {
                    end(
                            core.guests(),
                            operation.id(),
                            operation.host(),
                            operation.guest().orElseThrow());
                } catch (GuestnetException e) {
                    continue; // prepared by a manager that was killed, or being ended: what does not end is found
                }
            }
        }
    }

    /** No more faults; hosts answer, and run what they ran. */
    void heal() throws GuestnetException {
        for (HostName host : HOSTS) {
            beside(host, () -> {
                sim(host).faults().clear();
                sim(host).die();
                sim(host).revive();
            });
        }
        endHangs();
    }

    /** Calls that hang are answered. */
    void endHangs() {
        hangs.forEach(Hang::release);
    }

    /** A guest of the model. */
    record Guest(String text, int number) {

        GuestName name() {
            return new GuestName(text);
        }

        UUID uuid() {
            return new UUID(0x1234_0000_4000L, 0x8000_0000_0000_0000L | number);
        }

        String document(List<String> networks) {
            StringBuilder nics = new StringBuilder();
            for (int i = 0; i < networks.size(); i++) {
                nics.append(String.format(
                        "<interface type='network'><mac address='52:54:00:00:%02x:%02x'/><source network='%s'/>"
                                + "<model type='virtio'/></interface>",
                        i, number, networks.get(i)));
            }
            return "<domain type='qemu'><name>" + text + "</name><uuid>" + uuid()
                    + "</uuid><memory unit='MiB'>32</memory><vcpu>1</vcpu>"
                    + "<os><type arch='x86_64' machine='pc'>hvm</type></os><devices>" + nics + "</devices></domain>";
        }
    }

    @Override
    public void close() {
        life.kill();
        core.close();
        driver.close();
    }
}
