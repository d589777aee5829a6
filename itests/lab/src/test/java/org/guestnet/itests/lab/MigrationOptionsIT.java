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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.MigrateOptions;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MigrationSettings;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.InterfaceReport;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was asked of a migration is seen at the guest, on the wire and at both hosts; and what it reports is what was seen there. */
@RequiresLab(hosts = 2)
final class MigrationOptionsIT {

    private static final String POOL = "red";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int MEBIBYTES = 8;
    private static final Duration MARGIN = Duration.ofMillis(100);
    private static final Pattern MOVED = Pattern.compile("Memory processed: +([0-9.]+) MiB");
    private static final Pattern ELAPSED = Pattern.compile("Time elapsed: +([0-9]+) +ms");

    private static LibvirtDriver driver;
    private static LabGuest tourist;

    private final Lab lab;
    private final LabGuest idle = LabGuest.empty("idle").on(POOL);
    private CoreFixture core;

    MigrationOptionsIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void tourist(Lab lab) throws GuestnetException {
        driver = LibvirtHosts.driver(lab);
        tourist = LabGuest.linux("tourist", lab.guestAddress(9)).on(POOL);
        try (CoreFixture core = manager(lab, false)) {
            for (String host : lab.hosts()) {
                String definition = new PoolBooks(lab, host, POOL).definition("bridge", 0, 1);
                core.networks().define(LibvirtHosts.name(host), definition, DefineOptions.defaults());
                core.networks().start(LibvirtHosts.name(host), new NetworkName(POOL), false);
            }
        }
        lab.start("A", tourist);
        try (Pinger pinger = lab.ping(lab.guestAddress(9))) {
            pinger.awaitReplies(10, LONG); // its system is up
        }
    }

    @AfterAll
    static void stopDriver() {
        driver.stop();
    }

    private static CoreFixture manager(Lab lab, boolean amongPeers) throws GuestnetException {
        CoreFixture core = new CoreFixture(new MemoryStore(), driver, Map.of("direct", new DirectNetworkType()));
        for (String host : lab.hosts()) {
            core.hosts().add(LibvirtHosts.local(lab, host, amongPeers));
        }
        return core;
    }

    @BeforeEach
    void manager() throws GuestnetException {
        core = manager(lab, false);
    }

    @AfterEach
    void end() {
        core.close();
        lab.remove(idle);
    }

    private String hostOf(LabGuest guest) {
        return lab.virsh("A", "list", "--all", "--name").contains(guest.name()) ? "A" : "B";
    }

    private String otherThan(String host) {
        return host.equals("A") ? "B" : "A";
    }

    private Operation migrate(LabGuest guest, MigrateOptions options) throws GuestnetException {
        HostName to = LibvirtHosts.name(otherThan(hostOf(guest)));
        return core.guests().migrate(new GuestName(guest.name()), to, options);
    }

