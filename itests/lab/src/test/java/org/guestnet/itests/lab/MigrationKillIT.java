/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.api.HostInfo;
import org.guestnet.core.CoreFixture;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.StepState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A manager is killed with SIGKILL before and after each step of a migration, and within its calls. The next one on the same store
 * looks at both hosts, and the guest runs on exactly one of them, the operation says on which, and the other has nothing of it. Pools
 * are exclusive and wanted from their end, so that each migration has a claim and is steered by blockers.
 */
@RequiresLab(hosts = 2)
final class MigrationKillIT {

    private static final String POOL = "red";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final LabGuest EMPTY = LabGuest.empty("killed").on(POOL);
    private static final LabGuest SLOW = LabGuest.linux("slow", "dhcp").on(POOL);
    private static final String QUICKLY = " 1000";
    private static final String SLOWLY = " 6"; // MiB a second: a booting system takes seconds then

    private static LibvirtDriver driver;

    private final Lab lab;
    private Path directory;
    private LabGuest guest = EMPTY;
    private AfterMove after;

    MigrationKillIT(Lab lab) {
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

    private static CoreFixture manager(DiskStore store) throws GuestnetException {
        return store.manager(driver, Map.of("direct", new MirroredPools()));
    }

    /** The pool is defined at the destination, not started: that belongs to the migration. */
    private void prepare(boolean amongPeers, boolean running) throws Exception {
        directory = Files.createTempDirectory(lab.directory(), "db");
        lab.define("A", guest);
        lab.virsh("A", "autostart", guest.name());
        try (DiskStore store = new DiskStore(directory);
                CoreFixture core = manager(store)) {
            for (String host : lab.hosts()) {
                core.hosts().add(LibvirtHosts.local(lab, host, amongPeers));
                String definition = new PoolBooks(lab, host, POOL).definition("passthrough", 0, 1, 2);
                core.networks().define(LibvirtHosts.name(host), definition, DefineOptions.defaults());
            }
            if (running) {
                core.guests().start(name(), Optional.empty(), false);
            }
        }
        after = AfterMove.of(lab, guest, POOL, "A", "B");
    }

    private GuestName name() {
        return new GuestName(guest.name());
    }

    @AfterEach
    void end() {
        lab.remove(guest);
        for (String host : lab.hosts()) {
            lab.tryVirsh(host, "net-destroy", POOL);
            lab.tryVirsh(host, "net-undefine", POOL);
            lab.renewLibvirtd(host);
        }
    }

    private void kill(String what, String rest, String moment) throws Exception {
        HeldManager.killed(directory, lab.socketOf("A"), what, guest.name() + " kvm-b" + rest, moment);
    }

    /**
     * The steps: claim, start the network, book blockers, migrate, remove the blockers, autostart. One write begins each: after it is
     * before the step's first call, and before the next is after its last.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "after write 0",
                "before write 1",
                "after write 1",
                "before write 2",
                "after write 2",
                "in call createPort",
                "after call createPort",
                "before write 3",
                "after write 3",
                "in call migrate",
                "before write 4",
                "after write 4",
                "after call deletePort",
                "before write 5",
                "after write 5",
                "before write 6",
                "after write 6"
            })
    void aMigrationSteeredByTheManager(String moment) throws Exception {
        prepare(false, true);
        kill(HeldManager.MIGRATE, QUICKLY, moment);
        settledAndInOrder(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"after write 3", "in call migrate", "before write 4", "after call deletePort"})
    void aMigrationAmongPeers(String moment) throws Exception {
        prepare(true, true);
        kill(HeldManager.MIGRATE, QUICKLY, moment);
        settledAndInOrder(moment);
    }

    /** Its steps: move the configuration, autostart. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "after write 0",
                "in call moveConfiguration",
                "before write 1",
                "after write 1",
                "before write 2",
                "after write 2"
            })
    void aMoveOfAConfiguration(String moment) throws Exception {
        prepare(false, false);
        kill(HeldManager.MOVE, "", moment);
        try (DiskStore store = new DiskStore(directory);
                CoreFixture core = manager(store)) {
            boolean arrived = settled(store, moment).state() == State.DONE;
            assertThat(after.state(arrived ? "B" : "A")).isEqualTo("shut off");
            after.nothingAt(arrived ? "A" : "B");
            autostarts(arrived ? "B" : "A");
            assertThat(core.networks().claims()).isEmpty();
            after.isWell(core);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aManagerWhileMemoryMoves(boolean amongPeers) throws Exception {
        killWhileMemoryMoves(amongPeers);
        assertThat(settledAndInOrder("while memory moves").state())
                .as("hosts go on among themselves, and are not steered by the dead")
                .isEqualTo(amongPeers ? State.DONE : State.UNDONE);
    }

    /** The source's QEMU waits for the dead for many minutes, and libvirt lets the guest not be shut down meanwhile. */
    @Test
    void aManagerAndTheDestinationForGood() throws Exception {
        killWhileMemoryMoves(false);
        lab.powerOff("B");
        try (DiskStore store = new DiskStore(directory);
                CoreFixture core = manager(store)) {
            Await.until("the source answers", LONG, () -> isUp(core, "A"));
            core.hosts().removeLost(LibvirtHosts.name("B"));
            assertThat(store.journal().open()).isEmpty();
            Await.until("nothing goes to the dead", LONG, () -> !isMoving());
            assertThat(after.state("A")).isEqualTo("running");
            core.guests().stop(name(), Optional.empty(), StopMode.DESTROY, false);
            assertThat(after.state("A")).isEqualTo("shut off");
            assertThat(core.networks().claims()).isEmpty();
        } finally {
            lab.powerOn("B");
        }
    }

    private static boolean isUp(CoreFixture core, String host) {
        return core.hosts().list().stream()
                .anyMatch(h -> h.host().name().equals(LibvirtHosts.name(host)) && h.state() == HostInfo.State.UP);
    }

    private void killWhileMemoryMoves(boolean amongPeers) throws Exception {
        guest = SLOW;
        prepare(amongPeers, true);
        Process manager = HeldManager.at(
                directory, lab.socketOf("A"), HeldManager.MIGRATE, guest.name() + " kvm-b" + SLOWLY, "in call migrate");
        Await.until("memory moves", LONG, this::isMoving);
        manager.destroyForcibly().waitFor();
    }

    private boolean isMoving() {
        return lab.tryVirsh("A", "domjobinfo", guest.name()).output().contains("Data processed");
    }

    private Operation settledAndInOrder(String moment) throws GuestnetException {
        try (DiskStore store = new DiskStore(directory)) {
            String left = "left behind were " + store.journal().youngest(1) + " and the claims "
                    + store.claims().claims();
            try (CoreFixture core = manager(store)) {
                return inOrder(core, settled(store, moment));
            } catch (AssertionError | GuestnetException e) {
                throw new AssertionError(e.getMessage() + "\n" + left, e);
            }
        }
    }

    private Operation inOrder(CoreFixture core, Operation over) throws GuestnetException {
        after.holds(core, over);
        boolean arrived = over.state() == State.DONE;
        autostarts(arrived ? "B" : "A");
        assertThat(after.isActive("B")).as("a network that was started for it").isEqualTo(arrived);
        return over;
    }

    private void autostarts(String host) {
        assertThat(lab.virsh(host, "dominfo", guest.name())).containsPattern("Autostart: +enable");
    }

    private Operation settled(DiskStore store, String moment) throws GuestnetException {
        Operation left = store.journal().youngest(1).get(0);
        assertThat(left.kind()).isEqualTo(Operation.Kind.GUEST_MIGRATE);
        assertReached(left, moment);
        Await.until(
                "the operation is settled",
                LONG,
                () -> read(store, left).state().isOver());
        Operation over = read(store, left);
        if (!left.state().isOver()) {
            assertThat(over.findings()).extracting(f -> f.code()).contains(Codes.SETTLED);
        }
        return over;
    }

    private static void assertReached(Operation left, String moment) {
        String[] words = moment.split(" ");
        if (!words[1].equals("write")) {
            return;
        }
        int begun = Integer.parseInt(words[2]) - (words[0].equals("before") ? 1 : 0);
        if (begun == left.steps().size()) {
            assertThat(left.state()).isEqualTo(State.DONE);
        } else {
            assertThat(left.steps().get(begun).state()).as(left.toString()).isEqualTo(StepState.BEGUN);
        }
    }

    private static Operation read(DiskStore store, Operation operation) {
        try {
            return store.journal().operation(operation.id()).orElseThrow();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }
}
