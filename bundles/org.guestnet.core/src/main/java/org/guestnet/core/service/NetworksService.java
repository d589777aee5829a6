/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.HostedNetwork;
import org.guestnet.api.MeshMember;
import org.guestnet.api.NetworkSummary;
import org.guestnet.api.Networks;
import org.guestnet.api.PoolMember;
import org.guestnet.api.PortInfo;
import org.guestnet.api.WhatIf;
import org.guestnet.core.claim.Claims;
import org.guestnet.core.doctor.Doctor;
import org.guestnet.core.drain.WhatIfs;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.host.HostState;
import org.guestnet.core.lifecycle.NetworkEditor;
import org.guestnet.core.lifecycle.NetworkSwitch;
import org.guestnet.core.mesh.MeshView;
import org.guestnet.core.network.NetworkOnHost;
import org.guestnet.core.network.NetworkReader;
import org.guestnet.core.network.NetworkUsers;
import org.guestnet.core.placement.PoolView;
import org.guestnet.core.placement.Room;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.xml.LibvirtNetwork;
import org.guestnet.xml.NetworkDocuments;
import org.guestnet.xml.Published;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Networks}: answers from what was seen; hands what changes a host to the class that does it. */
@Component(service = Networks.class)
public final class NetworksService implements Networks {

    private final Fleet fleet;
    private final NetworkReader reader;
    private final NetworkEditor editor;
    private final NetworkSwitch networkSwitch;
    private final Claims claims;
    private final Doctor doctor;
    private final WhatIfs whatIfs;
    private final MeshView meshes;

    /** Its parts. */
    @Activate
    public NetworksService(
            @Reference Fleet fleet,
            @Reference NetworkReader reader,
            @Reference NetworkEditor editor,
            @Reference NetworkSwitch networkSwitch,
            @Reference Claims claims,
            @Reference Doctor doctor,
            @Reference WhatIfs whatIfs,
            @Reference MeshView meshes) {
        this.fleet = fleet;
        this.reader = reader;
        this.editor = editor;
        this.networkSwitch = networkSwitch;
        this.claims = claims;
        this.doctor = doctor;
        this.whatIfs = whatIfs;
        this.meshes = meshes;
    }

    @Override
    public List<NetworkSummary> list() {
        Map<HostName, List<Claim>> taken = claimsOrNone();
        Map<NetworkName, List<HostedNetwork>> byName = new TreeMap<>();
        for (HostState host : fleet.states()) {
            host.networks()
                    .values()
                    .forEach(report -> byName.computeIfAbsent(report.name(), n -> new ArrayList<>())
                            .add(hosted(host, reader.read(host, report), taken)));
        }
        return byName.entrySet().stream()
                .map(e -> Summaries.of(e.getKey(), e.getValue()))
                .toList();
    }

    /** A list is shown even while the store fails; what changes something then says so. */
    private Map<HostName, List<Claim>> claimsOrNone() {
        try {
            return claims.byHost();
        } catch (GuestnetException e) {
            org.slf4j.LoggerFactory.getLogger(NetworksService.class).warn("Claims cannot be read: {}", e.getMessage());
            return Map.of();
        }
    }

    @Override
    public List<HostedNetwork> show(NetworkName network) throws GuestnetException {
        Map<HostName, List<Claim>> taken = claims.byHost();
        List<HostedNetwork> found = new ArrayList<>();
        for (HostState host : fleet.states()) {
            reader.read(host, network).ifPresent(n -> found.add(hosted(host, n, taken)));
        }
        if (found.isEmpty()) {
            throw new GuestnetException(Finding.blocker(
                            Codes.NETWORK_MISSING,
                            "no host has a network '" + network + "'",
                            "net:list shows all; net:define HOST FILE makes one")
                    .on(network));
        }
        return found;
    }

    private HostedNetwork hosted(HostState host, NetworkOnHost network, Map<HostName, List<Claim>> taken) {
        Room room = Room.of(network, host, taken.getOrDefault(host.name(), List.of()));
        List<Finding> findings = new ArrayList<>(network.findings());
        if (!host.isUp()) {
            findings.add(host.downFinding());
        }
        OptionalInt free = network.blockers().isEmpty() ? room.free() : OptionalInt.of(0);
        return new HostedNetwork(
                host.name(),
                network.name(),
                network.type(),
                network.managed(),
                network.report().active(),
                network.report().autostart(),
                network.segment(),
                network.libvirt().flatMap(LibvirtNetwork::bridge).map(DeviceName::value),
                NetworkUsers.of(List.of(host), host.name(), network.name()),
                free,
                room.capacity(),
                network.isResolvedByGuestnet(),
                findings);
    }

    @Override
    public Operation define(HostName host, String xml, DefineOptions options) throws GuestnetException {
        return editor.define(host, xml, options);
    }

    @Override
    public Operation start(HostName host, NetworkName network, boolean dryRun) throws GuestnetException {
        return networkSwitch.start(host, network, dryRun);
    }

    @Override
    public Operation stop(HostName host, NetworkName network, boolean dryRun) throws GuestnetException {
        return networkSwitch.stop(host, network, dryRun);
    }

    @Override
    public Operation autostart(HostName host, NetworkName network, boolean autostart, boolean dryRun)
            throws GuestnetException {
        return networkSwitch.autostart(host, network, autostart, dryRun);
    }

    @Override
    public Operation undefine(HostName host, NetworkName network, boolean dryRun) throws GuestnetException {
        return networkSwitch.undefine(host, network, dryRun);
    }

    @Override
    public String document(HostName host, NetworkName network, boolean libvirt) throws GuestnetException {
        String xml = on(host, network).report().configXml();
        return libvirt
                ? xml
                : NetworkDocuments.published(xml).map(Published::original).orElse(xml);
    }

    @Override
    public List<PoolMember> pool(HostName host, NetworkName network) throws GuestnetException {
        NetworkOnHost found = on(host, network);
        List<Finding> missing = found.blockers();
        if (found.defined().isEmpty() && !missing.isEmpty()) {
            throw new GuestnetException(missing);
        }
        return PoolView.of(found, fleet.host(host).state(), claims.of(host)).members();
    }

    private NetworkOnHost on(HostName host, NetworkName network) throws GuestnetException {
        return reader.read(fleet.host(host).state(), network)
                .orElseThrow(() -> new GuestnetException(Finding.blocker(
                                Codes.NETWORK_MISSING,
                                "the host has no network '" + network + "'",
                                "net:list shows all; net:define " + host + " FILE makes one")
                        .on(host)
                        .on(network)));
    }

    @Override
    public List<Finding> doctor(Optional<HostName> host) throws GuestnetException {
        return doctor.examine(host);
    }

    @Override
    public WhatIf whatIf(Set<HostName> without) throws GuestnetException {
        return whatIfs.without(without);
    }

    @Override
    public List<MeshMember> mesh(NetworkName network) throws GuestnetException {
        return meshes.of(network);
    }

    @Override
    public List<MeshMember> rotateKey(NetworkName network) throws GuestnetException {
        return meshes.rotateKey(network);
    }

    @Override
    public List<PortInfo> ports() {
        return fleet.states().stream().flatMap(h -> Ports.of(h).stream()).toList();
    }

    @Override
    public List<ClaimInfo> claims() throws GuestnetException {
        List<ClaimInfo> infos = new ArrayList<>();
        for (Claim claim : claims.all()) {
            boolean up = fleet.states().stream()
                    .anyMatch(h -> h.name().equals(claim.key().host()) && h.isUp());
            infos.add(new ClaimInfo(claim, !up));
        }
        return infos;
    }
}
