/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.benchmarks;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.guestnet.api.Shortlist;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.guest.Candidates;
import org.guestnet.core.guest.GuestFinder;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.operation.Draining;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.placement.Placer;
import org.guestnet.core.type.Definitions;
import org.guestnet.core.type.TypeRegistry;
import org.guestnet.core.type.TypeRegistry.Registration;
import org.guestnet.driver.HostFacts;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostAddress.Transport;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.LibvirtVersion;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.guestnet.type.direct.internal.DirectNetworkType;

/** A fleet of hosts as of {@link LargeHost}, each watched and looked at again and again as real ones are. */
final class LargeFleet implements HypervisorDriver, AutoCloseable {

    private static final int BEST = 10;

    private final int hosts;
    private final EmbeddedStore store;
    private final Fleet fleet;
    private final Candidates candidates;
    private final GuestFinder finder;
    private final Semaphore seen = new Semaphore(0);

    LargeFleet(Path directory, int hosts) throws Exception {
        this.hosts = hosts;
        store = new EmbeddedStore(directory);
        TypeRegistry types = new TypeRegistry();
        types.add(new Registration(new DirectNetworkType(), "direct", 0, 1, "direct"));
        types.add(new Registration(new BridgeNetworkType(), "bridge", 0, 2, "bridge"));
        NetworkReader reader = new NetworkReader(new Definitions(types));
        fleet = new Fleet(store);
        candidates = new Candidates(
                fleet, new Placer(reader), reader, new Claims(store, fleet), new Draining(new OperationEngine(store)));
        finder = new GuestFinder(fleet);
        fleet.observe(state -> seen.release());
        fleet.bindDriver(this);
        for (int i = 0; i < hosts; i++) {
            HostName name = name(i);
            fleet.add(new Host(name, HostAddress.parse("sim:" + name), Hypervisor.QEMU));
        }
        seen.acquire(hosts);
        while (fleet.states().stream().anyMatch(s -> s.guests().isEmpty())) {
            seen.acquire();
        }
        for (HostState host : fleet.states()) {
            store.take(LargeHost.claims(host.name(), host.guests().values()));
        }
    }

    private static HostName name(int number) {
        return new HostName("host-" + number);
    }

    /** Seeks the best hosts for a guest of the fleet. */
    Shortlist search() throws GuestnetException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return candidates.best(
                finder.find(LargeHost.guest(random.nextInt(hosts), random.nextInt(LargeHost.PORTS)), Optional.empty()),
                BEST);
    }

    /** Judges all hosts for a guest of the fleet. */
    int all() throws GuestnetException {
        return candidates
                .of(finder.find(LargeHost.guest(0, 0), Optional.empty()))
                .size();
    }

    @Override
    public Set<Transport> transports() {
        return Set.of(Transport.SIM);
    }

    @Override
    public HostSession open(Host host, HostListener listener) {
        HostFacts facts = new HostFacts(host.name().value(), Hypervisor.QEMU, new LibvirtVersion(9, 0, 0), true);
        return (HostSession) Proxy.newProxyInstance(
                HostSession.class.getClassLoader(), new Class<?>[] {HostSession.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "facts" -> facts;
                        case "observe" -> report(host.name());
                        case "close" -> null;
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    /** At first what a host reports; later what is known already, for nothing changes and the driver is to keep nothing. */
    private HostReport report(HostName host) throws GuestnetException {
        HostState known = fleet.find(host).orElseThrow();
        if (known.guests().isEmpty()) {
            return new LargeHost(Integer.parseInt(host.value().substring("host-".length()))).report();
        }
        return new HostReport(
                List.copyOf(known.devices()),
                List.copyOf(known.networks().values()),
                List.copyOf(known.guests().values()));
    }

    @Override
    public void close() throws SQLException, IOException {
        fleet.close();
        store.close();
    }
}
