/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;
import org.guestnet.api.Candidate;
import org.guestnet.api.DrainPlan;
import org.guestnet.api.GuestInfo;
import org.guestnet.api.HostInfo;
import org.guestnet.api.HostedNetwork;
import org.guestnet.api.MeshMember;
import org.guestnet.api.NetworkSummary;
import org.guestnet.api.NetworkTypeInfo;
import org.guestnet.api.NetworkTypes;
import org.guestnet.api.Networks.ClaimInfo;
import org.guestnet.api.PoolMember;
import org.guestnet.api.PortInfo;
import org.guestnet.api.ResolvedInterface;
import org.guestnet.api.WhatIf;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.IpAddress;
import org.guestnet.model.MacAddress;
import org.guestnet.model.NetworkName;
import org.guestnet.model.NetworkType;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;

/**
 * Three hosts: red is a pool on kvm1 and a bridge on kvm2; kvm3 is down. web1 runs on kvm1, db1 does not run on kvm2. Everything that a
 * test may want to change is a list.
 */
final class TestFleet {

    static final HostName KVM1 = new HostName("kvm1");
    static final HostName KVM2 = new HostName("kvm2");
    static final HostName KVM3 = new HostName("kvm3");
    static final NetworkName RED = new NetworkName("red");
    static final GuestName WEB1 = new GuestName("web1");
    static final MacAddress MAC = new MacAddress("52:54:00:00:00:01");
    static final Plug POOLED = Plug.direct(new DeviceName("eth1"), "vepa");
    static final Plug BRIDGED = Plug.bridge(new DeviceName("br0"));
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final OperationId OPERATION = new OperationId(UUID.fromString("0f1e2d3c-0000-4000-8000-000000000001"));
    private static final Finding RESTART = Finding.notice(
            Codes.PENDING_RESTART, "it serves after the network was stopped and started", "net:stop kvm1 red");
    private static final UUID WEB1_ID = UUID.fromString("11111111-0000-4000-8000-000000000001");

