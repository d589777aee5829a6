/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.guestnet.api.AttachOptions;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.DetachOptions;
import org.guestnet.api.MoveNicOptions;
import org.guestnet.api.PortInfo;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MacAddress;
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

/** Interfaces of running guests on a real host: a bridge, a virtual network and an exclusive pool of one, all on the fabric. */
@RequiresLab(hosts = 1)
final class NicsIT {

    private static final Duration BOOT = Duration.ofSeconds(90);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final NetworkName BRIDGED = new NetworkName("bridged");
    private static final NetworkName VIRTUAL = new NetworkName("virtual");
    private static final NetworkName POOL = new NetworkName("pool");
    private static final GuestName WEB = new GuestName("web");
    private static final GuestName RIVAL = new GuestName("rival");
    private static final MacAddress SECOND = new MacAddress("52:54:00:0a:0b:0c");

    private static LibvirtDriver driver;

    private final Lab lab;
    private final LabGuest web;
    private CoreFixture core;
    private HostName host;

    NicsIT(Lab lab) {
        this.lab = lab;
        this.web = LabGuest.linux("web", lab.guestAddress(1)).on("bridged");
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
    void networks() throws GuestnetException {
        core = new CoreFixture(
                new MemoryStore(),
                driver,
                Map.of(
                        "virtual",
                        new VirtualNetworkType(),
                        "bridge",
                        new BridgeNetworkType(),
                        "direct",
                        new DirectNetworkType()));
        Host local = LibvirtHosts.local(lab, "A", Hypervisor.QEMU);
        host = local.name();
        lab.exec("A", "ip", "link", "add", "br0", "type", "bridge");
        join(0, "br0");
        core.hosts().add(local);
        define("<network type='bridge'><name>bridged</name><bridge name='br0'/></network>");
        define("<network type='virtual'><name>virtual</name><bridge name='virbr7' stp='off' delay='0'/></network>");
        define(
                "<network type='direct'><name>pool</name><source mode='passthrough'><interface dev='%s'/></source></network>"
                        .formatted(device(2)));
        core.networks().start(host, VIRTUAL, false);
        join(1, "virbr7");
        memberUp();
        lab.define("A", web);
        core.hosts().refresh(host);
        core.guests().start(WEB, Optional.empty(), false);
    }

    @AfterEach
    void end() {
        core.close();
        for (String guest : lab.virsh("A", "list", "--all", "--name").lines().toList()) {
            lab.tryVirsh("A", "destroy", guest);
            lab.tryVirsh("A", "undefine", guest);
        }
        for (String network :
                lab.virsh("A", "net-list", "--all", "--name").lines().toList()) {
            lab.tryVirsh("A", "net-destroy", network);
            lab.virsh("A", "net-undefine", network);
        }
        lab.exec("A", "ip", "link", "del", "br0");
    }

    private String device(int number) {
        return lab.devicesOf("A").get(number);
    }

    private void join(int number, String bridge) {
        lab.exec("A", "ip", "link", "set", device(number), "master", bridge, "up");
        lab.exec("A", "ip", "link", "set", bridge, "up");
    }

    private void define(String xml) throws GuestnetException {
        core.networks().define(host, xml, DefineOptions.defaults());
    }

    /** Its system answers, and so it obeys when it is asked for a device. */
    private Pinger booted() {
        return lab.ping(lab.guestAddress(1)).awaitReplies(10, BOOT);
    }

    private MacAddress first() {
        return new MacAddress(web.mac(0));
    }

    private String live() {
        return lab.virsh("A", "dumpxml", "web");
    }

    private String configured() {
        return lab.virsh("A", "dumpxml", "--inactive", "web");
    }

    /** Ports of guests: at a member that libvirt leaves down there may be a standing blocker. */
    private long poolPorts() throws GuestnetException {
        core.hosts().refresh(host);
        return core.networks().ports().stream()
                .filter(p -> p.port().network().equals(POOL) && p.kind() == PortInfo.Kind.GUEST)
                .count();
    }

    /** libvirt sets the device of a passthrough connection down when the guest has let go of it. */
    private void memberUp() throws GuestnetException {
        lab.exec("A", "ip", "link", "set", device(2), "up");
        core.hosts().refresh(host);
    }

    private void rival() throws GuestnetException {
        lab.define("A", LabGuest.empty("rival").on("bridged"));
        core.hosts().refresh(host);
        core.guests().start(RIVAL, Optional.empty(), false);
    }

    @Test
    void anInterfaceComesToARunningGuestFromAPoolAndItsSlotIsFreedWhenTheGuestLetsGo() throws GuestnetException {
        booted().close();
        rival();
        Operation attached =
                core.guests().attach(WEB, POOL, AttachOptions.defaults().with(SECOND));
        assertThat(attached.state()).isEqualTo(State.DONE);
        assertThat(live()).contains("dev='" + device(2) + "' mode='passthrough'");
        assertThat(configured()).contains("<source network='pool'/>").doesNotContain(device(2));
        assertThat(poolPorts()).isEqualTo(1);
        GuestnetException full = catchThrowableOfType(
                GuestnetException.class, () -> core.guests().attach(RIVAL, POOL, AttachOptions.defaults()));
        assertThat(full.code()).isEqualTo(Codes.POOL_EXHAUSTED);
        assertThat(full).hasMessageContaining("web");

        Operation detached = core.guests().detach(WEB, SECOND, DetachOptions.defaults());
        assertThat(detached.findings()).as("the guest let go").isEmpty();
        assertThat(live()).doesNotContain(SECOND.value());
        assertThat(configured()).doesNotContain(SECOND.value());
        assertThat(core.networks().claims()).isEmpty();
        assertThat(poolPorts()).isZero();
        System.out.println("after the guest let go: " + lab.exec("A", "ip", "-br", "link", "show", device(2)));
        memberUp();
        aGuestThatDoesNotListenKeepsItsSlot();
    }

    private void aGuestThatDoesNotListenKeepsItsSlot() throws GuestnetException {
        MacAddress nic = core.guests()
                .attach(RIVAL, POOL, AttachOptions.defaults())
                .interfaces()
                .get(0)
                .mac();
        Operation asked = core.guests().detach(RIVAL, nic, DetachOptions.defaults());
        assertThat(asked.findings()).extracting(Finding::code).containsExactly(Codes.NOT_AS_ASKED);
        assertThat(core.networks().claims())
                .singleElement()
                .satisfies(c -> assertThat(c.claim().state()).isEqualTo(Claim.State.BOUND));
        assertThat(poolPorts()).isEqualTo(1);
        lab.virsh("A", "destroy", "rival");
        Await.until("the slot is free", SOON, () -> claims() == 0);
        assertThat(poolPorts()).isZero();
    }

    private int claims() {
        try {
            return core.networks().claims().size();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    /** A fresh question: the switch learns the guest's new place from its answer. */
    private void forgetNeighbours() {
        lab.exec("fab", "ip", "neigh", "flush", "all");
    }

    @Test
    void aConnectionMovesBetweenBridgeAndVirtualNetworkAndAnswersThere() throws GuestnetException {
        try (Pinger pinger = booted()) {
            Operation there = core.guests().moveNic(WEB, first(), VIRTUAL, MoveNicOptions.defaults());
            assertThat(there.steps()).anyMatch(s -> s.what().contains("in place"));
            assertThat(configured()).contains("<source network='virtual'/>");
            assertThat(lab.exec("A", "bridge", "link")).contains("master virbr7");
            forgetNeighbours();
            pinger.awaitReplies(20, SOON);
            lab.exec("A", "ip", "link", "set", device(0), "down"); // the old wire plays no part any more
            pinger.awaitReplies(20, SOON);
            lab.exec("A", "ip", "link", "set", device(0), "up");
            core.guests().moveNic(WEB, first(), BRIDGED, MoveNicOptions.defaults());
            forgetNeighbours();
            pinger.awaitReplies(20, SOON);
            System.out.println("longest gap over two moves: " + pinger.longestGap());
        }
        assertThat(configured()).contains("<source network='bridged'/>");
        GuestnetException refused = catchThrowableOfType(
                GuestnetException.class, () -> core.guests().moveNic(WEB, first(), POOL, MoveNicOptions.defaults()));
        assertThat(refused.code()).isEqualTo(Codes.OPTION_UNSUPPORTED);
    }

    @Test
    void whereQemuCannotTheDeviceIsTakenAndGivenBack() throws GuestnetException {
        booted().close();
        MoveNicOptions replug = MoveNicOptions.defaults().withReplug(true);
        Operation moved = core.guests().moveNic(WEB, first(), POOL, replug);
        assertThat(moved.state()).isEqualTo(State.DONE);
        assertThat(live())
                .contains("dev='" + device(2) + "' mode='passthrough'")
                .contains(first().value());
        assertThat(configured()).contains("<source network='pool'/>");
        assertThat(claims()).isEqualTo(1);
        core.guests().moveNic(WEB, first(), BRIDGED, replug);
        assertThat(live()).contains("bridge='br0'");
        assertThat(claims()).isZero();
        assertThat(poolPorts()).isZero();
    }
}
