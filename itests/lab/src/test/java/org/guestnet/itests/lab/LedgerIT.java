/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.PoolMember;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** libvirt's own books of a pool with guests on it: right after members changed, and after others spoiled them. */
@RequiresLab(hosts = 1)
final class LedgerIT {

    private static final String HOST = "A";
    private static final String POOL = "books";
    private static final LabGuest WEB1 = LabGuest.empty("books1").on(POOL);
    private static final LabGuest WEB2 = LabGuest.empty("books2").on(POOL);
    private static final LabGuest WEB3 = LabGuest.empty("books3").on(POOL);
    private static final List<LabGuest> GUESTS = List.of(WEB1, WEB2, WEB3);
    private static final int MARGIN = 4; // of a shared pool with three good members, at the least
    private static final String THEIRS = "11111111-2222-4333-8444-555555555555";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LibvirtDriver driver;

    private final Lab lab;
    private final PoolBooks books;
    private MemoryStore store;
    private CoreFixture core;
    private Host host;

    LedgerIT(Lab lab) {
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

    @BeforeEach
    void manager() throws GuestnetException {
        store = new MemoryStore();
        host = LibvirtHosts.local(lab, HOST, Hypervisor.QEMU);
        manage();
        core.hosts().add(host);
    }

    private void manage() throws GuestnetException {
        core = new CoreFixture(store, driver, Map.of("direct", new DirectNetworkType()));
    }

    @AfterEach
    void end() {
        core.close();
        GUESTS.forEach(g -> lab.tryVirsh(HOST, "destroy", g.name()));
        lab.exec(HOST, "ip", "link", "set", books.device(2), "up");
        lab.tryVirsh(HOST, "net-destroy", POOL);
        lab.tryVirsh(HOST, "net-undefine", POOL);
    }

    private Operation define(String xml) throws GuestnetException {
        return core.networks().define(host.name(), xml, DefineOptions.defaults().withReplace(true));
    }

    private void start(LabGuest guest) throws GuestnetException {
        core.guests().start(new GuestName(guest.name()), Optional.empty(), false);
    }

    private List<String> twoGuestsOnTwoMembers() throws GuestnetException {
        define(books.definition("passthrough", 0, 1));
        start(WEB1);
        start(WEB2);
        assertThat(books.read()).isEqualTo("0=1 1=1");
        return books.ports();
    }

    private String pool() throws GuestnetException {
        return core.networks().pool(host.name(), new NetworkName(POOL)).stream()
                .map(m -> m.state() + " " + m.holders())
                .collect(Collectors.joining(", "));
    }

    @Test
    void membersComeAndDrainWhileGuestsRun() throws GuestnetException {
        List<String> before = twoGuestsOnTwoMembers();
        List<String> documents = books.portDocuments();
        define(books.definition("passthrough", 0, 1, 2));
        assertThat(books.read()).isEqualTo("0=1 1=1 2=0");
        assertThat(books.ports()).isEqualTo(before);
        assertThat(books.portDocuments()).isEqualTo(documents);

        Operation drained = define(books.definition("passthrough", 0));
        assertThat(drained.findings())
                .extracting(Finding::toString)
                .anyMatch(f -> f.contains(books.device(1)) && f.contains(WEB2.name()));
        assertThat(books.read()).isEqualTo("0=1 1=1");
        assertThat(pool()).isEqualTo("FULL [books1], DRAINING [books2]");
        GuestnetException full = catchThrowableOfType(GuestnetException.class, () -> start(WEB3));
        assertThat(full.code()).isEqualTo(Codes.POOL_EXHAUSTED);
        lab.virsh(HOST, "destroy", WEB2.name());
        books.become("0=1");

        define(books.definition("passthrough", 0, 3));
        lab.virsh(HOST, "start", WEB2.name());
        assertThat(books.read()).isEqualTo("0=1 3=1");
        guestsLeaveNothing();
    }

    @Test
    void aNetworkRestartedUnderItsGuestsGetsTheSamePortsBack() throws GuestnetException {
        List<String> before = twoGuestsOnTwoMembers();
        List<String> documents = books.portDocuments();
        lab.virsh(HOST, "net-destroy", POOL);
        lab.virsh(HOST, "net-start", POOL);
        books.awaitPorts(before);
        assertThat(books.portDocuments()).isEqualTo(documents);
        assertThat(books.read()).isEqualTo("0=1 1=1");
        guestsLeaveNothing();
    }

    @Test
    void aLiveUpdateOfOthersIsRepairedByTheNextManager() throws GuestnetException {
        List<String> before = twoGuestsOnTwoMembers();
        core.close();
        lab.virsh(HOST, "net-update", POOL, "add", "portgroup", "<portgroup name='gold'/>", "--live");
        assertThat(books.read()).as("libvirt forgets its counters").isEqualTo("0=0 1=0");
        manage();
        books.become("0=1 1=1");
        books.awaitPorts(before);
        guestsLeaveNothing();
    }

    /** While it is there nothing can be set right, for libvirt would forget to count it. */
    @Test
    void aPortThatIsNobodysIsLeftAloneAndNamed() throws GuestnetException {
        define(books.definition("passthrough", 0, 1, 2));
        start(WEB1);
        lab.virsh(HOST, "net-port-create", POOL, lab.file("""
                <networkport><uuid>%s</uuid><owner><name>theirs</name><uuid>%s</uuid></owner>
                  <mac address='52:54:00:00:09:09'/></networkport>""".formatted(THEIRS, WEB3.uuid())));
        List<String> documents = books.portDocuments();
        assertThat(documents).hasSize(2);
        core.hosts().refresh(host.name());
        Operation held = define(books.definition("passthrough", 0, 1, 2, 3));
        assertThat(held.findings())
                .extracting(Finding::toString)
                .anyMatch(f -> f.startsWith(Codes.PENDING_RESTART) && f.contains("theirs"));
        lab.virsh(HOST, "net-update", POOL, "add", "portgroup", "<portgroup name='gold'/>", "--live");
        assertThat(core.networks().doctor(Optional.of(host.name())))
                .as("seen at two looks")
                .extracting(Finding::code)
                .contains(Codes.LEDGER_WRONG, Codes.LEFT_OVER, Codes.POOL_CHANGING);
        assertThat(books.read()).isEqualTo("0=0 1=0 2=0");
        assertThat(books.portDocuments()).isEqualTo(documents);

        lab.tryVirsh(HOST, "net-port-delete", POOL, THEIRS); // libvirt counts below nothing
        books.become("0=1 1=0 2=0 3=0");
        lab.virsh(HOST, "destroy", WEB1.name());
        books.become("0=0 1=0 2=0 3=0");
    }

    @Test
    void plainStartsPassADeadMemberOfAnExclusivePool() throws GuestnetException {
        plainStartsPassADeadMember("passthrough", 1);
    }

    @Test
    void plainStartsPassADeadMemberOfASharedPool() throws GuestnetException {
        plainStartsPassADeadMember("bridge", MARGIN);
    }

    /** The dead member is the first: libvirt would take it. */
    private void plainStartsPassADeadMember(String mode, int blockers) throws GuestnetException {
        lab.exec(HOST, "ip", "link", "set", books.device(2), "down");
        define(books.definition(mode, 2, 0, 1, 3));
        core.networks().start(host.name(), new NetworkName(POOL), false);
        assertThat(books.counted(2)).isGreaterThanOrEqualTo(blockers);
        assertThat(pool()).startsWith("UNUSABLE []");
        lab.libvirtd(HOST, "restart");
        lab.virsh(HOST, "start", WEB1.name());
        assertThat(books.memberOf(WEB1)).as("after a restart of the daemon").isEqualTo(0);

        lab.virsh(HOST, "destroy", WEB1.name());
        lab.virsh(HOST, "net-destroy", POOL);
        lab.virsh(HOST, "net-start", POOL);
        Await.until("blockers stand again", PATIENCE, () -> books.counted(2) >= blockers);
        for (LabGuest guest : GUESTS) {
            lab.virsh(HOST, "start", guest.name());
        }
        assertThat(GUESTS)
                .extracting(books::memberOf)
                .as("after a restart of the network")
                .containsExactly(0, 1, 3);

        lab.exec(HOST, "ip", "link", "set", books.device(2), "up");
        books.become("2=0 0=1 1=1 3=1");
        guestsLeaveNothing();
    }

    @Test
    void aLimitBelowWhatIsUsedIsShownAsOver() throws GuestnetException {
        define(books.definition("bridge", 0));
        start(WEB1);
        start(WEB2);
        Operation lowered = define(books.definition("bridge", " maxConnections='1'", 0));
        assertThat(lowered.findings()).extracting(Finding::code).contains(Codes.MEMBER_OVER);
        assertThat(core.networks().pool(host.name(), new NetworkName(POOL)))
                .extracting(PoolMember::state)
                .containsExactly(PoolMember.State.OVER);
        GuestnetException full = catchThrowableOfType(GuestnetException.class, () -> start(WEB3));
        assertThat(full.code()).isEqualTo(Codes.POOL_EXHAUSTED);
        assertThat(books.read()).isEqualTo("0=2");
    }

    private void guestsLeaveNothing() {
        GUESTS.forEach(g -> lab.tryVirsh(HOST, "destroy", g.name()));
        books.awaitPorts(List.of());
        assertThat(books.read()).doesNotContain("=1").doesNotContain("=-1");
    }
}
