/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.ledger.LedgerPlanner;
import org.guestnet.core.ledger.LedgerReader;
import org.guestnet.core.lifecycle.RunningPool;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says all that is not as it should be on hosts, and why. Changes nothing. */
@Component(service = Doctor.class)
public final class Doctor {

    private final Fleet fleet;
    private final NetworkReader networks;
    private final ClaimsDoctor claims;
    private final OperationEngine engine;

    /** Its parts. */
    @Activate
    public Doctor(
            @Reference Fleet fleet,
            @Reference NetworkReader networks,
            @Reference Claims claims,
            @Reference OperationEngine engine) {
        this.fleet = fleet;
        this.networks = networks;
        this.claims = new ClaimsDoctor(networks, claims, engine);
        this.engine = engine;
    }

    /** Looks at each host twice: what is on its way while a guest starts is not there for two looks. See the api. */
    public List<Finding> examine(Optional<HostName> only) throws GuestnetException {
        if (only.isPresent()) {
            fleet.host(only.get());
        }
        List<Finding> findings = new ArrayList<>();
        for (HostState host : fleet.states()) {
            if (only.filter(h -> !h.equals(host.name())).isEmpty()) {
                List<Finding> first = onHost(looked(host));
                Set<Finding> second = new HashSet<>(first.isEmpty() ? List.of() : onHost(looked(host)));
                first.stream().filter(second::contains).forEach(findings::add);
            }
        }
        findings.addAll(open(only));
        return findings.stream().distinct().toList();
    }

    private HostState looked(HostState host) throws GuestnetException {
        return host.isUp() ? fleet.host(host.name()).awaitLook(Duration.ofSeconds(HostSession.DEADLINE_SECONDS)) : host;
    }

    private List<Finding> onHost(HostState host) throws GuestnetException {
        if (!host.isUp()) {
            return List.of(host.downFinding());
        }
        List<Finding> findings = new ArrayList<>();
        for (var report : host.networks().values()) {
            NetworkOnHost network = networks.read(host, report);
            findings.addAll(network.findings());
            LedgerReader.ledger(host, network).map(LedgerPlanner::plan).ifPresent(p -> findings.addAll(p.findings()));
            RunningPool.over(network, host).stream()
                    .map(f -> f.on(host.name()).on(network.name()))
                    .forEach(findings::add);
            findings.addAll(ports(host, network));
        }
        findings.addAll(claims.onHost(host));
        return findings;
    }

    private List<Finding> ports(HostState host, NetworkOnHost network) throws GuestnetException {
        Set<UUID> held = new HashSet<>();
        running(host).forEach(g -> g.live().forEach(n -> n.portId().ifPresent(held::add)));
        List<Finding> findings = new ArrayList<>();
        for (Port port : network.report().ports()) {
            if (Blockers.isOurs(port)) {
                if (!Blockers.isStanding(port) && isOver(engine, Blockers.operation(port))) {
                    findings.add(leftOver(
                            "blocker port " + port.id() + " of an operation that is over",
                            "it is removed after the next look"));
                }
            } else if (!held.contains(port.id())) {
                findings.add(leftOver(
                        "port " + port.id() + " of " + port.ownerName() + at(port) + " belongs to no guest that runs",
                        "its owner deletes it, or if there is none: virsh net-port-delete " + network.name() + " "
                                + port.id()));
            }
        }
        return findings.stream().map(f -> f.on(host.name()).on(network.name())).toList();
    }

    private static String at(Port port) {
        return port.plug().flatMap(Plug::device).map(d -> " at " + d).orElse("");
    }

    static Finding leftOver(String detail, String remedy) {
        return Finding.notice(Codes.LEFT_OVER, detail, remedy);
    }

    static List<GuestReport> running(HostState host) {
        return host.guests().values().stream().filter(g -> g.state().isActive()).toList();
    }

    /** Whether nobody works on an operation, and nobody will. */
    static boolean isOver(OperationEngine engine, OperationId id) throws GuestnetException {
        return !engine.locks().isWorkedOn(id)
                && engine.journal().operation(id).map(o -> o.state().isOver()).orElse(true);
    }

    private List<Finding> open(Optional<HostName> only) throws GuestnetException {
        List<Finding> findings = new ArrayList<>();
        for (Operation operation : engine.journal().open()) {
            boolean asked = only.filter(h -> !operation.host().equals(h)
                            && operation.destination().filter(h::equals).isEmpty())
                    .isEmpty();
            if (asked) {
                String id = operation.id().shortForm();
                findings.add(Finding.notice(
                                Codes.OPERATION_OPEN,
                                "operation " + id + " (" + operation.kind() + " " + operation.subject() + ") is "
                                        + operation.state(),
                                "op:show " + id + " tells how far it is; without its manager it is settled by itself")
                        .on(operation.host()));
            }
        }
        return findings;
    }
}