    final List<HostInfo> hosts = new ArrayList<>(List.of(
            up(host("kvm1", "ssh://root@kvm1.example.org"), 1, 1, 1),
            up(host("kvm2", "tls://kvm2.example.org"), 1, 1, 0),
            new HostInfo(
                    host("kvm3", "unix:/run/libvirt/libvirt-sock"),
                    HostInfo.State.DOWN,
                    "connection refused",
                    Optional.empty(),
                    0,
                    0,
                    0,
                    Optional.empty())));
    final List<NetworkTypeInfo> types = new ArrayList<>(List.of(
            new NetworkTypeInfo("bridge", NetworkTypeInfo.State.ACTIVE, "org.guestnet.type.bridge 1.0.0", 0, ""),
            new NetworkTypeInfo(
                    "bridge", NetworkTypeInfo.State.SHADOWED, "com.example.bridge 2.1.0", -1, "has a lower ranking")));
    final List<NetworkSummary> networks = new ArrayList<>(List.of(new NetworkSummary(
            RED,
            Optional.of("vlan-20"),
            2,
            2,
            0,
            0,
            1,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Map.of(new NetworkType("bridge"), 1, new NetworkType("direct"), 1))));
    final List<HostedNetwork> hosted = new ArrayList<>(List.of(
            new HostedNetwork(
                    KVM1,
                    RED,
                    new NetworkType("direct"),
                    true,
                    true,
                    true,
                    Optional.of("vlan-20"),
                    Optional.empty(),
                    List.of("web1"),
                    OptionalInt.of(1),
                    OptionalInt.of(2),
                    false,
                    List.of(Finding.notice(Codes.DRIFTED, "the libvirt network was changed by others", "net:define")
                            .on(KVM1)
                            .on(RED))),
            new HostedNetwork(
                    KVM2,
                    RED,
                    new NetworkType("bridge"),
                    true,
                    true,
                    true,
                    Optional.of("vlan-20"),
                    Optional.of("br0"),
                    List.of(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    false,
                    List.of())));
    final List<PoolMember> pool = new ArrayList<>(List.of(
            new PoolMember(new DeviceName("eth1"), PoolMember.State.FULL, 1, OptionalInt.of(1), List.of("web1"), ""),
            new PoolMember(
                    new DeviceName("eth2"),
                    PoolMember.State.UNUSABLE,
                    0,
                    OptionalInt.of(1),
                    List.of(),
                    "device eth2 is down or has no carrier"),
            new PoolMember(
                    new DeviceName("eth3"),
                    PoolMember.State.OVER,
                    2,
                    OptionalInt.of(1),
                    List.of("old1", "web3"),
                    "old1 names the device itself")));
    final List<Finding> doctor = new ArrayList<>(List.of(Finding.notice(
                    "MEMBER_OVER",
                    "device eth3 serves 2 guests, old1 and web3, and may serve 1",
                    "stop or migrate one of them")
            .on(KVM1)
            .on(RED)));
    final List<PortInfo> ports = new ArrayList<>(List.of(new PortInfo(
            KVM1,
            new Port(
                    UUID.fromString("22222222-0000-4000-8000-000000000001"),
                    RED,
                    "web1",
                    WEB1_ID,
                    MAC,
                    Optional.empty(),
                    Optional.of(POOLED)),
            PortInfo.Kind.GUEST)));
    final List<ClaimInfo> claims = new ArrayList<>(List.of(new ClaimInfo(
            new Claim(new Claim.Key(KVM1, "eth1", 0), RED, WEB1_ID, "web1", MAC, OPERATION, Claim.State.BOUND, NOON),
            false)));
    final List<GuestInfo> guests = new ArrayList<>(List.of(
            guest(KVM1, "web1", WEB1_ID, "running", new GuestInfo.Nic(MAC, Optional.of(RED), Optional.of(POOLED))),
            guest(
                    KVM2,
                    "db1",
                    UUID.fromString("11111111-0000-4000-8000-000000000002"),
                    "shut off",
                    new GuestInfo.Nic(
                            new MacAddress("52:54:00:00:00:02"),
                            Optional.of(new NetworkName("blue")),
                            Optional.empty()))));
    final List<Candidate> candidates = new ArrayList<>(List.of(
            new Candidate(
                    KVM2,
                    true,
                    80,
                    "red with 3 of 4 free, and 12 guests run there",
                    List.of(),
                    List.of(
                            Finding.consent(
                                            Codes.LOCAL_SCOPE,
                                            "the network there is another wire",
                                            "--accept LOCAL_SCOPE")
                                    .on(KVM2)
                                    .on(RED)
                                    .on(MAC),
                            Finding.notice(Codes.NOT_CHECKED, "whether the host has the memory is not judged", "")
                                    .on(KVM2))),
            new Candidate(
                    KVM3,
                    false,
                    0,
                    "",
                    List.of(Finding.blocker(
                                    Codes.NETWORK_MISSING, "the host has no such network", "net:define kvm3 FILE")
                            .on(RED)),
                    List.of())));
    final List<ResolvedInterface> resolved = new ArrayList<>(List.of(new ResolvedInterface(
            MAC,
            Optional.of(RED),
            Optional.of(new NetworkType("bridge")),
            Optional.of(BRIDGED),
            ResolvedInterface.By.HOST,
            List.of())));
    final List<Operation> operations = new ArrayList<>(List.of(operation()));
    DrainPlan drainPlan = new DrainPlan(
            KVM1,
            List.of(new DrainPlan.Move(
                    WEB1, KVM2, 1, "the only host that can take it: 50 % of its scarcest network is free there")),
            List.of(new DrainPlan.Stuck(
                    new GuestName("db2"),
                    List.of(Finding.blocker(
                                    Codes.NETWORK_MISSING,
                                    "the host has no network 'blue'",
                                    "define it there: net:define kvm2 FILE")
                            .on(KVM2)
                            .on(new NetworkName("blue"))
                            .on(new MacAddress("52:54:00:00:00:09"))))));
    List<MeshMember> mesh = List.of(
            new MeshMember(
                    new HostName("kvm1"),
                    MeshMember.State.UP,
                    Optional.of(IpAddress.parse("192.0.2.11")),
                    OptionalInt.of(1368),
                    OptionalLong.of(4096),
                    OptionalLong.of(2048),
                    List.of(new MeshMember.Peer("kvm2", true, OptionalLong.of(12), "")),
                    ""),
            new MeshMember(
                    new HostName("kvm2"),
                    MeshMember.State.DOWN,
                    Optional.of(IpAddress.parse("192.0.2.12")),
                    OptionalInt.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    List.of(new MeshMember.Peer("kvm1", false, OptionalLong.empty(), "no answer")),
                    "to kvm1: no answer"));

    WhatIf whatIf = new WhatIf(
            new TreeSet<>(List.of(KVM1)),
            2,
            List.of(new WhatIf.Stranded(
                    WEB1,
                    KVM1,
                    List.of(Finding.blocker(
                                    Codes.POOL_EXHAUSTED,
                                    "no member of the pool is free: eth1 used by db1",
                                    "net:pool kvm2 red")
                            .on(KVM2)
                            .on(RED)
                            .on(MAC)))),
            List.of(
                    new WhatIf.Need(new NetworkName("blue"), 1, OptionalInt.empty(), OptionalInt.empty()),
                    new WhatIf.Need(RED, 2, OptionalInt.of(1), OptionalInt.of(4))),
            Optional.of(RED));

    /** What keeps guests on a host that is drained. */
    final List<Finding> stay = new ArrayList<>();

    String document = "<network type='bridge'>\n  <name>red</name>\n</network>";

    /** The last call that would change something, in words. */
    String called = "";

    /** Runs within a migration. */
    Runnable whileMigrating = () -> {};

    /** Thrown by whatever is called next. */
    Finding refusal;

    List<Object> services() {
        NetworkTypes networkTypes = () -> List.copyOf(types);
        return List.of(
                new TestHosts(this),
                new TestNetworks(this),
                new TestGuests(this),
                new TestOperations(this),
                networkTypes);
    }

    static Host host(String name, String address) {
        return new Host(new HostName(name), HostAddress.parse(address), Hypervisor.QEMU);
    }

    static HostInfo up(Host host, int networks, int guests, int running) {
        return new HostInfo(
                host, HostInfo.State.UP, "", Optional.of("9.0.0"), networks, guests, running, Optional.of(NOON));
    }

    static GuestInfo guest(HostName host, String name, UUID id, String state, GuestInfo.Nic nic) {
        return new GuestInfo(host, new GuestName(name), id, state, state.equals("running"), List.of(nic));
    }

    /** A migration that took 1.5 seconds. */
    private static Operation operation() {
        return new Operation(
                OPERATION,
                Operation.Kind.GUEST_MIGRATE,
                "web1",
                Optional.of(WEB1_ID),
                KVM1,
                Optional.of(KVM2),
                Operation.State.DONE,
                List.of(new Operation.Step("claim at kvm2", "give the claim back", Operation.StepState.DONE)),
                List.of(),
                List.of(new Operation.InterfaceReport(
                        MAC,
                        RED,
                        Optional.of(POOLED),
                        Optional.of(BRIDGED),
                        Optional.of(Duration.ofMillis(180)),
                        true)),
                NOON,
                Optional.of(NOON.plus(Duration.ofMillis(1500))));
    }

    /** The drain of a host by which its only guest went. */
    Operation drained(HostName host) {
        List<Finding> findings = new ArrayList<>(List.of(Finding.notice(Codes.DRAIN_OPTIONS, "--parallel 2", "")));
        findings.addAll(stay);
        Operation.StepState end = stay.isEmpty() ? Operation.StepState.DONE : Operation.StepState.FAILED;
        return operation(Operation.Kind.HOST_DRAIN, host.value(), host, false)
                .withSteps(List.of(new Operation.Step("migrate guest web1 to kvm2", "", end)))
                .withFindings(findings);
    }

    /** An operation on the first host, planned or done. */
    Operation operation(Operation.Kind kind, String subject, HostName host, boolean dryRun) {
        return new Operation(
                OPERATION,
                kind,
                subject,
                Optional.empty(),
                host,
                Optional.empty(),
                dryRun ? Operation.State.PLANNED : Operation.State.DONE,
                List.of(new Operation.Step(
                        "have libvirt do it",
                        "have libvirt take it back",
                        dryRun ? Operation.StepState.PLANNED : Operation.StepState.DONE)),
                kind == Operation.Kind.NETWORK_DEFINE ? List.of(RESTART) : List.of(),
                List.of(),
                NOON,
                Optional.of(NOON.plus(Duration.ofMillis(250))));
    }
}
