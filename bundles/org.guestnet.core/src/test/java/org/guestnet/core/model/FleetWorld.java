/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.api.HostInfo;
import org.guestnet.core.CoreFixture;
import org.guestnet.core.model.FleetManager.Call;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.sim.internal.SimDriver;
import org.guestnet.sim.internal.SimHost;
import org.guestnet.sim.internal.SimOptions;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.guestnet.type.virtual.internal.VirtualNetworkType;

/** Fifty simulated hosts, and the manager, which can be killed at any call of an operation. */
final class FleetWorld implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(5);
    private static final HostListener NOBODY = new HostListener() {
        @Override
        public void changed() {}

        @Override
        public void lost(String reason) {}
    };

    final MemoryStore store = new MemoryStore();
    final SimDriver driver;
    final Truth truth;
    final FleetBooks books = new FleetBooks(store);
    private final FleetTrouble trouble = new FleetTrouble(this);
    private final Set<HostName> touched = ConcurrentHashMap.newKeySet();
    private volatile FleetManager manager;
    private volatile CoreFixture core;

    FleetWorld(long seed) throws GuestnetException {
        driver = new SimDriver(
                SimOptions.forTests().withSeed(seed).with(new FleetHosts()).with(duration -> trouble.round()));
        truth = new Truth(driver, FleetHosts.names());
        begin();
        for (HostName host : truth.hosts()) {
            core.hosts().add(host(host));
        }
    }

    private static Host host(HostName name) {
        return new Host(name, HostAddress.parse("sim:" + name), Hypervisor.QEMU);
    }

    private void begin() throws GuestnetException {
        manager = new FleetManager(driver, store, this::called);
        core = new CoreFixture(
                manager.store(),
                manager,
                Map.of(
                        "virtual", new VirtualNetworkType(),
                        "bridge", new BridgeNetworkType(),
                        "direct", new DirectNetworkType()));
    }

    private void called(Call call) {
        call.host().ifPresent(touched::add);
        trouble.called(call);
    }

    CoreFixture core() {
        return core;
    }

    FleetManager manager() {
        return manager;
    }

    FleetTrouble trouble() {
        return trouble;
    }

    SimHost sim(HostName host) {
        return driver.host(host.value());
    }

    /** What is done at a host beside the manager. */
    interface Act {
        void on(HostSession session) throws GuestnetException;
    }

    /** Does something at a host beside the manager, or looks at it. */
    void beside(HostName host, Act act) throws GuestnetException {
        try (HostSession session = driver.open(host(host), NOBODY)) {
            act.on(session);
        }
    }

    /** No more trouble: hosts answer, a killed manager is followed by another, and what is open comes to its end by itself. */
    void settle() throws GuestnetException {
        trouble.end();
        for (HostName host : truth.hosts()) {
            sim(host).faults().clear();
            sim(host).setReached(true);
            revive(host);
        }
        if (manager.isKilled()) {
            core.close();
            begin();
            touched.addAll(truth.hosts());
        }
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(unsettled()).isEmpty());
        look();
        touched.clear();
    }

    private void revive(HostName host) throws GuestnetException {
        try {
            beside(host, session -> {});
        } catch (GuestnetException down) {
            sim(host).revive();
            touched.add(host);
        }
    }

    private List<String> unsettled() throws GuestnetException {
        look();
        List<String> unsettled = new ArrayList<>();
        Truth now = truth.once();
        unsettled.addAll(new Quiet(store, now).leaks());
        unsettled.addAll(books.wrongs(now));
        for (HostInfo host : core.hosts().list()) {
            if (host.state() != HostInfo.State.UP) {
                touched.add(host.host().name());
                unsettled.add(host.host().name() + " is " + host.state());
            }
        }
        return unsettled;
    }

    private void look() throws GuestnetException {
        for (HostName host : touched) {
            try {
                core.hosts().refresh(host);
            } catch (GuestnetException down) {
                continue; // that is seen in its state
            }
        }
    }

    @Override
    public void close() {
        core.close();
        driver.close();
    }
}
