/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.network.NetworkUsers;
import org.guestnet.core.network.TunnelStates;
import org.guestnet.core.operation.Locks;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.Kind;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, stops and undefines networks on hosts. A network that guests use is not taken from them. */
@Component(service = NetworkSwitch.class)
public final class NetworkSwitch {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkSwitch.class);

    private final Fleet fleet;
    private final OperationEngine engine;
    private final RunningPool pools;
    private final StartedTunnels tunnels;

    /** Its parts. */
    @Activate
    public NetworkSwitch(
            @Reference Fleet fleet,
            @Reference OperationEngine engine,
            @Reference RunningPool pools,
            @Reference NetworkReader networks,
            @Reference TunnelStates tunnels) {
        this.fleet = fleet;
        this.engine = engine;
        this.pools = pools;
        this.tunnels = new StartedTunnels(networks, tunnels);
    }

    /** Starts a network; see the api. */
    public Operation start(HostName host, NetworkName network, boolean dryRun) throws GuestnetException {
        Operation started = run(Kind.NETWORK_START, host, network, dryRun, now -> List.of(startStep(host, network)));
        return dryRun ? started : withTunnel(started, host, network);
    }

    /** Told after the network is let go of: its tunnel takes seconds to come up, and others may work on it meanwhile. */
    private Operation withTunnel(Operation started, HostName host, NetworkName network) {
        List<Finding> all = new ArrayList<>(started.findings());
        try {
            all.addAll(located(tunnels.await(fleet.host(host).state(), network), host, network));
            if (all.size() > started.findings().size()) {
                engine.journal().write(started.withFindings(all));
            }
        } catch (GuestnetException e) {
            LOG.warn("Operation {} is done, and not all that is to be said of it is: {}", started.id(), e.getMessage());
        }
        return started.withFindings(all);
    }

    private static List<Finding> located(List<Finding> findings, HostName host, NetworkName network) {
        return findings.stream().map(f -> f.on(host).on(network)).toList();
    }

    private PlannedStep startStep(HostName host, NetworkName network) {
        return new PlannedStep(
                "start network " + network + " on " + host,
                () -> fleet.session(host).startNetwork(network),
                "stop it",
                () -> stopIfActive(host, network));
    }

    private void stopIfActive(HostName host, NetworkName network) throws GuestnetException {
        HostSession session = fleet.session(host);
        if (session.network(network).active()) {
            session.stopNetwork(network);
        }
    }

    /** Stops a network; see the api. */
    public Operation stop(HostName host, NetworkName network, boolean dryRun) throws GuestnetException {
        return run(Kind.NETWORK_STOP, host, network, dryRun, now -> {
            requireUnused(host, now);
            return List.of(PlannedStep.of(
                    "stop network " + network + " on " + host,
                    () -> fleet.session(host).stopNetwork(network)));
        });
    }

    /** Sets autostart; see the api. */
    public Operation autostart(HostName host, NetworkName network, boolean autostart, boolean dryRun)
            throws GuestnetException {
        return run(
                Kind.NETWORK_AUTOSTART,
                host,
                network,
                dryRun,
                now -> List.of(new PlannedStep(
                        (autostart ? "start network " : "do not start network ") + network + " with host " + host,
                        () -> fleet.session(host).setNetworkAutostart(network, autostart),
                        "set it as it was",
                        () -> fleet.session(host).setNetworkAutostart(network, now.autostart()))));
    }

    /** Undefines a network; see the api. */
    public Operation undefine(HostName host, NetworkName network, boolean dryRun) throws GuestnetException {
        return run(Kind.NETWORK_UNDEFINE, host, network, dryRun, now -> {
            requireUnused(host, now);
            List<PlannedStep> steps = new ArrayList<>();
            if (now.active()) {
                steps.add(new PlannedStep(
                        "stop network " + network + " on " + host,
                        () -> fleet.session(host).stopNetwork(network),
                        "start it",
                        () -> startIfInactive(host, network)));
            }
            if (now.persistent()) {
                steps.add(PlannedStep.of(
                        "undefine network " + network + " on " + host,
                        () -> fleet.session(host).undefineNetwork(network)));
            }
            return steps;
        });
    }

    private void startIfInactive(HostName host, NetworkName network) throws GuestnetException {
        HostSession session = fleet.session(host);
        if (!session.network(network).active()) {
            session.startNetwork(network);
        }
    }

    private interface Planner {
        List<PlannedStep> plan(NetworkReport now) throws GuestnetException;
    }

    private Operation run(Kind kind, HostName host, NetworkName network, boolean dryRun, Planner planner)
            throws GuestnetException {
        OperationId id = OperationId.random();
        engine.locks().take(Set.of(Locks.network(host, network)), id, Locks.SHORTLY);
        try {
            NetworkReport now = fleet.session(host).network(network);
            List<PlannedStep> steps = planner.plan(now);
            Operation operation =
                    Operation.begin(id, kind, network.value(), Optional.empty(), host, Optional.empty(), List.of());
            return dryRun
                    ? OperationEngine.plan(operation, steps)
                    : engine.run(operation, steps, o -> readBack(o, host, network));
        } finally {
            engine.locks().release(id);
        }
    }

    private Operation readBack(Operation operation, HostName host, NetworkName network) throws GuestnetException {
        Optional<NetworkReport> now = Optional.empty();
        try {
            now = Optional.of(fleet.session(host).network(network));
            fleet.host(host).patch(now.get());
        } catch (GuestnetException e) {
            if (!e.code().equals(Codes.NETWORK_MISSING)) {
                throw e;
            }
            fleet.host(host).patchGone(network); // undefined, or a transient network that was stopped
        }
        fleet.markDirty(host);
        if (!isAsAsked(operation.kind(), now)) {
            throw new GuestnetException(Finding.blocker(
                            Codes.NOT_AS_ASKED,
                            "the host said yes, and the network is "
                                    + now.map(n -> n.active() ? "active" : "inactive")
                                            .orElse("gone"),
                            "somebody else works on it; net:show " + network)
                    .on(host)
                    .on(network));
        }
        return operation.kind() == Kind.NETWORK_START
                ? operation.withFindings(followed(host, network)).in(State.DONE)
                : operation.in(State.DONE);
    }

    /** Standing blockers went with the network when it was stopped, and so did the ports of guests that ran on. */
    private List<Finding> followed(HostName host, NetworkName network) throws GuestnetException {
        return located(pools.follow(host, network), host, network);
    }

    private static boolean isAsAsked(Kind kind, Optional<NetworkReport> now) {
        return switch (kind) {
            case NETWORK_UNDEFINE -> now.isEmpty();
            case NETWORK_START -> now.filter(NetworkReport::active).isPresent();
            case NETWORK_STOP -> now.filter(NetworkReport::active).isEmpty();
            default -> now.isPresent();
        };
    }

    private void requireUnused(HostName host, NetworkReport network) throws GuestnetException {
        HostState state = fleet.host(host).state();
        List<String> guests = NetworkUsers.of(state, network);
        if (!guests.isEmpty()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.NETWORK_IN_USE,
                            "these guests use it: " + String.join(", ", guests),
                            "stop or migrate them first")
                    .on(host)
                    .on(network.name()));
        }
    }
}
