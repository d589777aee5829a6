/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.ledger.LedgerPlanner;
import org.guestnet.core.ledger.PoolLedger;
import org.guestnet.core.lifecycle.RunningPool;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
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
    private final Claims claims;
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
        this.claims = claims;
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
            PoolLedger.of(host, network).map(LedgerPlanner::plan).ifPresent(p -> findings.addAll(p.findings()));
            RunningPool.over(network, host).stream()
                    .map(f -> f.on(host.name()).on(network.name()))
                    .forEach(findings::add);
            findings.addAll(ports(host, network));
        }
        findings.addAll(claims(host));
        return findings;
    }

    private List<Finding> ports(HostState host, NetworkOnHost network) throws GuestnetException {
        Set<UUID> held = new HashSet<>();
        running(host).forEach(g -> g.live().forEach(n -> n.portId().ifPresent(held::add)));
        List<Finding> findings = new ArrayList<>();
        for (Port port : network.report().ports()) {
            if (Blockers.isOurs(port)) {
                if (!Blockers.isStanding(port) && isOver(Blockers.operation(port))) {
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

    private static Finding leftOver(String detail, String remedy) {
        return Finding.notice(Codes.LEFT_OVER, detail, remedy);
    }

    private boolean isOver(OperationId id) throws GuestnetException {
        return !engine.locks().isWorkedOn(id)
                && engine.journal().operation(id).map(o -> o.state().isOver()).orElse(true);
    }

    private static List<GuestReport> running(HostState host) {
        return host.guests().values().stream().filter(g -> g.state().isActive()).toList();
    }

    private List<Finding> claims(HostState host) throws GuestnetException {
        List<Finding> findings = new ArrayList<>();
        Collection<Claim> taken = claims.all();
        for (Claim claim : taken) {
            if (claim.key().host().equals(host.name())
                    && claim.state() == Claim.State.BOUND
                    && running(host).stream().noneMatch(g -> g.uuid().equals(claim.guest()))) {
                findings.add(leftOver(
                                "claim of guest " + claim.guestName() + " at "
                                        + claim.key().device() + ", where it does not run",
                                "it is freed after the next look")
                        .on(host.name())
                        .on(claim.network())
                        .on(claim.nic()));
            }
        }
        for (GuestReport guest : running(host)) {
            for (GuestInterface nic : guest.live()) {
                unclaimed(host, guest, nic, taken).ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** A guest that others started uses a slot that nobody claimed: it is counted as it is seen. */
    private Optional<Finding> unclaimed(
            HostState host, GuestReport guest, GuestInterface nic, Collection<Claim> taken) {
        boolean claimed = taken.stream()
                .anyMatch(c -> c.guest().equals(guest.uuid())
                        && c.nic().equals(nic.mac())
                        && c.key().host().equals(host.name()));
        return nic.network()
                .filter(n -> !claimed)
                .flatMap(n -> networks.read(host, n))
                .filter(n -> n.attachmentPoints().stream()
                        .anyMatch(p -> p.limit().isPresent()
                                && nic.plug()
                                        .flatMap(Plug::device)
                                        .filter(p.device()::equals)
                                        .isPresent()))
                .map(n -> Finding.notice(
                                Codes.UNCLAIMED,
                                "guest " + guest.name() + " uses "
                                        + nic.plug().flatMap(Plug::device).orElseThrow()
                                        + " without a claim: others started it, or the limit came later",
                                "nothing: it is counted as long as it is seen")
                        .on(host.name())
                        .on(n.name())
                        .on(nic.mac()));
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
