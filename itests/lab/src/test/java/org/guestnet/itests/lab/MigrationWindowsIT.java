/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.guestnet.api.DefineOptions;
import org.guestnet.core.CoreFixture;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The moments in which a migration that a manager steers depends on that manager: its memory has moved, and neither end lets the guest
 * run until it is told to. A manager that dies then leaves a guest that runs nowhere, or one that stands on one host and runs on the
 * other. The next one makes one of it, and at no time do two run.
 */
@RequiresLab(hosts = 2)
final class MigrationWindowsIT {

    private static final String POOL = "red";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int MANY = 100;
    private static final LabGuest GUEST = LabGuest.linux("window", "dhcp").on(POOL);
    private static final String TO = GUEST.name() + " kvm-b 3"; // MiB a second: no booting system is through soon

    private final Lab lab;
    private final LibvirtDriver driver;
    private Path directory;
    private AfterMove after;
    private Process manager;

    MigrationWindowsIT(Lab lab) {
        this.lab = lab;
        this.driver = LibvirtHosts.driver(lab);
    }

    private CoreFixture manager(DiskStore store) throws GuestnetException {
        return store.manager(driver, Map.of("direct", new MirroredPools()));
    }

    @BeforeEach
    void memoryMoves() throws Exception {
        directory = Files.createTempDirectory(lab.directory(), "db");
        lab.define("A", GUEST);
        try (DiskStore store = new DiskStore(directory);
                CoreFixture core = manager(store)) {
            for (String host : lab.hosts()) {
                core.hosts().add(LibvirtHosts.local(lab, host, false));
                String definition = new PoolBooks(lab, host, POOL).definition("passthrough", 0, 1, 2);
                core.networks().define(LibvirtHosts.name(host), definition, DefineOptions.defaults());
            }
            core.guests().start(new GuestName(GUEST.name()), Optional.empty(), false);
        }
        after = AfterMove.of(lab, GUEST, POOL, "A", "B");
        manager = HeldManager.at(directory, lab.socketOf("A"), HeldManager.MIGRATE, TO, "in call migrate");
        Await.until(
                "memory moves",
                LONG,
                () -> lab.tryVirsh("A", "domjobinfo", GUEST.name()).output().contains("Data processed"));
    }

    @AfterEach
    void end() throws InterruptedException {
        manager.destroyForcibly().waitFor();
        driver.stop();
        lab.thaw("B");
        lab.remove(GUEST);
        for (String host : lab.hosts()) {
            lab.tryVirsh(host, "net-destroy", POOL);
            lab.tryVirsh(host, "net-undefine", POOL);
            lab.renewLibvirtd(host);
        }
    }

    @Test
    void aSourceThatStandsWhileNothingIsAtTheDestinationRunsAgain() throws Exception {
        freezeManager();
        hurry();
        Await.until("the source has done its part", LONG, () -> phase().equals("perform3_done"));
        manager.destroyForcibly().waitFor();
        Await.until("the destination is cleared", LONG, () -> after.state("B").equals("absent"));
        assertThat(after.state("A")).as("nobody is there to let it run").isEqualTo("paused");

        try (DiskStore store = new DiskStore(directory);
                CoreFixture core = manager(store)) {
            Await.until("the guest runs again", SOON, () -> after.state("A").equals("running"));
            after.holds(core, settled(store));
            assertThat(after.runsOn()).isEqualTo("A");
        }
    }

    @Test
    void aDestinationThatRunsAfterItsManagersDeathIsTheOnlyCopy() throws Exception {
        try (Copies copies = new Copies(after)) {
            lab.freeze("B");
            hurry();
            Await.until("the source has done its part", LONG, () -> phase().equals("perform3_done"));
            manager.destroyForcibly().waitFor();
            try (DiskStore store = new DiskStore(directory);
                    CoreFixture core = manager(store)) {
                Operation waiting = journaled(store);
                Await.until(
                        "the new manager has seen that B does not answer",
                        LONG,
                        () -> journaled(store).state() == State.UNCERTAIN);
                assertThat(waiting.state()).isEqualTo(State.RUNNING);
                assertThat(after.state("A"))
                        .as("what B does is not known, so nothing is touched")
                        .isEqualTo("paused");
                lab.thaw("B");
                Await.until(
                        "the guest runs on one host",
                        SOON,
                        () -> after.state("A").equals("running")
                                || after.state("B").equals("running"));
                after.holds(core, settled(store));
            }
            assertThat(copies.twoRan()).as("two live copies").isFalse();
        }
    }

    /** What is left moves at once, before anybody loses patience. */
    private void hurry() {
        lab.virsh("A", "migrate-setmaxdowntime", GUEST.name(), "60000");
        lab.virsh("A", "migrate-setspeed", GUEST.name(), "10000");
    }

    private void freezeManager() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", Long.toString(manager.pid()))
                .start()
                .waitFor();
    }

    /** How far libvirt's own journal says the source is. */
    private String phase() {
        String status = lab.exec("A", "cat", "/run/libvirt/qemu/" + GUEST.name() + ".xml");
        return status.replaceFirst("(?s).*async='migration out' phase='([^']*)'.*", "$1");
    }

    /** The move; what the manager does by itself has operations too. */
    private static Operation journaled(DiskStore store) {
        try {
            return store.journal().youngest(MANY).stream()
                    .filter(o -> o.kind() == Operation.Kind.GUEST_MIGRATE)
                    .findFirst()
                    .orElseThrow();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    private Operation settled(DiskStore store) {
        Await.until(
                "the operation is settled", SOON, () -> journaled(store).state().isOver());
        return journaled(store);
    }
}
