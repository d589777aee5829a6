/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.MigrateOptions;
import org.guestnet.api.PortInfo;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Six guests on three kinds of network move back and forth twenty times, each at its own pace and half of them the other way. Host B is
 * reached by its peer and A is not: there they migrate among themselves, and back steered by the manager.
 */
@RequiresLab(hosts = 2)
final class ParallelMigrationsIT {

    private static final int TIMES = 20;
    private static final String BRIDGE = "br0";
    private static final String EXCLUSIVE = "exclusive";
    private static final String SHARED = "shared";
    private static final String BRIDGED = "bridged";
    private static final List<String> NETWORKS = List.of(EXCLUSIVE, SHARED, BRIDGED);

    private final Lab lab;
    private final LibvirtDriver driver;
    private CoreFixture core;

    /** A guest, and the host that it starts on. */
    private record Traveller(LabGuest guest, String network, String home) {

        GuestName name() {
            return new GuestName(guest.name());
        }

        String away() {
            return home.equals("A") ? "B" : "A";
        }
    }

    private final List<Traveller> travellers = new ArrayList<>();

    ParallelMigrationsIT(Lab lab) {
        this.lab = lab;
        this.driver = LibvirtHosts.driver(lab);
    }

    @BeforeEach
    void hosts() throws GuestnetException {
        core = new CoreFixture(
                new MemoryStore(), driver, Map.of("direct", new MirroredPools(), "bridge", new BridgeNetworkType()));
        for (String host : lab.hosts()) {
            lab.exec(host, "ip", "link", "add", BRIDGE, "type", "bridge");
            lab.exec(host, "ip", "link", "set", BRIDGE, "up");
            core.hosts().add(LibvirtHosts.local(lab, host, host.equals("B")));
            define(host, new PoolBooks(lab, host, EXCLUSIVE).definition("passthrough", 0, 1));
            define(host, new PoolBooks(lab, host, SHARED).definition("bridge", " maxConnections='2'", 2, 3));
            define(
                    host,
                    "<network type='bridge'><name>" + BRIDGED + "</name><bridge name='" + BRIDGE + "'/></network>");
            for (String network : NETWORKS) {
                start(new Traveller(LabGuest.empty(network + host).on(network), network, host));
            }
        }
    }

    private void define(String host, String definition) throws GuestnetException {
        core.networks().define(LibvirtHosts.name(host), definition, DefineOptions.defaults());
    }

    private void start(Traveller traveller) throws GuestnetException {
        lab.define(traveller.home(), traveller.guest());
        core.hosts().refresh(LibvirtHosts.name(traveller.home()));
        core.guests().start(traveller.name(), Optional.empty(), false);
        travellers.add(traveller);
    }

    @AfterEach
    void end() {
        core.close();
        driver.stop();
        travellers.forEach(t -> lab.remove(t.guest()));
        for (String host : lab.hosts()) {
            lab.tryExec(host, "ip", "link", "delete", BRIDGE);
        }
    }

    @Test
    void noneIsRefusedAndNothingIsLeftBehind() throws GuestnetException {
        List<CompletableFuture<Void>> all = travellers.stream()
                .map(t -> CompletableFuture.runAsync(() -> travel(t), Threads.each()))
                .toList();
        all.forEach(CompletableFuture::join);

        for (Traveller traveller : travellers) {
            assertThat(lab.virsh(traveller.home(), "domstate", traveller.guest().name()))
                    .isEqualTo("running");
            assertThat(lab.virsh(traveller.away(), "list", "--all", "--name"))
                    .doesNotContain(traveller.guest().name());
        }
        for (String host : lab.hosts()) {
            booksAreRight(host);
            assertThat(devices(host, "macvtap")).hasSize(2);
            assertThat(devices(host, "tun")).hasSize(1);
        }
        assertThat(core.networks().ports()).hasSize(travellers.size()).allMatch(p -> p.kind() == PortInfo.Kind.GUEST);
        claimsAreWhereTheGuestsAre();
        assertThat(core.networks().doctor(Optional.empty()))
                .allMatch(f -> f.code().equals(Codes.UNCLAIMED));
    }

    private void claimsAreWhereTheGuestsAre() throws GuestnetException {
        List<String> claimed = core.networks().claims().stream()
                .map(c -> c.claim())
                .map(c -> c.guestName() + " " + c.key().host() + " " + c.key().device() + " " + c.state())
                .toList();
        List<String> used = travellers.stream()
                .filter(t -> !t.network().equals(BRIDGED))
                .map(t -> t.name() + " " + LibvirtHosts.name(t.home()) + " " + deviceOf(t) + " BOUND")
                .toList();
        assertThat(used)
                .as("one that got another member than it claimed has no claim")
                .containsAll(claimed);
        assertThat(claimed).doesNotHaveDuplicates();
    }

    private String deviceOf(Traveller traveller) {
        PoolBooks books = new PoolBooks(lab, traveller.home(), traveller.network());
        return books.device(books.memberOf(traveller.guest()));
    }

    private void travel(Traveller traveller) {
        try {
            for (int i = 0; i < TIMES; i++) {
                String to = i % 2 == 0 ? traveller.away() : traveller.home();
                Operation moved =
                        core.guests().migrate(traveller.name(), LibvirtHosts.name(to), MigrateOptions.defaults());
                assertThat(moved.state()).isEqualTo(Operation.State.DONE);
                assertThat(moved.findings())
                        .as("one that leaves at that moment frees a member, and libvirt takes that")
                        .allMatch(f -> Set.of(Codes.NOT_AS_ASKED, Codes.SEGMENT_UNVERIFIED)
                                .contains(f.code()));
            }
        } catch (GuestnetException e) {
            throw new AssertionError(traveller.name() + ": " + e.getMessage(), e);
        }
    }

    /** A guest of each network is at each host. */
    private void booksAreRight(String host) throws GuestnetException {
        core.hosts().refresh(LibvirtHosts.name(host));
        for (String network : NETWORKS) {
            PoolBooks books = new PoolBooks(lab, host, network);
            assertThat(books.ports()).as("%s at %s", network, host).hasSize(1);
            assertThat(books.counted()).as("%s at %s", network, host).isEqualTo(network.equals(BRIDGED) ? 0 : 1);
        }
    }

    private List<String> devices(String host, String type) {
        return lab.exec(host, "ip", "-o", "link", "show", "type", type).lines().toList();
    }
}
