/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Optional;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostUnreachableException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host that does not get hold of its peer: it is told as that, in time, and the guest stays as it is. */
@RequiresLab(hosts = 2)
final class LibvirtPeersIT {

    private static final Duration BOUND = Duration.ofSeconds(45);

    private static LibvirtDriver driver;

    private final Lab lab;
    private final LabGuest guest = LabGuest.empty("peer");
    private HostSession a;
    private HostSession b;

    LibvirtPeersIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    static void startDriver(Lab lab) {
        driver = LibvirtHosts.driver(lab);
        lab.exec("B", "ip", "address", "add", stranger(lab) + "/24", "dev", "eth0");
        lab.exec("B", "iptables", "-I", "INPUT", "-p", "tcp", "--dport", "2299", "-j", "DROP");
    }

    /** An address of host B that is neither in its certificate nor among the known host keys. */
    private static String stranger(Lab lab) {
        return lab.addressOf("B").replaceFirst("[0-9]+$", "222");
    }

    @AfterAll
    static void stopDriver() {
        driver.stop();
    }

    @BeforeEach
    void open() throws Exception {
        a = driver.open(LibvirtHosts.local(lab, "A", Hypervisor.QEMU), new Heard());
        b = driver.open(LibvirtHosts.local(lab, "B", Hypervisor.QEMU), new Heard());
        lab.start("A", guest);
    }

    @AfterEach
    void close() {
        lab.remove(guest);
        a.close();
        b.close();
    }

    private Throwable migrated(String address) {
        return migrated(guest, address);
    }

    private Throwable migrated(LabGuest which, String address) {
        HostAddress peer =
                HostAddress.parse(address.replace("STRANGER", stranger(lab)).replace("HOST", lab.addressOf("B")));
        Migration migration =
                new Migration(Optional.empty(), MigrationSettings.defaults(), Optional.of(peer), Optional.empty());
        return catchThrowable(() -> a.migrate(which.uuid(), b, migration));
    }

    @ParameterizedTest
    @CsvSource({
        "ssh://nobody@HOST, Permission denied",
        "ssh://root@STRANGER, Host key verification failed",
        "ssh://root@HOST:1, Connection refused",
        "tls://HOST:1, Connection refused",
        "tls://HOST:22, ''",
        "tls://STRANGER, certificate"
    })
    void aPeerThatIsNotReachedIsSaidInTheHostsOwnWords(String address, String words) throws Exception {
        Throwable thrown = migrated(address);

        assertThat(thrown).isInstanceOf(GuestnetException.class).isNotInstanceOf(HostUnreachableException.class);
        assertThat(((GuestnetException) thrown).code()).as(thrown.getMessage()).isEqualTo(Codes.PEER_UNREACHABLE);
        assertThat(thrown).hasMessageContaining(words).hasMessageContaining("kvm-b");
        assertThat(a.guest(guest.uuid()).orElseThrow().state()).isEqualTo(State.RUNNING);
        assertThat(a.migrationProgress(guest.uuid())).isEmpty();
        assertThat(b.guest(guest.uuid())).isEmpty();
    }

    /** libvirt goes on connecting until its kernel gives up, and has a job on the guest until then: it is a guest of its own. */
    @Test
    void aPeerThatSaysNothingIsGivenUpInTimeAndTheGuestCanBeEnded() throws Exception {
        LabGuest patient = LabGuest.empty("patient");
        lab.start("A", patient);
        long start = System.nanoTime();
        Throwable thrown = migrated(patient, "ssh://root@HOST:2299");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        assertThat(((GuestnetException) thrown).code()).as(thrown.getMessage()).isEqualTo(Codes.PEER_UNREACHABLE);
        assertThat(a.guest(patient.uuid()).orElseThrow().state()).isEqualTo(State.RUNNING);
        assertThat(b.guest(patient.uuid())).isEmpty();
        a.destroyGuest(patient.uuid());
    }

    @Test
    void hostsReachEachOtherByTheirCertificates() throws Exception {
        assertThat(migrated("tls://HOST")).isNull();
        assertThat(b.guest(guest.uuid()).orElseThrow().state()).isEqualTo(State.RUNNING_MIGRATED);
    }
}
