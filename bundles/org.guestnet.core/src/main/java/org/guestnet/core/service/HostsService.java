/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.service;

import java.time.Duration;
import java.util.List;
import org.guestnet.api.DrainOptions;
import org.guestnet.api.DrainPlan;
import org.guestnet.api.HostInfo;
import org.guestnet.api.Hosts;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.drain.DrainPlanner;
import org.guestnet.core.drain.Drainer;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.settle.LostHosts;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Hosts} over the fleet. */
@Component(service = Hosts.class)
public final class HostsService implements Hosts {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Fleet fleet;
    private final Claims claims;
    private final OperationEngine engine;
    private final DrainPlanner planner;
    private final Drainer drainer;
    private final LostHosts lost;

    /** Its parts. */
    @Activate
    public HostsService(
            @Reference Fleet fleet,
            @Reference Claims claims,
            @Reference OperationEngine engine,
            @Reference DrainPlanner planner,
            @Reference Drainer drainer) {
        this.fleet = fleet;
        this.claims = claims;
        this.engine = engine;
        this.planner = planner;
        this.drainer = drainer;
        this.lost = new LostHosts(fleet, claims, engine);
    }

    @Override
    public List<HostInfo> list() {
        return fleet.states().stream().map(HostsService::info).toList();
    }

    @Override
    public HostInfo get(HostName name) throws GuestnetException {
        return info(fleet.host(name).state());
    }

    @Override
    public HostInfo add(Host host) throws GuestnetException {
        return info(fleet.add(host).awaitLook(PATIENCE));
    }

    @Override
    public HostInfo change(Host host) throws GuestnetException {
        Host before = fleet.host(host.name()).state().host();
        if (before.hypervisor() != host.hypervisor()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.INVALID_ARGUMENT,
                            "the host serves " + before.hypervisor() + " guests, not " + host.hypervisor(),
                            "add it by another name: host:add")
                    .on(host.name()));
        }
        return info(fleet.change(host).awaitLook(PATIENCE));
    }

    @Override
    public void remove(HostName name) throws GuestnetException {
        fleet.host(name);
        boolean claimed = !claims.of(name).isEmpty();
        boolean open = engine.journal().open().stream()
                .anyMatch(o -> o.host().equals(name)
                        || o.destination().filter(name::equals).isPresent());
        if (claimed || open) {
            throw new GuestnetException(Finding.blocker(
                            Codes.BUSY,
                            claimed ? "guests hold claims on this host" : "an operation there has not ended",
                            (claimed
                                            ? "stop or migrate them: net:claims"
                                            : "wait until it has ended, or the host answers again: op:list")
                                    + "; host:remove --lost forgets a host that is gone for good")
                    .on(name));
        }
        fleet.remove(name);
    }

    @Override
    public void removeLost(HostName name) throws GuestnetException {
        lost.remove(name);
    }

    @Override
    public HostInfo refresh(HostName name) throws GuestnetException {
        HostState state = fleet.host(name).awaitLook(PATIENCE);
        if (!state.isUp()) {
            throw new GuestnetException(state.downFinding());
        }
        return info(state);
    }

    @Override
    public DrainPlan drainPlan(HostName name, DrainOptions options) throws GuestnetException {
        return planner.plan(name, options);
    }

    @Override
    public Operation drain(HostName name, DrainOptions options) throws GuestnetException {
        return drainer.drain(name, options);
    }

    private static HostInfo info(HostState state) {
        int running = (int) state.guests().values().stream()
                .filter(g -> g.state().isActive())
                .count();
        return new HostInfo(
                state.host(),
                state.status(),
                state.reason(),
                state.facts().map(f -> f.libvirt().toString()),
                state.networks().size(),
                state.guests().size(),
                running,
                state.seen());
    }
}
