/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.HostedNetwork;
import org.guestnet.api.MeshMember;
import org.guestnet.api.NetworkSummary;
import org.guestnet.api.Networks;
import org.guestnet.api.PoolMember;
import org.guestnet.api.PortInfo;
import org.guestnet.api.WhatIf;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;

record TestNetworks(TestFleet fleet) implements Networks {

    @Override
    public List<NetworkSummary> list() {
        return List.copyOf(fleet.networks);
    }

    @Override
    public List<HostedNetwork> show(NetworkName network) throws GuestnetException {
        List<HostedNetwork> found =
                fleet.hosted.stream().filter(h -> h.name().equals(network)).toList();
        if (found.isEmpty()) {
            throw new GuestnetException(Finding.blocker(Codes.NETWORK_MISSING, "no host has it", "net:list")
                    .on(network));
        }
        return found;
    }

    @Override
    public Operation define(HostName host, String xml, DefineOptions options) throws GuestnetException {
        fleet.document = xml;
        return done(
                Operation.Kind.NETWORK_DEFINE,
                host,
                new NetworkName("red"),
                options.dryRun(),
                "autostart=" + options.autostart() + " replace=" + options.replace()
                        + (options.accepted().isEmpty()
                                ? ""
                                : " accepted=" + new java.util.TreeSet<>(options.accepted())));
    }

    @Override
    public Operation start(HostName host, NetworkName network, boolean dryRun) throws GuestnetException {
        return done(Operation.Kind.NETWORK_START, host, network, dryRun, "");
    }

    @Override
    public Operation stop(HostName host, NetworkName network, boolean dryRun) throws GuestnetException {
        return done(Operation.Kind.NETWORK_STOP, host, network, dryRun, "");
    }

    @Override
    public Operation autostart(HostName host, NetworkName network, boolean autostart, boolean dryRun)
            throws GuestnetException {
        return done(Operation.Kind.NETWORK_AUTOSTART, host, network, dryRun, "autostart=" + autostart);
    }

    @Override
    public Operation undefine(HostName host, NetworkName network, boolean dryRun) throws GuestnetException {
        return done(Operation.Kind.NETWORK_UNDEFINE, host, network, dryRun, "");
    }

    private Operation done(Operation.Kind kind, HostName host, NetworkName network, boolean dryRun, String more)
            throws GuestnetException {
        if (fleet.refusal != null) {
            throw new GuestnetException(List.of(fleet.refusal, fleet.refusal.on(host)));
        }
        fleet.called = (kind + " " + host + " " + network + " " + more).strip() + (dryRun ? " dry" : "");
        return fleet.operation(kind, network.value(), host, dryRun);
    }

    @Override
    public String document(HostName host, NetworkName network, boolean libvirt) {
        return libvirt ? "<network><name>" + network + "</name></network>\n" : fleet.document;
    }

    @Override
    public List<PoolMember> pool(HostName host, NetworkName network) {
        return List.copyOf(fleet.pool);
    }

    @Override
    public List<Finding> doctor(Optional<HostName> host) {
        return fleet.doctor.stream()
                .filter(f -> host.isEmpty() || f.host().equals(host))
                .toList();
    }

    @Override
    public List<MeshMember> mesh(NetworkName network) {
        return fleet.mesh;
    }

    @Override
    public List<MeshMember> rotateKey(NetworkName network) {
        fleet.called = "rotate-key " + network;
        return fleet.mesh;
    }

    @Override
    public WhatIf whatIf(Set<HostName> without) {
        fleet.called = "what-if " + without;
        return fleet.whatIf;
    }

    @Override
    public List<PortInfo> ports() {
        return List.copyOf(fleet.ports);
    }

    @Override
    public List<ClaimInfo> claims() {
        return List.copyOf(fleet.claims);
    }
}
