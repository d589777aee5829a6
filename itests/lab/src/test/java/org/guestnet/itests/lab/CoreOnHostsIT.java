/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Guests.PreparedStart;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.api.HostInfo;
import org.guestnet.api.MigrateOptions;
import org.guestnet.api.PortInfo;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.example.type.user.internal.UserNetworkType;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.guestnet.type.virtual.internal.VirtualNetworkType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both ways in which a guest gets its connection, on real libvirt: the host resolves and is steered, or Guestnet resolves. */
@RequiresLab(hosts = 2)
final class CoreOnHostsIT {

    private static final Duration HOLD = Duration.ofMinutes(1);
    private static final String CONTAINER = """
            <domain type='lxc'><name>box</name><memory unit='MiB'>32</memory>
              <os><type>exe</type><init>/bin/sleep</init><initarg>1000</initarg></os>
              <devices><interface type='network'><source network='boxes'/></interface><console type='pty'/></devices></domain>""";

    private static LibvirtDriver driver;

    private final Lab lab;
    private CoreFixture core;

    CoreOnHostsIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void startDriver(Lab lab) {
        driver = LibvirtHosts.driver(lab);
    }

    @AfterAll
    static void stopDriver() {
        driver.stop();
    }

    @BeforeEach
    void manager() throws GuestnetException {
        core = new CoreFixture(
                new MemoryStore(),
                driver,
                Map.of(
                        "virtual", new VirtualNetworkType(),
                        "bridge", new BridgeNetworkType(),
                        "direct", new DirectNetworkType(),
                        "user", new UserNetworkType()));
        for (String host : lab.hosts()) {
            HostInfo info = core.hosts().add(LibvirtHosts.local(lab, host, Hypervisor.QEMU));
            assertThat(info.state()).as(info.reason()).isEqualTo(HostInfo.State.UP);
        }
    }

    @AfterEach
    void end() {
        core.close();
        for (String host : lab.hosts()) {
            lab.exec(host, "ip", "link", "set", device(host, 0), "up");
            for (String network :
                    lab.virsh(host, "net-list", "--all", "--name").lines().toList()) {
                lab.tryVirsh(host, "net-destroy", network);
                lab.virsh(host, "net-undefine", network); // an exclusive pool has its devices for itself
            }
        }
    }

    private String device(String host, int number) {
        return lab.devicesOf(host).get(number);
    }

    private HostName host(String letter) {
        Host host = LibvirtHosts.local(lab, letter, Hypervisor.QEMU);
        return host.name();
    }

    /** A pool of a host's first two cards, of which the first is dead. */
    private void poolWithDeadFirstMember(String host, String name, String mode) throws GuestnetException {
        lab.exec(host, "ip", "link", "set", device(host, 0), "down");
        String xml =
                "<network type='direct'><name>%s</name><source mode='%s'><interface dev='%s'/><interface dev='%s'/></source></network>"
                        .formatted(name, mode, device(host, 0), device(host, 1));
        core.networks().define(host(host), xml, DefineOptions.defaults());
    }

    private void guest(String host, LabGuest guest) throws GuestnetException {
        lab.define(host, guest);
        core.hosts().refresh(host(host));
    }

    private Operation start(String guest) throws GuestnetException {
        return core.guests().start(new GuestName(guest), Optional.empty(), false);
    }

    private static boolean isSteered(Operation operation) {
        return operation.steps().stream().anyMatch(s -> s.what().contains("blocker ports"));
    }

    private void nothingOfOursIsLeft() {
        assertThat(core.networks().ports()).noneMatch(p -> p.kind() == PortInfo.Kind.BLOCKER);
    }

    private void steeredPastTheDeadMember(String name, String mode) throws GuestnetException {
        poolWithDeadFirstMember("A", name, mode);
        guest("A", LabGuest.empty(name).on(name));
        String before = lab.virsh("A", "dumpxml", "--inactive", name);
        Operation started = start(name);
        assertThat(isSteered(started)).isTrue();
        assertThat(lab.virsh("A", "dumpxml", name)).contains("dev='" + device("A", 1) + "' mode='" + mode + "'");
        assertThat(lab.virsh("A", "dumpxml", "--inactive", name)).isEqualTo(before);
        nothingOfOursIsLeft();
        lab.virsh("A", "destroy", name);
        assertThat(lab.virsh("A", "net-dumpxml", name))
                .as("the port was the guest's own; what stands at the dead member is ours")
                .doesNotContain("<interface dev='" + device("A", 1) + "' connections=");
    }

    @Test
    void anExclusivePoolIsSteeredPastADeadMember() throws GuestnetException {
        steeredPastTheDeadMember("exclusive", "passthrough");
    }

    @Test
    void aSharedPoolIsSteeredPastADeadMember() throws GuestnetException {
        steeredPastTheDeadMember("shared", "bridge");
    }

