/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HypervisorDriver;
import org.guestnet.driver.link.LinkDriver;
import org.guestnet.driver.link.LinkSession;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress.Transport;
import org.guestnet.model.Hypervisor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Serves hosts that are only simulated: {@code sim:NAME}. A host comes to be when it is first named, and stays as long as the
 * driver. Its links are reached with it; all hosts are on one wire. The containers of a name ({@code lxc}) are a host of their own.
 */
@Component(
        service = {HypervisorDriver.class, LinkDriver.class},
        configurationPid = "org.guestnet.sim")
public final class SimDriver implements HypervisorDriver, LinkDriver {

    /** Settings of the component. */
    @interface Config {

        /** Decides about all that is not said, for example the devices of hosts. */
        long seed() default 1;

        /** Whether the hosts kvm1 and kvm2 have guests at first. */
        boolean guests() default true;

        /** How long one round of a migration takes, in milliseconds; a migration has five to eight. */
        int roundMillis() default 300;
    }

    private final SimOptions options;
    private final SimEvents events = new SimEvents();
    private final Map<String, SimHost> hosts = new ConcurrentHashMap<>();
    private final SimUnderlay underlay = new SimUnderlay(hosts.values());

    /** For the container: time is real. */
    @Activate
    public SimDriver(Config config) {
        this(new SimOptions(
                config.seed(),
                SimTime.real(),
                Duration.ofSeconds(HostSession.DEADLINE_SECONDS),
                Duration.ofMillis(config.roundMillis()),
                new TryOutPopulation(config.guests())));
    }

    /** @param options how the hosts behave */
    public SimDriver(SimOptions options) {
        this.options = options;
    }

    /** The host {@code sim:NAME} with its virtual machines; it comes to be if it was never named. */
    public SimHost host(String name) {
        return host(name, Hypervisor.QEMU);
    }

    /** The host {@code sim:NAME} as that hypervisor sees it. */
    public SimHost host(String name, Hypervisor hypervisor) {
        return hosts.computeIfAbsent(hypervisor + "/" + name, key -> new SimHost(name, hypervisor, options, events));
    }

    @Override
    public Set<Transport> transports() {
        return Set.of(Transport.SIM);
    }

    @Override
    public HostSession open(Host host, HostListener listener) throws GuestnetException {
        return open(host, listener, SimCall.OPEN);
    }

    @Override
    public boolean serves(Host host) {
        return host.address().transport() == Transport.SIM;
    }

    @Override
    public LinkSession open(Host host, SecretStore secrets) throws GuestnetException {
        return new SimLinkSession(open(host, new Unheard(), SimCall.LINK_OPEN), secrets, underlay);
    }

    private SimSession open(Host host, HostListener listener, SimCall call) throws GuestnetException {
        if (!serves(host)) {
            throw new IllegalArgumentException("not the address of a simulated host: " + host.address());
        }
        SimHost simulated = host(host.address().target(), host.hypervisor());
        SimSession session = new SimSession(simulated, listener);
        session.ask(call, () -> null);
        simulated.add(session);
        return session;
    }

    /** Links have no events. */
    private static final class Unheard implements HostListener {
        @Override
        public void changed() {}

        @Override
        public void lost(String reason) {}
    }

    /** Ends all sessions. */
    @Deactivate
    public void close() {
        hosts.values().forEach(h -> h.peers().lose("the simulation has ended"));
        hosts.values().forEach(SimHost::dropSessions);
        events.close();
    }
}
