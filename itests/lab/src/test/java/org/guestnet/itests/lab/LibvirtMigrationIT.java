/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.Migration;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostAddress;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.MigrationSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a migration reaches QEMU, steered by this process and by the hosts themselves. */
@RequiresLab(hosts = 2)
final class LibvirtMigrationIT {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String DISK = "/var/lib/libvirt/images/roamer.img";

    private static LibvirtDriver driver;

    private final Lab lab;
    private final LabGuest guest = LabGuest.linux("roamer", "dhcp").disk(DISK);
    private HostSession a;
    private HostSession b;

    LibvirtMigrationIT(Lab lab) {
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

    @BeforeEach
    void open() throws Exception {
        a = driver.open(LibvirtHosts.local(lab, "A", Hypervisor.QEMU), new Heard());
        b = driver.open(LibvirtHosts.local(lab, "B", Hypervisor.QEMU), new Heard());
        for (String host : lab.hosts()) {
            lab.exec(host, "sh", "-c", "echo disk of $(hostname) >" + DISK + "; truncate -s 4M " + DISK);
        }
        lab.start("A", guest);
    }

    @AfterEach
    void close() {
        lab.remove(guest);
        a.close();
        b.close();
    }

    private Migration migration(boolean amongPeers, MigrationSettings settings) {
        Optional<HostAddress> peer = amongPeers ? Optional.of(LibvirtHosts.peer(lab, "B")) : Optional.empty();
        // The disks are two here: libvirt would not take them for one, were they not copied.
        return new Migration(Optional.empty(), settings.withCopyStorage(true), peer, Optional.empty());
    }

    private String monitor(String command) {
        return lab.virsh("A", "qemu-monitor-command", guest.name(), "--hmp", command);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void limitsAndEncryptionHoldAndAGuestThatStaysIsAsBefore(boolean amongPeers) throws Exception {
        String before = lab.virsh("A", "migrate-getmaxdowntime", guest.name());
        Migration asked = migration(
                amongPeers,
                MigrationSettings.defaults()
                        .withBandwidth(2)
                        .withMaxDowntime(Duration.ofMillis(123))
                        .withAutoConverge(true)
                        .withTls(true));
        CompletableFuture<Optional<Duration>> end = begun(asked);
        Await.until("memory moves", DEADLINE, this::isMoving);

        assertThat(monitor("info migrate_parameters"))
                .contains("max-bandwidth: 2097152 bytes/second")
                .contains("downtime-limit: 123 ms")
                .contains("tls-creds: 'objlibvirt_migrate");
        assertThat(monitor("info migrate_capabilities")).contains("auto-converge: on");
        a.abortMigration(guest.uuid());

        assertThat(end)
                .failsWithin(DEADLINE)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining(Codes.ABORTED);
        assertThat(lab.virsh("A", "migrate-getmaxdowntime", guest.name())).isEqualTo(before);
        assertThat(a.guest(guest.uuid()).orElseThrow().state()).isEqualTo(State.RUNNING);
    }

    private CompletableFuture<Optional<Duration>> begun(Migration asked) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return a.migrate(guest.uuid(), b, asked);
                    } catch (GuestnetException e) {
                        throw new AssertionError(e.getMessage(), e);
                    }
                },
                Threads.each());
    }

    private boolean isMoving() {
        try {
            return a.migrationProgress(guest.uuid())
                    .filter(p -> p.totalBytes() > 0)
                    .isPresent();
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void disksAreCopiedAndTheGapIsTold(boolean amongPeers) throws Exception {
        Optional<Duration> gap = a.migrate(guest.uuid(), b, migration(amongPeers, MigrationSettings.defaults()));

        assertThat(lab.exec("B", "head", "-n", "1", DISK)).isEqualTo("disk of " + lab.nameOf("A"));
        assertThat(gap).hasValueSatisfying(g -> assertThat(g).isPositive().isLessThan(DEADLINE));
        assertThat(a.guest(guest.uuid())).isEmpty();
    }

    /** QEMU itself says at the destination when a guest runs there before all of its memory came. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aGuestIsFetchedAfterOnePass(boolean amongPeers) throws Exception {
        CompletableFuture<Command.Result> events = CompletableFuture.supplyAsync(
                () -> lab.tryVirsh("B", "event", "--event", "lifecycle", "--loop", "--timeout", "30"), Threads.each());
        MigrationSettings settings = MigrationSettings.defaults()
                .withBandwidth(10) // a guest that boots leaves much for a second pass
                .withMaxDowntime(Duration.ofMillis(1))
                .withPostCopy(true);
        a.migrate(guest.uuid(), b, migration(amongPeers, settings));

        assertThat(a.guest(guest.uuid())).isEmpty();
        assertThat(b.guest(guest.uuid()).orElseThrow().state()).isEqualTo(State.RUNNING_MIGRATED);
        assertThat(events.get(DEADLINE.toSeconds(), TimeUnit.SECONDS).output())
                .containsPattern("domain '" + guest.name() + "': Resumed Post-copy");
    }
}
