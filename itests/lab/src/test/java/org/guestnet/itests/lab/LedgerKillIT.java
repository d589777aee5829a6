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
import org.guestnet.core.CoreFixture;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A manager is killed with SIGKILL at every step of a change of a running pool with guests on it. The next one on the same store
 * brings the change to its end: members as defined, the guests' own ports, counters that are right, and guests that leave nothing.
 */
@RequiresLab(hosts = 1)
final class LedgerKillIT {

    private static final String HOST = "A";
    private static final String POOL = "books";
    private static final LabGuest WEB1 = LabGuest.empty("books1").on(POOL);
    private static final LabGuest WEB2 = LabGuest.empty("books2").on(POOL);
    private static final List<LabGuest> GUESTS = List.of(WEB1, WEB2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LibvirtDriver driver;

    private final Lab lab;
    private final PoolBooks books;
    private Path directory;
    private List<String> before;

    LedgerKillIT(Lab lab) {
        this.lab = lab;
        this.books = new PoolBooks(lab, HOST, POOL);
    }

    @BeforeAll
    static void startDriver(Lab lab) {
        driver = LibvirtHosts.driver(lab);
        GUESTS.forEach(g -> lab.define(HOST, g));
    }

    @AfterAll
    static void stopDriver() {
        driver.stop();
    }

    private static CoreFixture manager(DiskStore store) throws GuestnetException {
        return store.manager(driver, Map.of("direct", new MirroredPools()));
    }

    /** Members 1 and 0 with a guest each, for the provider mirrors pools, and 2, which is dead and has a standing blocker. */
    @BeforeEach
    void twoGuests() throws Exception {
        directory = Files.createTempDirectory(lab.directory(), "db");
        lab.exec(HOST, "ip", "link", "set", books.device(2), "down");
        Host host = LibvirtHosts.local(lab, HOST, Hypervisor.QEMU);
        try (DiskStore store = new DiskStore(directory);
                CoreFixture core = manager(store)) {
            core.hosts().add(host);
            core.networks().define(host.name(), books.definition("passthrough", 0, 1, 2), DefineOptions.defaults());
            for (LabGuest guest : GUESTS) {
                core.guests().start(new GuestName(guest.name()), Optional.empty(), false);
            }
        }
        assertThat(books.read()).isEqualTo("0=1 1=1 2=1");
        before = guestPorts();
        assertThat(before).hasSize(GUESTS.size());
    }

    @AfterEach
    void end() {
        GUESTS.forEach(g -> lab.tryVirsh(HOST, "destroy", g.name()));
        lab.exec(HOST, "ip", "link", "set", books.device(2), "up");
        lab.tryVirsh(HOST, "net-destroy", POOL);
        lab.tryVirsh(HOST, "net-undefine", POOL);
        lab.renewLibvirtd(HOST);
    }

    private List<String> guestPorts() {
        return books.ports().stream()
                .filter(p -> !lab.virsh(HOST, "net-port-dumpxml", POOL, p).contains("<name>guestnet</name>"))
                .toList();
    }

    /** Its steps: delete three ports, add member 3, take member 2 out, book the two guests' ports. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "before write 0",
                "after write 0",
                "in call deletePort 1",
                "after call deletePort 1",
                "after call deletePort 3",
                "after write 1",
                "in call updatePool 1",
                "after call updatePool 1",
                "after write 2",
                "after call updatePool 2",
                "after write 3",
                "in call createPort 1",
                "after call createPort 1",
                "after call createPort 2",
                "before write 4",
                "after write 4"
            })
    void aRedefinition(String moment) throws Exception {
        kill(HeldManager.DEFINE, books.definition("passthrough", 0, 1, 3), moment);
        try (DiskStore store = new DiskStore(directory);
                CoreFixture core = manager(store)) {
            healed(store, core, "0=1 1=1 3=0");
            lab.virsh(HOST, "destroy", WEB1.name());
            books.become("0=1 1=0 3=0");
            lab.virsh(HOST, "destroy", WEB2.name());
            books.become("0=0 1=0 3=0");
            assertThat(books.ports()).isEmpty();
        }
    }

    /** While nobody manages, a guest stops: its port, if it is there, goes with it. */
    @ParameterizedTest
    @ValueSource(strings = {"after call deletePort 1", "after call updatePool 1", "after call createPort 1"})
    void aRedefinitionAndAGuestThatStopsMeanwhile(String moment) throws Exception {
        kill(HeldManager.DEFINE, books.definition("passthrough", 0, 1, 3), moment);
        lab.virsh(HOST, "destroy", WEB1.name());
        try (DiskStore store = new DiskStore(directory);
                CoreFixture core = manager(store)) {
            before = List.of(portOf(WEB2));
            healed(store, core, "0=1 1=0 3=0");
        }
    }

    /** A repair is begun by the manager itself: the last member goes and comes back, so that libvirt counts anew. */
    @ParameterizedTest
    @ValueSource(
            strings = {"after write 0", "after call deletePort 2", "after call updatePool 1", "after call updatePool 2"
            })
    void aRepairOfCounters(String moment) throws Exception {
        lab.virsh(HOST, "net-update", POOL, "add", "portgroup", "<portgroup name='gold'/>", "--live");
        assertThat(books.read()).isEqualTo("0=0 1=0 2=0");
        kill(HeldManager.REPAIR, "", moment);
        try (DiskStore store = new DiskStore(directory);
                CoreFixture core = manager(store)) {
            healed(store, core, "0=1 1=1 2=1");
        }
    }

    private void kill(String what, String to, String moment) throws Exception {
        HeldManager.killed(directory, lab.socketOf(HOST), what, to, moment);
    }

    private String portOf(LabGuest guest) {
        return lab.virsh(HOST, "dumpxml", guest.name()).replaceFirst("(?s).* portid='([^']*)'.*", "$1");
    }

    private void healed(DiskStore store, CoreFixture core, String expected) {
        books.become(expected);
        Await.until("nothing is open", PATIENCE, () -> open(store).isEmpty());
        assertThat(books.read()).isEqualTo(expected);
        assertThat(guestPorts()).isEqualTo(before);
        Await.until("the doctor has nothing to say", PATIENCE, () -> isWell(core));
    }

    private static List<Operation> open(DiskStore store) {
        try {
            return store.journal().open();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isWell(CoreFixture core) {
        try {
            return core.networks().doctor(Optional.empty()).stream()
                    .allMatch(f -> f.code().equals(Codes.MEMBER_UNUSABLE)); // member 2, where it still is one
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }
}
