/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.HostInfo;
import org.guestnet.api.MigrateOptions;
import org.guestnet.api.PortInfo;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostListener;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.store.ClaimStore;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.sim.internal.SimDriver;
import org.guestnet.sim.internal.SimHost;
import org.guestnet.sim.internal.SimOptions;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.guestnet.type.virtual.internal.VirtualNetworkType;

/** Three simulated hosts whose devices have different names, and a core over them that can be killed and started again. */
final class Scene implements AutoCloseable {

    static final HostName KVM1 = new HostName("kvm1");
    static final HostName KVM2 = new HostName("kvm2");
    static final HostName KVM3 = new HostName("kvm3");
    static final NetworkName RED = new NetworkName("red-network");
    static final Duration PATIENCE = Duration.ofSeconds(20);

    static final String POOL = "<network type='direct'><name>red-network</name><source mode='bridge'>"
            + "<interface dev='ens1f0'/><interface dev='ens1f1'/></source></network>";
    static final String EXCLUSIVE = "<network type='direct'><name>red-network</name><source mode='passthrough'>"
            + "<interface dev='ens1f0'/><interface dev='ens1f1'/></source></network>";
    static final String BRIDGE = "<network type='bridge'><name>red-network</name><bridge name='br0'/></network>";
    static final String NAT =
            "<network type='virtual'><name>red-network</name><forward mode='nat'/><bridge name='virbr7'/>"
                    + "<ip address='192.0.2.1' netmask='255.255.255.0'/></network>";

    final SimDriver driver = new SimDriver(SimOptions.forTests());
    final MemoryStore store = new MemoryStore();
    ClaimStore claimStore = store; // of the managers that start from now on
    final NetworkTypeProvider direct = new DirectNetworkType();
    CoreFixture core;

    Scene() throws GuestnetException {
        core = core();
        for (HostName host : List.of(KVM1, KVM2, KVM3)) {
            HostInfo info = core.hosts().add(host(host, Hypervisor.QEMU));
            assertThat(info.state()).isEqualTo(HostInfo.State.UP);
        }
    }

    private CoreFixture core() throws GuestnetException {
        Map<String, NetworkTypeProvider> types =
                Map.of("virtual", new VirtualNetworkType(), "bridge", new BridgeNetworkType(), "direct", direct);
        return new CoreFixture(store, claimStore, store, ManagerStore.alone(), driver, types);
    }

    /** The manager is gone; another one starts on the same store. */
    void restart() throws GuestnetException {
        core.close();
        core = core();
        await().atMost(PATIENCE)
                .until(() -> core.hosts().list().stream().allMatch(h -> h.state() == HostInfo.State.UP));
    }

    /** The same, while some hosts are silent. */
    void restartWithout(HostName... silent) throws GuestnetException {
        core.close();
        core = core();
        await().atMost(PATIENCE)
                .until(() -> core.hosts().list().stream()
                        .allMatch(h -> h.state() == HostInfo.State.UP
                                || List.of(silent).contains(h.host().name())));
    }

    SimHost sim(HostName host) {
        return driver.host(host.value());
    }

    Operation define(HostName host, String xml) throws GuestnetException {
        return core.networks().define(host, xml, DefineOptions.defaults());
    }

    /** Defines a guest behind the core's back, as a console does. */
    UUID guest(HostName host, String name, int number) throws GuestnetException {
        UUID uuid = guestId(number);
        on(host, session -> session.defineGuest(domain(name, uuid, number)));
        core.hosts().refresh(host);
        return uuid;
    }

    static UUID guestId(int number) {
        return new UUID(0x1234_0000_4000L, 0x8000_0000_0000_0000L | number);
    }

    static String domain(String name, UUID uuid, int number) {
        return "<domain type='qemu'><name>" + name + "</name><uuid>" + uuid
                + "</uuid><memory unit='MiB'>32</memory><vcpu>1</vcpu>"
                + "<os><type arch='x86_64' machine='pc'>hvm</type></os><devices><interface type='network'><mac address='"
                + String.format("52:54:00:00:01:%02x", number)
                + "'/><source network='red-network'/><model type='virtio'/></interface>"
                + "<graphics type='vnc' autoport='yes' passwd='hush" + number + "'/></devices></domain>";
    }

    interface Call {
        void on(HostSession session) throws GuestnetException;
    }

    void on(HostName host, Call call) throws GuestnetException {
        on(host(host, Hypervisor.QEMU), call);
    }

    static Host host(HostName name, Hypervisor hypervisor) {
        return new Host(name, HostAddress.parse("sim:" + name), hypervisor);
    }

    void on(Host host, Call call) throws GuestnetException {
        HostListener deaf = new HostListener() {
            @Override
            public void changed() {}

            @Override
            public void lost(String reason) {}
        };
        try (HostSession session = driver.open(host, deaf)) {
            call.on(session);
        }
    }

    Operation start(String guest) throws GuestnetException {
        return core.guests().start(new GuestName(guest), Optional.empty(), false);
    }

    Operation migrate(String guest, HostName to, MigrateOptions options) throws GuestnetException {
        return core.guests().migrate(new GuestName(guest), to, options);
    }

    /** The youngest operation. */
    Operation last() throws GuestnetException {
        return store.youngest(1).get(0);
    }

    /** Until every operation has ended, by itself or settled. */
    void awaitSettled() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(store.open()).isEmpty());
    }

    Optional<GuestReport> report(HostName host, UUID guest) {
        return sim(host).report().guests().stream()
                .filter(g -> g.uuid().equals(guest))
                .findFirst();
    }

    boolean runs(HostName host, UUID guest) {
        return report(host, guest).filter(g -> g.state().isActive()).isPresent();
    }

    /** The ports on a host, as the host itself has them, without standing blockers. */
    long ports(HostName host) {
        return sim(host).report().networks().stream()
                .flatMap(n -> n.ports().stream())
                .filter(p -> !Blockers.isStanding(p))
                .count();
    }

    boolean noBlockers() {
        return core.networks().ports().stream().noneMatch(p -> p.kind() == PortInfo.Kind.BLOCKER);
    }

    /** The device that carries a guest's only interface. */
    String device(HostName host, UUID guest) {
        return report(host, guest)
                .orElseThrow()
                .live()
                .get(0)
                .plug()
                .orElseThrow()
                .device()
                .orElseThrow()
                .value();
    }

    @Override
    public void close() {
        core.close();
        driver.close();
    }
}
