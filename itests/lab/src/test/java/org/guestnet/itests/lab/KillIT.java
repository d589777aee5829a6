/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.StepState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A manager is killed with SIGKILL before and after each step of a start and of a stop, and within steps. The next one on the same
 * store looks once at the host, and there is no slot taken twice and none lost, no blocker port, nothing that the doctor would report, and the
 * operation says what became of it.
 */
@RequiresLab(hosts = 1)
final class KillIT {

    private static final String HOST = "A";
    private static final String RED = "red";
    private static final String BLUE = "blue";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final LabGuest ONE = LabGuest.empty("killed").on(RED);
    private static final LabGuest TWO = LabGuest.empty("killed-twice").on(RED).on(BLUE);

    private static LibvirtDriver driver;
    private static Path directory;

    private final Lab lab;
    private final HostOrder order;

    KillIT(Lab lab) {
        this.lab = lab;
        this.order = new HostOrder(lab, HOST, RED, BLUE);
    }

    private static CoreFixture manager(DiskStore store) throws GuestnetException {
        return store.manager(driver, Map.of("direct", new MirroredPools()));
    }

    @BeforeAll
    static void pools(Lab lab) throws GuestnetException {
        driver = LibvirtHosts.driver(lab);
        List<String> devices = lab.devicesOf(HOST);
        lab.define(HOST, ONE);
        lab.define(HOST, TWO);
        try (CoreFixture core = new CoreFixture(new MemoryStore(), driver, Map.of("direct", new MirroredPools()))) {
            Host host = LibvirtHosts.local(lab, HOST, Hypervisor.QEMU);
            core.hosts().add(host);
            core.networks().define(host.name(), pool(RED, devices.subList(0, 2)), DefineOptions.defaults());
            core.networks().define(host.name(), pool(BLUE, devices.subList(2, 4)), DefineOptions.defaults());
        }
    }

    private static String pool(String name, List<String> devices) {
        return "<network type='direct'><name>%s</name><source mode='passthrough'><interface dev='%s'/><interface dev='%s'/></source></network>"
                .formatted(name, devices.get(0), devices.get(1));
    }

    @AfterAll
    static void stopDriver() {
        driver.stop();
    }

    @AfterEach
    void stopNetworks() {
        lab.tryVirsh(HOST, "net-destroy", RED);
        lab.tryVirsh(HOST, "net-destroy", BLUE);
    }

    /** The steps: claim, start the network, book blockers, start the guest, remove the blockers. One write begins each. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "after write 0",
                "before write 1",
                "after write 1",
                "before write 2",
                "after write 2",
                "after call createPort",
                "before write 3",
                "after write 3",
                "in call startGuest",
                "after call startGuest",
                "before write 4",
                "after write 4",
                "after call deletePort",
                "before write 5",
                "after write 5"
            })
    void aStart(String moment) throws Exception {
        killedInAStart(ONE, moment);
    }

    /** The steps: claim, start each network, book the blockers of each pool, start the guest, remove the blockers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "after write 0",
                "after write 1",
                "after write 2",
                "after write 3",
                "after call createPort 1",
                "after write 4",
                "after call createPort 2",
                "after write 5",
                "in call startGuest",
                "after call startGuest",
                "after write 6",
                "after call deletePort 1",
                "after write 7"
            })
    void aStartOnTwoPoolsHasBothSlotsOrNone(String moment) throws Exception {
        killedInAStart(TWO, moment);
    }

    private void killedInAStart(LabGuest guest, String moment) throws Exception {
        directory = Files.createTempDirectory(lab.directory(), "db");
        HeldManager.killed(directory, lab.socketOf(HOST), HeldManager.START, guest.name(), moment);
        try (DiskStore store = new DiskStore(directory)) {
            Operation left = store.journal().youngest(1).get(0);
            assertReached(left, moment);
            try (CoreFixture core = manager(store)) {
                settled(store, left, guest);
                assertInOrder(core, guest);
                startAndStop(core, guest);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after write 0",
                "in call destroyGuest",
                "after call destroyGuest",
                "before write 1",
                "after write 1"
            })
    void aStop(String moment) throws Exception {
        directory = Files.createTempDirectory(lab.directory(), "db");
        try (DiskStore store = new DiskStore(directory);
                CoreFixture core = manager(store)) {
            core.hosts().add(LibvirtHosts.local(lab, HOST, Hypervisor.QEMU));
            core.guests().start(new GuestName(ONE.name()), Optional.empty(), false);
        }
        HeldManager.killed(directory, lab.socketOf(HOST), HeldManager.STOP, ONE.name(), moment);
        try (DiskStore store = new DiskStore(directory)) {
            Operation left = store.journal().youngest(1).get(0);
            assertThat(left.kind()).isEqualTo(Operation.Kind.GUEST_STOP);
            assertReached(left, moment);
            try (CoreFixture core = manager(store)) {
                settled(store, left, ONE);
                assertInOrder(core, ONE);
                if (isRunning(ONE)) {
                    core.guests().stop(new GuestName(ONE.name()), Optional.empty(), StopMode.DESTROY, false);
                }
                startAndStop(core, ONE);
            }
        }
    }

    /** The journal shows how far it was: what was written before the kill, and nothing that was not. */
    private static void assertReached(Operation left, String moment) {
        String[] words = moment.split(" ");
        if (!words[1].equals("write")) {
            return;
        }
        int begun = Integer.parseInt(words[2]) - (words[0].equals("before") ? 1 : 0);
        if (begun == left.steps().size()) {
            assertThat(left.state()).isEqualTo(State.DONE);
        } else {
            assertThat(left.state()).isEqualTo(State.RUNNING);
            assertThat(left.steps().get(begun).state()).isEqualTo(StepState.BEGUN);
            assertThat(left.steps().subList(0, begun)).allMatch(s -> s.state() == StepState.DONE);
            assertThat(left.steps().subList(begun + 1, left.steps().size()))
                    .allMatch(s -> s.state() == StepState.PLANNED);
        }
    }

    private void settled(DiskStore store, Operation left, LabGuest guest) throws GuestnetException {
        Await.until(
                "the operation is settled",
                LONG,
                () -> read(store, left).state().isOver());
        Operation over = read(store, left);
        boolean wanted = over.kind() == Operation.Kind.GUEST_START;
        assertThat(over.state()).isEqualTo(isRunning(guest) == wanted ? State.DONE : State.UNDONE);
        if (!left.state().isOver()) {
            assertThat(over.findings()).extracting(f -> f.code()).contains(Codes.SETTLED);
        }
    }

    private static Operation read(DiskStore store, Operation operation) {
        try {
            return store.journal().operation(operation.id()).orElseThrow();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isRunning(LabGuest guest) {
        return lab.virsh(HOST, "domstate", guest.name()).equals("running");
    }

    /** All its interfaces have a slot if the guest runs, none if it does not; and nothing else has one. */
    private void assertInOrder(CoreFixture core, LabGuest guest) {
        order.await(core);
        int interfaces = guest == TWO ? 2 : 1;
        assertThat(order.nics()).hasSize(isRunning(guest) ? interfaces : 0);
    }

    /** Nobody is left behind that would stand in the way. */
    private void startAndStop(CoreFixture core, LabGuest guest) throws GuestnetException {
        GuestName name = new GuestName(guest.name());
        if (!isRunning(guest)) {
            assertThat(core.guests().start(name, Optional.empty(), false).state())
                    .isEqualTo(State.DONE);
        }
        assertInOrder(core, guest);
        core.guests().stop(name, Optional.empty(), StopMode.DESTROY, false);
        assertInOrder(core, guest);
    }
}
