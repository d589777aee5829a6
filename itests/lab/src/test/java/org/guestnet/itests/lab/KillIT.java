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
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.StepState;
import org.guestnet.xml.Member;
import org.guestnet.xml.NetworkDocuments;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A manager is killed with SIGKILL before and after each step of a start and of a stop, and within steps. The next one on the same
 * store looks once at the host, and there is no slot taken twice and none lost, no blocker port, and the operation says what became
 * of it.
 */
@RequiresLab(hosts = 1)
final class KillIT {

    private static final String HOST = "A";
    private static final String POOL = "red";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final LabGuest GUEST = LabGuest.empty("killed").on(POOL);
    private static final GuestName NAME = new GuestName(GUEST.name());

    private static LibvirtDriver driver;
    private static Path directory;

    private final Lab lab;

    KillIT(Lab lab) {
        this.lab = lab;
    }

    private static CoreFixture manager(DiskStore store) throws GuestnetException {
        return store.manager(driver, Map.of("direct", new MirroredPools()));
    }

    @BeforeAll
    static void pool(Lab lab) throws GuestnetException {
        driver = LibvirtHosts.driver(lab);
        List<String> devices = lab.devicesOf(HOST);
        lab.define(HOST, GUEST);
        try (CoreFixture core = new CoreFixture(new MemoryStore(), driver, Map.of("direct", new MirroredPools()))) {
            Host host = LibvirtHosts.local(lab, HOST, Hypervisor.QEMU);
            core.hosts().add(host);
            core.networks()
                    .define(
                            host.name(),
                            "<network type='direct'><name>%s</name><source mode='passthrough'>".formatted(POOL)
                                    + "<interface dev='%s'/><interface dev='%s'/><interface dev='%s'/></source></network>"
                                            .formatted(devices.get(0), devices.get(1), devices.get(2)),
                            DefineOptions.defaults());
        }
    }

    @AfterAll
    static void stopDriver() {
        driver.stop();
    }

    @AfterEach
    void stopNetwork() {
        lab.tryVirsh(HOST, "net-destroy", POOL);
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
        directory = Files.createTempDirectory(lab.directory(), "db");
        HeldManager.killed(directory, lab.socketOf(HOST), HeldManager.START, NAME.value(), moment);
        try (DiskStore store = new DiskStore(directory)) {
            Operation left = store.journal().youngest(1).get(0);
            assertReached(left, moment);
            try (CoreFixture core = manager(store)) {
                settled(store, left);
                assertInOrder(store, core);
                startAndStop(store, core);
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
            core.guests().start(NAME, Optional.empty(), false);
        }
        HeldManager.killed(directory, lab.socketOf(HOST), HeldManager.STOP, NAME.value(), moment);
        try (DiskStore store = new DiskStore(directory)) {
            Operation left = store.journal().youngest(1).get(0);
            assertThat(left.kind()).isEqualTo(Operation.Kind.GUEST_STOP);
            assertReached(left, moment);
            try (CoreFixture core = manager(store)) {
                settled(store, left);
                assertInOrder(store, core);
                if (isRunning()) {
                    core.guests().stop(NAME, Optional.empty(), StopMode.DESTROY, false);
                }
                startAndStop(store, core);
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

    private void settled(DiskStore store, Operation left) throws GuestnetException {
        Await.until(
                "the operation is settled",
                LONG,
                () -> read(store, left).state().isOver());
        Operation over = read(store, left);
        boolean wanted = over.kind() == Operation.Kind.GUEST_START;
        assertThat(over.state()).isEqualTo(isRunning() == wanted ? State.DONE : State.UNDONE);
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

    private boolean isRunning() {
        return lab.virsh(HOST, "domstate", NAME.value()).equals("running");
    }

    /** One claim and one port if the guest runs, at the device that it has; neither if it does not. */
    private void assertInOrder(DiskStore store, CoreFixture core) throws GuestnetException {
        List<Claim> claims = store.claims().claims();
        List<Member> used = pool().stream().filter(m -> m.connections() != 0).toList();
        String ports = isNetworkActive() ? lab.virsh(HOST, "net-port-list", POOL, "--uuid") : "";
        if (isRunning()) {
            assertThat(claims).hasSize(1);
            assertThat(claims.get(0).state()).isEqualTo(Claim.State.BOUND);
            assertThat(used).hasSize(1);
            assertThat(used.get(0).connections()).isEqualTo(1);
            assertThat(claims.get(0).key().device())
                    .isEqualTo(used.get(0).device().value());
            assertThat(lab.virsh(HOST, "dumpxml", NAME.value()))
                    .contains("dev='" + used.get(0).device() + "'");
            assertThat(ports.lines().filter(l -> !l.isBlank())).hasSize(1);
        } else {
            assertThat(claims).isEmpty();
            assertThat(used).isEmpty();
            assertThat(ports).isBlank();
        }
    }

    private boolean isNetworkActive() {
        return lab.virsh(HOST, "net-list", "--name").contains(POOL);
    }

    private List<Member> pool() throws GuestnetException {
        return NetworkDocuments.libvirtNetwork(lab.virsh(HOST, "net-dumpxml", POOL))
                .pool();
    }

    /** Nobody is left behind that would stand in the way. */
    private void startAndStop(DiskStore store, CoreFixture core) throws GuestnetException {
        if (!isRunning()) {
            assertThat(core.guests().start(NAME, Optional.empty(), false).state())
                    .isEqualTo(State.DONE);
        }
        assertInOrder(store, core);
        core.guests().stop(NAME, Optional.empty(), StopMode.DESTROY, false);
        assertInOrder(store, core);
    }
}
