/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.Migration;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.libvirt.internal.binding.LibvirtConnection;
import org.guestnet.libvirt.internal.binding.LibvirtFailure;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MigrationSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that hang, die and drop: every call ends in time and says so, and no other host notices. */
@RequiresLab(hosts = 2)
final class LibvirtFaultsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofSeconds(1); // of this test's own clock, on a busy machine
    private static final Duration QUICK = Duration.ofSeconds(3);

    private static final int ROUNDS = 3;
    private static final int CLOSINGS = 50;
    private static final int LOOKERS = 4;
    private static final int LOOKS = 100;

    private static LibvirtDriver driver;

    private final Lab lab;
    private final Heard heard = new Heard();

    LibvirtFaultsIT(Lab lab) {
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

    private Host host(String letter) {
        return LibvirtHosts.local(lab, letter, Hypervisor.QEMU);
    }

    private record Ended(Throwable thrown, Duration after) {}

    private static Ended timed(ThrowingCallable call) {
        long start = System.nanoTime();
        Throwable thrown = catchThrowable(call);
        return new Ended(thrown, Duration.ofNanos(System.nanoTime() - start));
    }

    private static void unreachableInTime(Ended ended) {
        unreachableInTime("the call", ended);
    }

    private static void unreachableInTime(String call, Ended ended) {
        assertThat(ended.thrown()).as(call).isInstanceOf(HostUnreachableException.class);
        assertThat(((HostUnreachableException) ended.thrown()).code()).isIn(Codes.HOST_TIMEOUT, Codes.HOST_DOWN);
        assertThat(ended.after()).as(call).isLessThan(DEADLINE.plus(MARGIN));
    }

    private static CompletableFuture<Ended> started(ThrowingCallable call) {
        return CompletableFuture.supplyAsync(() -> timed(call), Threads.each());
    }

    /** In rounds, since a session takes so many calls at once. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void everyCallToAHostThatHangsEndsInTimeAndOthersDoNotNotice(int round) throws Exception {
        try (HostSession a = driver.open(host("A"), heard);
                HostSession b = driver.open(host("B"), new Heard())) {
            lab.freeze("A");
            Map<String, ThrowingCallable> asked = EveryCall.of(a, b, round, ROUNDS);
            asked.put("open", () -> driver.open(host("A"), new Heard()).close());
            Map<String, CompletableFuture<Ended>> calls = new TreeMap<>();
            asked.forEach((name, call) -> calls.put(name, started(call)));
            while (!CompletableFuture.allOf(calls.values().toArray(CompletableFuture[]::new))
                    .isDone()) {
                assertThat(timed(b::observe)).satisfies(ended -> {
                    assertThat(ended.thrown()).isNull();
                    assertThat(ended.after()).isLessThan(QUICK);
                });
            }
            for (Map.Entry<String, CompletableFuture<Ended>> call : calls.entrySet()) {
                unreachableInTime(call.getKey(), call.getValue().get(0, TimeUnit.SECONDS));
            }
            Await.until("the loss is told", QUICK, () -> !heard.losses.isEmpty());
            assertThat(heard.losses).hasSize(1);
            assertThat(timed(a::close).after()).isLessThan(QUICK);
        } finally {
            lab.thaw("A");
        }
        try (HostSession again = driver.open(host("A"), new Heard())) {
            assertThat(again.observe().devices()).isNotEmpty();
        }
    }

    @Test
    void aSessionWithAHostThatHangsCloses() throws Exception {
        HostSession a = driver.open(host("A"), heard);
        lab.freeze("A");
        try {
            CompletableFuture<Ended> call = started(a::observe);
            assertThat(timed(a::close).after()).isLessThan(QUICK);
            unreachableInTime(call.get(1, TimeUnit.SECONDS));
        } finally {
            lab.thaw("A");
        }
        assertThat(heard.losses).isEmpty();
    }

    /** Two reads of the host's interfaces at once would crash it. */
    @Test
    void aDaemonSurvivesLooksAtTheSameTime() throws Exception {
        String pid = lab.exec("A", "cat", "/run/libvirtd.pid");
        for (int round = 0; round < CLOSINGS; round++) {
            HostSession a = driver.open(host("A"), new Heard());
            List<CompletableFuture<Ended>> looks = IntStream.range(0, LOOKERS)
                    .mapToObj(n -> started(() -> look(a)))
                    .toList();
            Thread.sleep(round * 10L); // closed within whichever call
            a.close();
            for (CompletableFuture<Ended> look : looks) {
                assertThat(look.get(DEADLINE.toSeconds(), TimeUnit.SECONDS).thrown())
                        .as("a look ends well, or by the session's end")
                        .satisfiesAnyOf(
                                thrown -> assertThat(thrown).isNull(),
                                thrown -> assertThat(thrown).isInstanceOf(HostUnreachableException.class));
            }
        }
        assertThat(lab.tryVirsh("A", "uri").ok()).isTrue();
        assertThat(lab.exec("A", "cat", "/run/libvirtd.pid")).isEqualTo(pid);
    }

    private static void look(HostSession session) throws GuestnetException {
        for (int i = 0; i < LOOKS; i++) {
            session.observe();
        }
    }

    @Test
    void theEndOfADaemonIsToldOnceAndTheHostCanBeOpenedAgain() throws Exception {
        try (HostSession a = driver.open(host("A"), heard)) {
            lab.libvirtd("A", "kill");
            Await.until("the loss is told", QUICK, () -> !heard.losses.isEmpty());
            Ended call = timed(a::observe);
            unreachableInTime(call);
            assertThat(call.after()).isLessThan(QUICK);
            Ended open = timed(() -> driver.open(host("A"), new Heard()));
            unreachableInTime(open);
            assertThat(open.thrown()).hasMessageContaining(Codes.HOST_DOWN).hasMessageContaining("kvm-a");
        } finally {
            lab.libvirtd("A", "start");
        }
        assertThat(heard.losses).hasSize(1);
        try (HostSession again = driver.open(host("A"), new Heard())) {
            assertThat(again.observe().devices()).isNotEmpty();
        }
    }

    @Test
    void aMigrationEndsWhenItsDestinationDiesAndTheGuestStays() throws Exception {
        LabGuest guest = LabGuest.linux("roamer", "dhcp");
        lab.start("A", guest);
        try (HostSession a = driver.open(host("A"), heard);
                HostSession b = driver.open(host("B"), new Heard())) {
            UUID uuid = UUID.fromString(lab.virsh("A", "domuuid", "roamer"));
            lab.virsh("A", "migrate-setspeed", "roamer", "1");
            CompletableFuture<Ended> migration = started(() -> a.migrate(uuid, b, Migration.plain()));
            Await.until("memory moves", DEADLINE, () -> hasProgress(a, uuid));
            assertThat(b.guest(uuid)).get().extracting(report -> report.state()).isEqualTo(State.ARRIVING);
            assertThat(a.guest(uuid)).get().extracting(report -> report.state()).isEqualTo(State.RUNNING);
            lab.libvirtd("B", "kill");

            Ended ended = migration.get(DEADLINE.plus(MARGIN).toSeconds(), TimeUnit.SECONDS);
            assertThat(ended.thrown())
                    .isInstanceOf(HostUnreachableException.class)
                    .hasMessageContaining("kvm-b");
            Await.until("the source gives up", DEADLINE, () -> !hasProgress(a, uuid));
            assertThat(a.guest(uuid)).get().extracting(report -> report.state()).isEqualTo(State.RUNNING);
        } finally {
            lab.libvirtd("B", "start");
            lab.virsh("A", "destroy", "roamer");
            lab.virsh("A", "undefine", "roamer");
        }
    }

    @Test
    void aMigrationAmongPeersGoesOnWithoutThisProcessAndIsSeenLater() throws Exception {
        LabGuest guest = LabGuest.linux("nomad", "dhcp");
        lab.start("A", guest);
        try {
            CompletableFuture<Ended> migration;
            try (HostSession a = driver.open(host("A"), heard);
                    HostSession b = driver.open(host("B"), new Heard())) {
                migration = started(() -> a.migrate(guest.uuid(), b, slowlyAmongPeers()));
                Await.until("memory moves", DEADLINE, () -> hasProgress(a, guest.uuid()));
            }
            unreachableInTime(migration.get(DEADLINE.toSeconds(), TimeUnit.SECONDS));
            try (HostSession a = driver.open(host("A"), heard);
                    HostSession b = driver.open(host("B"), new Heard())) {
                assertThat(hasProgress(a, guest.uuid())).isTrue();
                assertThat(b.guest(guest.uuid()).orElseThrow().state()).isEqualTo(State.ARRIVING);
                Await.until("the guest has left", Duration.ofSeconds(60), () -> !isAt(a, guest));
                assertThat(b.guest(guest.uuid()).orElseThrow().state()).isEqualTo(State.RUNNING_MIGRATED);
                assertThat(b.guest(guest.uuid()).orElseThrow().persistent()).isTrue();
            }
        } finally {
            lab.remove(guest);
        }
    }

    private Migration slowlyAmongPeers() {
        return new Migration(
                Optional.empty(),
                MigrationSettings.defaults().withBandwidth(10),
                Optional.of(LibvirtHosts.peer(lab, "B")),
                Optional.empty());
    }

    private static boolean isAt(HostSession session, LabGuest guest) {
        try {
            return session.guest(guest.uuid()).isPresent();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static boolean hasProgress(HostSession session, UUID guest) {
        try {
            return session.migrationProgress(guest)
                    .filter(p -> p.totalBytes() > 0)
                    .isPresent();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void threeHundredSessionsLeaveNoDescriptorAndNoThread() throws Exception {
        openAndClose(20); // what is made once is made now
        long descriptors = descriptors();
        long threads = Threads.named("guestnet");

        openAndClose(300);

        Await.until("threads have ended", DEADLINE, () -> Threads.named("guestnet") <= threads);
        Await.until("descriptors are closed", DEADLINE, () -> descriptors() <= descriptors);
    }

    private void openAndClose(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (HostSession session = driver.open(host("A"), heard)) {
                session.guest(UUID.randomUUID());
            }
        }
    }

    private static long descriptors() {
        try (Stream<java.nio.file.Path> open = java.nio.file.Files.list(java.nio.file.Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A reference left over keeps a connection in the library for ever; the relay would hide that from the count above. */
    @Test
    void everythingIsGivenBackToTheLibraryAlsoOnADeadConnection() throws Exception {
        Heard ends = new Heard();
        LibvirtConnections connections = new LibvirtConnections(lab.socketOf("A"));
        try {
            LibvirtConnection live = connections.open(ends);
            LibvirtConnection dead = connections.open(ends);
            live.networks().all();
            live.guests().all();
            assertThat(live.close()).isZero();
            lab.libvirtd("A", "kill");
            Await.until("the end is told", QUICK, () -> !ends.losses.isEmpty());
            assertThat(catchThrowable(() -> dead.networks().all())).isInstanceOf(LibvirtFailure.class);
            assertThat(dead.isAlive()).isFalse();
            assertThat(dead.close()).isZero();
        } finally {
            lab.libvirtd("A", "start");
        }
    }

    @Test
    void closingUnderCallsEndsThemAndTheProcessLives() throws Exception {
        for (int round = 0; round < 30; round++) {
            HostSession session = driver.open(host("A"), heard);
            List<CompletableFuture<Void>> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                callers.add(CompletableFuture.runAsync(() -> callUntilClosed(session), Threads.each()));
            }
            session.close();
            CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
        }
        assertThat(heard.losses).isEmpty();
    }

    private static void callUntilClosed(HostSession session) {
        Throwable thrown;
        do {
            thrown = catchThrowable(session::observe);
        } while (thrown == null);
        assertThat(thrown).isInstanceOf(HostUnreachableException.class);
    }

    @Test
    void textOfEveryScriptSurvivesWhateverThePlatformsEncodingIs() throws Exception {
        String title = "Grüße 東京 \uD83D\uDE80";
        UUID uuid = UUID.randomUUID();
        try (HostSession a = driver.open(host("A"), heard)) {
            a.defineGuest("<domain type='qemu'><name>utf8</name><uuid>" + uuid + "</uuid><title>" + title
                    + "</title><memory unit='MiB'>32</memory><os><type arch='x86_64'>hvm</type></os></domain>");
            try {
                assertThat(a.guestXml(uuid, HostSession.GuestView.PERSISTENT)).contains("<title>" + title + "</title>");
                assertThat(lab.virsh("A", "desc", "--title", "utf8")).isEqualTo(title);
            } finally {
                a.undefineGuest(uuid);
            }
        }
    }
}
