/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guestnet.api.PoolMember;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.ledger.Ledger;
import org.guestnet.core.ledger.LedgerPlan;
import org.guestnet.core.ledger.LedgerPlanner;
import org.guestnet.core.ledger.LedgerReader;
import org.guestnet.core.ledger.PoolLedger;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.network.NetworkUsers;
import org.guestnet.core.placement.PoolView;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has the running pool of a network follow its definition, and says what that means for guests. */
@Component(service = RunningPool.class)
public final class RunningPool {

    private final Fleet fleet;
    private final NetworkReader networks;
    private final Ledger ledger;

    /** Its parts. */
    @Activate
    public RunningPool(@Reference Fleet fleet, @Reference NetworkReader networks, @Reference Ledger ledger) {
        this.fleet = fleet;
        this.networks = networks;
        this.ledger = ledger;
    }

    /**
     * What a redefinition would mean for a running network. Touches nothing.
     *
     * @param running the network as it is
     * @param configXml what would be its configuration
     */
    public List<Finding> foreseen(HostState host, NetworkReport running, String configXml) {
        NetworkReport redefined = new NetworkReport(
                running.name(),
                running.uuid(),
                running.persistent(),
                running.autostart(),
                configXml,
                running.liveXml(),
                running.ports());
        HostState then = host.with(redefined);
        List<Finding> findings = changes(ledger.plan(then, running.name()));
        findings.addAll(meaning(then, running.name()));
        return findings;
    }

    /** Brings the running network in step with its definition as far as that can be done now. The caller holds the network's lock. */
    public List<Finding> follow(HostName host, NetworkName network) throws GuestnetException {
        List<Finding> findings = changes(ledger.plan(fleet.host(host).state(), network));
        try {
            ledger.keepHeld(host, network);
        } catch (GuestnetException e) {
            findings.clear();
            e.findings().stream().map(f -> f.as(Finding.Severity.NOTICE)).forEach(findings::add);
            findings.add(Finding.notice(
                    Codes.POOL_CHANGING,
                    "the running network could not be brought in step with its definition",
                    "it is tried again after the next looks at the host: net:doctor " + host));
        }
        findings.addAll(meaning(fleet.host(host).state(), network));
        return findings;
    }

    /** What is changed in the running network at once. */
    private static List<Finding> changes(Optional<LedgerPlan> plan) {
        List<Finding> findings = new ArrayList<>();
        plan.filter(LedgerPlan::changesMembers).ifPresent(p -> {
            p.add().forEach(m -> findings.add(changing("member " + m + " is added and serves at once", "")));
            p.remove().forEach(m -> findings.add(changing("member " + m + " serves nobody and is taken out", "")));
        });
        return findings;
    }

    /** What is left to say of the running network. */
    private List<Finding> meaning(HostState host, NetworkName name) {
        List<Finding> findings = new ArrayList<>();
        Optional<NetworkOnHost> network = networks.read(host, name);
        network.stream()
                .flatMap(n -> n.findings().stream())
                .filter(f -> f.code().equals(Codes.PENDING_RESTART))
                .map(f -> restart(host, name))
                .forEach(findings::add);
        network.flatMap(n -> LedgerReader.ledger(host, n))
                .map(LedgerPlanner::plan)
                .ifPresent(p -> {
                    findings.addAll(leaving(p.ledger()));
                    if (!p.held().isEmpty()
                            && (!p.add().isEmpty() || !p.remove().isEmpty())) {
                        findings.add(held(p));
                    }
                });
        network.ifPresent(n -> findings.addAll(over(n, host)));
        return findings;
    }

    private static Finding restart(HostState host, NetworkName name) {
        List<String> guests = NetworkUsers.of(List.of(host), host.name(), name);
        return Finding.notice(
                Codes.PENDING_RESTART,
                "the network is active and goes on as it was"
                        + (guests.isEmpty() ? "" : "; these guests use it: " + String.join(", ", guests)),
                "stop and start it when no guest uses it: net:stop " + host.name() + " " + name);
    }

    private static List<Finding> leaving(PoolLedger ledger) {
        return ledger.leaving().stream()
                .filter(m -> !ledger.guestsAt(m).isEmpty())
                .map(m -> changing(
                        "member " + m + " takes no more guests and leaves the pool when these are gone: "
                                + String.join(", ", ledger.guestsAt(m)),
                        "stop or migrate them"))
                .toList();
    }

    private static Finding held(LedgerPlan plan) {
        List<String> members = plan.add().isEmpty() ? names(plan.remove()) : names(plan.add());
        return Finding.notice(
                Codes.PENDING_RESTART,
                "members " + String.join(", ", members) + " of the running network cannot be changed while there is "
                        + String.join(", ", plan.held()) + ", which belongs to no guest that runs",
                "have it deleted by its owner, or stop and start the network when no guest uses it");
    }

    private static List<String> names(List<DeviceName> members) {
        return members.stream().map(DeviceName::value).toList();
    }

    /** Members that serve more than the definition allows. */
    public static List<Finding> over(NetworkOnHost network, HostState host) {
        return PoolView.of(network, host, List.of()).members().stream()
                .filter(m -> m.state() == PoolMember.State.OVER)
                .map(m -> Finding.notice(
                        Codes.MEMBER_OVER,
                        "member " + m.device() + " serves " + m.used() + " guests and may serve "
                                + m.limit().orElseThrow() + ": "
                                + m.holders().stream().sorted().collect(Collectors.joining(", ")),
                        "it takes no more until enough of them are gone; stop or migrate some"))
                .toList();
    }

    private static Finding changing(String detail, String remedy) {
        return Finding.notice(Codes.POOL_CHANGING, detail, remedy);
    }
}