    private static MigrateOptions limited(int mebibytes) {
        return MigrateOptions.defaults()
                .with(MigrationSettings.defaults().withBandwidth(mebibytes).withMaxDowntime(Duration.ofMillis(400)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itKeepsToItsBandwidthAndItsReportIsWhatWasSeenOnTheWire(boolean amongPeers) throws GuestnetException {
        core.close();
        core = manager(lab, amongPeers);
        String to = otherThan(hostOf(tourist));
        try (Pinger pinger = lab.ping(lab.guestAddress(9));
                Sniffer sniffer = lab.sniff("rarp and ether src " + tourist.mac(0))) {
            pinger.awaitReplies(5, LONG);
            pinger.reset();
            pinger.awaitReplies(5, LONG);
            Operation moved = migrate(tourist, limited(MEBIBYTES));
            pinger.awaitReplies(5, LONG);

            InterfaceReport nic = moved.interfaces().get(0);
            assertThat(nic.gap())
                    .hasValueSatisfying(gap -> assertThat(gap)
                            .isLessThanOrEqualTo(pinger.longestGap().plus(MARGIN)));
            assertThat(nic.announced()).isTrue();
            Await.until("its new place is announced", LONG, () -> sniffer.hasSaid("Reverse Request who-is"));
        }
        String job = lab.virsh(to, "domjobinfo", "--completed", tourist.name());
        double seconds = number(ELAPSED, job) / 1000;
        assertThat(number(MOVED, job)).as(job).isGreaterThan(MEBIBYTES).isLessThan(1.25 * MEBIBYTES * seconds);
    }

    private static double number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @Test
    void oneThatTakesTooLongIsGivenUpAndTheGuestAnswersAsBefore() {
        String here = hostOf(tourist);
        AfterMove after = AfterMove.of(lab, tourist, POOL, here, otherThan(here));
        try (Pinger pinger = lab.ping(lab.guestAddress(9))) {
            pinger.awaitReplies(5, LONG);
            GuestnetException late = catchThrowableOfType(
                    GuestnetException.class, () -> migrate(tourist, limited(1).within(Duration.ofSeconds(2))));
            assertThat(late.code()).isEqualTo(Codes.ABORTED);
            assertThat(late).hasMessageContaining("2 s").hasMessageContaining(Codes.GUEST_RUNS_ON);
            pinger.awaitReplies(5, LONG);
        }
        assertThat(after.runsOn()).isEqualTo(here);
        after.nothingAt(otherThan(here));
        after.isWell(core);
    }

    @Test
    void aGuestThatWasPausedArrivesPausedAndGoesOnWhenItIsResumed() throws GuestnetException {
        String here = hostOf(tourist);
        lab.virsh(here, "suspend", tourist.name());
        Operation moved = migrate(tourist, MigrateOptions.defaults());
        String there = otherThan(here);
        assertThat(lab.virsh(there, "domstate", tourist.name())).isEqualTo("paused");
        assertThat(moved.findings()).extracting(f -> f.code()).contains(Codes.GUEST_PAUSED);
        assertThat(moved.interfaces()).allMatch(nic -> nic.gap().isEmpty() && !nic.announced());
        lab.virsh(there, "resume", tourist.name());
        try (Pinger pinger = lab.ping(lab.guestAddress(9))) {
            pinger.awaitReplies(5, LONG);
        }
    }

    @Test
    void aPersistentGuestStaysPersistentAndStartsWithItsHostAsBefore() throws GuestnetException {
        lab.start("A", idle);
        lab.virsh("A", "autostart", idle.name());
        core.hosts().refresh(LibvirtHosts.name("A"));
        AfterMove after = AfterMove.of(lab, idle, POOL, "A", "B");
        assertThat(migrate(idle, MigrateOptions.defaults()).state()).isEqualTo(Operation.State.DONE);
        assertThat(lab.virsh("B", "dominfo", idle.name()))
                .containsPattern("Persistent: +yes")
                .containsPattern("Autostart: +enable");
        assertThat(lab.virsh("B", "dumpxml", "--inactive", "--security-info", idle.name()))
                .isEqualTo(after.configuration());
        assertThat(after.state("A")).isEqualTo("absent");
    }

    @Test
    void aTransientGuestStaysTransient() throws GuestnetException {
        lab.virsh("A", "create", lab.file(idle.xml()));
        core.hosts().refresh(LibvirtHosts.name("A"));
        assertThat(migrate(idle, MigrateOptions.defaults()).state()).isEqualTo(Operation.State.DONE);
        assertThat(lab.virsh("B", "dominfo", idle.name())).containsPattern("Persistent: +no");
        assertThat(lab.virsh("A", "list", "--all", "--name")).doesNotContain(idle.name());
    }

    @Test
    void aConfigurationMovesOfflineAndTheGuestStartsThere() throws GuestnetException {
        lab.define("A", idle);
        lab.virsh("A", "autostart", idle.name());
        core.hosts().refresh(LibvirtHosts.name("A"));
        AfterMove after = AfterMove.of(lab, idle, POOL, "A", "B");
        migrate(idle, MigrateOptions.defaults().withOffline(true));
        assertThat(after.state("B")).isEqualTo("shut off");
        assertThat(after.state("A")).isEqualTo("absent");
        assertThat(lab.virsh("B", "dominfo", idle.name())).containsPattern("Autostart: +enable");
        assertThat(lab.virsh("B", "dumpxml", "--inactive", "--security-info", idle.name()))
                .isEqualTo(after.configuration());
        Operation started = core.guests().start(new GuestName(idle.name()), Optional.empty(), false);
        assertThat(started.host()).isEqualTo(LibvirtHosts.name("B"));
    }
}