    @Test
    void aMigrationIsSteeredPastADeadMember() throws GuestnetException {
        String plain =
                "<network type='direct'><name>moving</name><source mode='vepa'><interface dev='%s'/></source></network>"
                        .formatted(device("A", 2));
        core.networks().define(host("A"), plain, DefineOptions.defaults());
        poolWithDeadFirstMember("B", "moving", "passthrough");
        guest("A", LabGuest.empty("moving").on("moving"));
        assertThat(isSteered(start("moving"))).isFalse();
        String before = lab.virsh("A", "dumpxml", "--inactive", "moving");
        Operation moved = core.guests().migrate(new GuestName("moving"), host("B"), MigrateOptions.defaults());
        assertThat(isSteered(moved)).isTrue();
        assertThat(lab.virsh("B", "dumpxml", "moving")).contains("dev='" + device("B", 1) + "' mode='passthrough'");
        assertThat(lab.virsh("B", "dumpxml", "--inactive", "moving")).isEqualTo(before);
        assertThat(lab.virsh("A", "list", "--all", "--name")).doesNotContain("moving");
        nothingOfOursIsLeft();
        lab.virsh("B", "destroy", "moving");
    }

    @Test
    void aStartThatIsPreparedForAConsoleIsSteeredAndCommittedOrCancelled() throws GuestnetException {
        poolWithDeadFirstMember("A", "console", "passthrough");
        LabGuest guest = LabGuest.empty("console").on("console");
        PreparedStart given = core.guests().prepare(host("A"), guest.xml(), HOLD);
        assertThat(isSteered(given.operation())).isTrue();
        assertThat(core.guests().cancel(given.operation().id()).state()).isEqualTo(State.UNDONE);
        assertThat(core.networks().claims()).isEmpty();
        nothingOfOursIsLeft();

        PreparedStart prepared = core.guests().prepare(host("A"), guest.xml(), HOLD);
        lab.virsh("A", "create", lab.file(prepared.domainXml()));
        assertThat(core.guests().commit(prepared.operation().id()).state()).isEqualTo(State.DONE);
        assertThat(lab.virsh("A", "dumpxml", "console")).contains("dev='" + device("A", 1) + "' mode='passthrough'");
        assertThat(core.networks().claims())
                .extracting(c -> c.claim().key().device())
                .containsExactly(device("A", 1));
        nothingOfOursIsLeft();
        lab.virsh("A", "destroy", "console");
    }

    @Test
    void aContainerTakesASlotOfItsPoolAndGivesItBack() throws GuestnetException {
        HostName box = new HostName("box-a");
        core.hosts()
                .add(new Host(box, LibvirtHosts.local(lab, "A", Hypervisor.LXC).address(), Hypervisor.LXC));
        String pool =
                "<network type='direct'><name>boxes</name><source mode='bridge'><interface dev='%s' maxConnections='1'/></source></network>";
        core.networks().define(box, pool.formatted(device("A", 3)), DefineOptions.defaults());
        virshOfContainers("define", lab.file(CONTAINER));
        core.hosts().refresh(box);
        try {
            GuestName guest = new GuestName("box");
            assertThat(core.guests().start(guest, Optional.of(box), false).state())
                    .isEqualTo(State.DONE);
            assertThat(core.networks().claims())
                    .extracting(c -> c.claim().key().device())
                    .containsExactly(device("A", 3));
            assertThat(portsOf(box)).containsExactly("box");
            core.guests().stop(guest, Optional.of(box), StopMode.DESTROY, false);
            assertThat(core.networks().claims()).isEmpty();
            core.hosts().refresh(box);
            assertThat(portsOf(box)).isEmpty();
        } finally {
            virshOfContainers("undefine", "box");
        }
    }

    private List<String> portsOf(HostName host) {
        return core.networks().ports().stream()
                .filter(p -> p.host().equals(host))
                .map(p -> p.port().ownerName())
                .toList();
    }

    private void virshOfContainers(String verb, String what) {
        String uri = "lxc:///system?socket=" + lab.socketOf("A");
        Command.run(Map.of(), HOLD, List.of("virsh", "-c", uri, verb, what)).orFail();
    }

    @Test
    void whatLibvirtCannotExpressIsResolvedOverTheUntouchedConfiguration() throws GuestnetException {
        core.networks()
                .define(host("A"), "<network type='user'><name>stranger</name></network>", DefineOptions.defaults());
        guest("A", LabGuest.empty("stranger").on("stranger").vnc("hush"));
        String before = lab.virsh("A", "dumpxml", "--inactive", "stranger");
        start("stranger");
        assertThat(lab.virsh("A", "dumpxml", "stranger")).contains("<interface type='user'>");
        assertThat(lab.virsh("A", "dumpxml", "--inactive", "stranger")).isEqualTo(before);
        assertThat(lab.virsh("A", "dumpxml", "--security-info", "stranger"))
                .as("the console is not open")
                .contains("passwd='hush'");
        assertThat(core.networks().show(new NetworkName("stranger")).get(0).guests())
                .containsExactly("stranger");
        savedAndResumed();
        lab.virsh("A", "destroy", "stranger");
        assertThat(lab.tryVirsh("A", "start", "stranger").exitCode())
                .as("a plain start makes no wrong wire")
                .isNotZero();
    }

    private void savedAndResumed() throws GuestnetException {
        lab.virsh("A", "managedsave", "stranger");
        core.hosts().refresh(host("A"));
        Operation resumed = start("stranger");
        assertThat(resumed.steps()).anyMatch(s -> s.what().contains("resume the saved guest"));
        assertThat(lab.virsh("A", "dumpxml", "stranger")).contains("<interface type='user'>");
        assertThat(lab.virsh("A", "dominfo", "stranger")).contains("Managed save:   no");
    }
}
