/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.api.Candidate;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.guestnet.type.virtual.internal.VirtualNetworkType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A guest that is pinged moves between two hosts, from each kind of network to each. What it needed and how long it did not answer is
 * the table in docs/migration.md; {@code -Dguestnet.docs=write} writes it there.
 */
@RequiresLab(hosts = 2)
final class KindsIT {

    private static final NetworkName RED = new NetworkName("red");
    private static final GuestName NAME = new GuestName("traveller");
    private static final String BRIDGE = "br0";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration ANSWERS_AGAIN = Duration.ofSeconds(10);

    private final Lab lab;
    private final LibvirtDriver driver;
    private final String address;
    private CoreFixture core;

    KindsIT(Lab lab) {
        this.lab = lab;
        this.driver = LibvirtHosts.driver(lab);
        this.address = lab.guestAddress(7);
    }

    @BeforeEach
    void hosts() throws GuestnetException {
        core = new CoreFixture(
                new MemoryStore(),
                driver,
                Map.of(
                        "virtual", new VirtualNetworkType(),
                        "bridge", new BridgeNetworkType(),
                        "direct", new DirectNetworkType()));
        for (String host : lab.hosts()) {
            core.hosts().add(LibvirtHosts.local(lab, host, Hypervisor.QEMU));
            lab.exec(host, "ip", "link", "add", BRIDGE, "type", "bridge");
            lab.exec(host, "ip", "link", "set", lab.devicesOf(host).get(3), "master", BRIDGE, "up");
            lab.exec(host, "ip", "link", "set", BRIDGE, "up");
        }
    }

    @AfterEach
    void end() {
        core.close();
        driver.stop();
        for (String host : lab.hosts()) {
            lab.tryVirsh(host, "destroy", NAME.value());
            lab.tryVirsh(host, "undefine", NAME.value());
            lab.tryVirsh(host, "net-destroy", RED.value());
            lab.tryVirsh(host, "net-undefine", RED.value());
            lab.tryExec(host, "ip", "link", "delete", BRIDGE);
        }
    }

    private HostName host(String letter) {
        Host host = LibvirtHosts.local(lab, letter, Hypervisor.QEMU);
        return host.name();
    }

    private void define(String letter, Kind kind) throws GuestnetException {
        String xml = kind.definition(lab.devicesOf(letter).get(0), BRIDGE);
        if (!lab.virsh(letter, "net-list", "--all", "--name").isEmpty()) {
            core.networks().undefine(host(letter), RED, false);
        }
        core.networks().define(host(letter), xml, DefineOptions.defaults());
    }

    @Test
    void aGuestMovesFromEachKindToEach() throws GuestnetException, IOException {
        KindsTable table = new KindsTable();
        List<Kind> tour = Kind.tour();
        define("A", tour.get(0));
        lab.define("A", LabGuest.linux(NAME.value(), address).on(RED.value()));
        core.hosts().refresh(host("A"));
        core.guests().start(NAME, Optional.empty(), false);
        String before = lab.virsh("A", "dumpxml", "--inactive", NAME.value());
        try (Pinger pinger = lab.ping(address)) {
            pinger.awaitReplies(10, LONG);
            for (int i = 1; i < tour.size(); i++) {
                define(i % 2 == 1 ? "B" : "A", tour.get(i));
                table.moved(
                        tour.get(i - 1),
                        tour.get(i),
                        move(i % 2 == 1 ? "B" : "A", tour.get(i - 1), tour.get(i), pinger));
            }
        }
        String last = tour.size() % 2 == 0 ? "B" : "A";
        assertThat(lab.virsh(last, "dumpxml", "--inactive", NAME.value())).isEqualTo(before);
        table.containers(refusalOfContainers());
        KindsTable.Compared compared = table.written();
        assertThat(compared.documented()).isEqualTo(compared.measured());
    }

    /** @return the longest gap, if the guest answers from the same wire before and after */
    private Optional<Duration> move(String to, Kind from, Kind kind, Pinger pinger) throws GuestnetException {
        boolean consent = from.isLocal() || kind.isLocal();
        pinger.reset();
        if (!from.isLocal()) {
            pinger.awaitReplies(5, ANSWERS_AGAIN);
        }
        MigrateOptions options = MigrateOptions.defaults();
        Operation moved =
                core.guests().migrate(NAME, host(to), consent ? options.accepting(Set.of(Codes.LOCAL_SCOPE)) : options);
        assertThat(moved.interfaces()).hasSize(1).allMatch(nic -> nic.after().isPresent());
        if (kind.isLocal()) {
            return Optional.empty();
        }
        pinger.awaitReplies(5, ANSWERS_AGAIN);
        if (from.isLocal()) {
            return Optional.empty();
        }
        Duration gap = pinger.longestGap();
        assertThat(gap).as("%s to %s", from, kind).isLessThanOrEqualTo(Duration.ofSeconds(1));
        return Optional.of(gap);
    }

    private String refusalOfContainers() throws GuestnetException {
        for (String letter : lab.hosts()) {
            Host here = LibvirtHosts.local(lab, letter, Hypervisor.LXC);
            core.hosts().add(new Host(new HostName("lxc-" + letter), here.address(), Hypervisor.LXC));
        }
        UUID uuid = UUID.randomUUID();
        lab.virsh("A", "-c", lxc("A"), "define", lab.file(container(uuid)));
        try {
            core.hosts().refresh(new HostName("lxc-A"));
            List<Candidate> candidates = core.guests().candidates(new GuestName("box"));
            return candidates.stream()
                    .filter(c -> c.host().equals(new HostName("lxc-B")))
                    .flatMap(c -> c.blockers().stream())
                    .map(Finding::code)
                    .findFirst()
                    .orElse("none");
        } finally {
            lab.virsh("A", "-c", lxc("A"), "undefine", "box");
        }
    }

    private String lxc(String letter) {
        return "lxc:///system?socket=" + lab.socketOf(letter);
    }

    private static String container(UUID uuid) {
        return "<domain type='lxc'><name>box</name><uuid>" + uuid + "</uuid><memory unit='MiB'>32</memory>"
                + "<os><type>exe</type><init>/bin/sleep</init><initarg>1000</initarg></os><devices>"
                + "<interface type='network'><source network='red'/></interface><console type='pty'/></devices></domain>";
    }
}
