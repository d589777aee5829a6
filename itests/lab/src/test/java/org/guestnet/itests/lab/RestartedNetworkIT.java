/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MigrationSettings;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.type.bridge.internal.BridgeNetworkType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The destination's network is restarted while a guest moves there: libvirt forgets its port, and the guest gets another one. */
@RequiresLab(hosts = 2)
final class RestartedNetworkIT {

    private static final String BRIDGE = "br0";
    private static final String NETWORK = "green";
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final LabGuest GUEST = LabGuest.linux("bridged", "dhcp").on(NETWORK);
    private static final GuestName NAME = new GuestName(GUEST.name());
    private static final MigrateOptions STEADILY =
            MigrateOptions.defaults().with(MigrationSettings.defaults().withBandwidth(8));

    private final Lab lab;
    private final LibvirtDriver driver;
    private CoreFixture core;

    RestartedNetworkIT(Lab lab) {
        this.lab = lab;
        this.driver = LibvirtHosts.driver(lab);
    }

    @BeforeEach
    void hosts() throws GuestnetException {
        core = new CoreFixture(new MemoryStore(), driver, Map.of("bridge", new BridgeNetworkType()));
        String definition =
                "<network type='bridge'><name>" + NETWORK + "</name><bridge name='" + BRIDGE + "'/></network>";
        for (String host : lab.hosts()) {
            lab.exec(host, "ip", "link", "add", BRIDGE, "type", "bridge");
            lab.exec(host, "ip", "link", "set", BRIDGE, "up");
            core.hosts().add(LibvirtHosts.local(lab, host, false));
            core.networks().define(LibvirtHosts.name(host), definition, DefineOptions.defaults());
            core.networks().start(LibvirtHosts.name(host), new NetworkName(NETWORK), false);
        }
        lab.define("A", GUEST);
        core.hosts().refresh(LibvirtHosts.name("A"));
        core.guests().start(NAME, Optional.empty(), false);
    }

    @AfterEach
    void end() {
        core.close();
        driver.stop();
        lab.remove(GUEST);
    }

    @Test
    void aGuestThatLostItsPortOnTheWayIsConnectedAgain() throws Exception {
        CompletableFuture<Operation> move = CompletableFuture.supplyAsync(this::migrated, Threads.each());
        Await.until(
                "memory moves",
                LONG,
                () -> lab.tryVirsh("A", "domjobinfo", GUEST.name()).output().contains("Data processed"));
        lab.virsh("B", "net-destroy", NETWORK);
        lab.virsh("B", "net-start", NETWORK);

        Operation moved = move.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(moved.state()).isEqualTo(Operation.State.DONE);
        assertThat(moved.findings())
                .filteredOn(f -> f.code().equals(Codes.DISCONNECTED))
                .singleElement()
                .satisfies(f -> assertThat(f.detail()).contains("connected again"));
        String port = lab.virsh("B", "net-port-list", NETWORK, "--uuid").strip();
        assertThat(port).isNotEmpty();
        assertThat(lab.virsh("B", "dumpxml", GUEST.name())).contains("portid='" + port + "'");
        assertThat(lab.exec("B", "ip", "-o", "link", "show", "master", BRIDGE).lines())
                .hasSize(1);
    }

    private Operation migrated() {
        try {
            return core.guests().migrate(NAME, LibvirtHosts.name("B"), STEADILY);
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }
}
