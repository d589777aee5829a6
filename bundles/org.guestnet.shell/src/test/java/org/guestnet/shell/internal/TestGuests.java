/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guestnet.api.AttachOptions;
import org.guestnet.api.Candidate;
import org.guestnet.api.DetachOptions;
import org.guestnet.api.GuestInfo;
import org.guestnet.api.Guests;
import org.guestnet.api.MigrateOptions;
import org.guestnet.api.MoveNicOptions;
import org.guestnet.api.ProgressListener.Progress;
import org.guestnet.api.ResolvedInterface;
import org.guestnet.api.Shortlist;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.MigrationSettings;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.InterfaceReport;
import org.guestnet.model.OperationId;
import org.guestnet.model.Plug;

record TestGuests(TestFleet fleet) implements Guests {

    @Override
    public List<GuestInfo> list() {
        return List.copyOf(fleet.guests);
    }

    @Override
    public Operation start(GuestName guest, Optional<HostName> host, boolean dryRun) {
        return done(Operation.Kind.GUEST_START, guest, host, dryRun, "");
    }

    @Override
    public Operation stop(GuestName guest, Optional<HostName> host, StopMode how, boolean dryRun) {
        return done(Operation.Kind.GUEST_STOP, guest, host, dryRun, how.toString());
    }

    private Operation done(Operation.Kind kind, GuestName guest, Optional<HostName> host, boolean dryRun, String more) {
        fleet.called = (kind + " " + guest + host.map(h -> " on " + h).orElse("") + " " + more).strip()
                + (dryRun ? " dry" : "");
        return fleet.operation(kind, guest.value(), host.orElse(TestFleet.KVM1), dryRun);
    }

    @Override
    public List<ResolvedInterface> resolve(GuestName guest, HostName on) {
        fleet.called = "resolve " + guest + " on " + on;
        return List.copyOf(fleet.resolved);
    }

    @Override
    public Shortlist candidates(GuestName guest, int limit) {
        List<Candidate> best = fleet.candidates.stream()
                .filter(Candidate::eligible)
                .limit(limit)
                .toList();
        return new Shortlist(best, Map.of("NETWORK_MISSING", 1, "HOST_DOWN", 2), 40);
    }

    @Override
    public List<Candidate> candidates(GuestName guest) {
        return List.copyOf(fleet.candidates);
    }

    @Override
    public Operation migrate(GuestName guest, HostName destination, MigrateOptions options) throws GuestnetException {
        if (fleet.refusal != null) {
            throw new GuestnetException(fleet.refusal);
        }
        fleet.called = "migrate " + guest + " to " + destination
                + options.source().map(from -> " from " + from).orElse("")
                + " accepting " + options.accepted().stream().sorted().toList()
                + how(options)
                + (options.dryRun() ? " dry" : "");
        options.progress().progressed(new Progress("copy memory", 100L << 20, 40L << 20));
        fleet.whileMigrating.run();
        return fleet.operations.get(0);
    }

    private static String how(MigrateOptions options) {
        MigrationSettings settings = options.settings();
        List<String> how = new ArrayList<>();
        options.timeout().ifPresent(t -> how.add("within " + t));
        settings.bandwidth().ifPresent(b -> how.add(b + " MiB/s"));
        settings.maxDowntime().ifPresent(d -> how.add("downtime " + d));
        Map<String, Boolean> switches = new LinkedHashMap<>();
        switches.put("offline", options.offline());
        switches.put("tls", settings.tls());
        switches.put("auto-converge", settings.autoConverge());
        switches.put("postcopy", settings.postCopy());
        switches.put("copy-storage", settings.copyStorage());
        switches.forEach((name, on) -> {
            if (on) {
                how.add(name);
            }
        });
        return how.isEmpty() ? "" : " " + String.join(" ", how);
    }

    @Override
    public Operation attach(GuestName guest, NetworkName network, AttachOptions options) {
        String what = network + " " + options.scope() + " " + options.model()
                + options.mac().map(m -> " " + m).orElse("")
                + options.portgroup().map(p -> " " + p).orElse("")
                + options.accepted().stream().sorted().map(a -> " " + a).collect(Collectors.joining());
        Operation done = done(Operation.Kind.GUEST_ATTACH, guest, options.host(), options.dryRun(), what);
        return options.dryRun() ? done : connected(done, network, Optional.empty(), Optional.of(TestFleet.POOLED));
    }

    @Override
    public Operation detach(GuestName guest, MacAddress nic, DetachOptions options) {
        String what = nic + " " + options.scope();
        Operation done = done(Operation.Kind.GUEST_DETACH, guest, options.host(), options.dryRun(), what);
        return options.dryRun()
                ? done
                : connected(done, TestFleet.RED, Optional.of(TestFleet.POOLED), Optional.empty());
    }

    @Override
    public Operation moveNic(GuestName guest, MacAddress nic, NetworkName network, MoveNicOptions options) {
        String what = nic + " to " + network
                + options.portgroup().map(p -> " " + p).orElse("") + (options.replug() ? " replug" : "");
        Operation done = done(Operation.Kind.GUEST_MOVE_NIC, guest, options.host(), options.dryRun(), what);
        return options.dryRun()
                ? done
                : connected(done, network, Optional.of(TestFleet.POOLED), Optional.of(TestFleet.BRIDGED));
    }

    private static Operation connected(
            Operation operation, NetworkName network, Optional<Plug> before, Optional<Plug> after) {
        return operation.withInterfaces(List.of(new InterfaceReport(TestFleet.MAC, network, before, after)));
    }

    @Override
    public PreparedStart prepare(HostName host, String domainXml, Duration holdFor) {
        throw new UnsupportedOperationException("the shell does not prepare");
    }

    @Override
    public Operation commit(OperationId prepared) {
        throw new UnsupportedOperationException("the shell does not commit");
    }

    @Override
    public Operation cancel(OperationId prepared) {
        throw new UnsupportedOperationException("the shell does not cancel");
    }
}
