/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.UUID;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.libvirt.internal.binding.JnaBinding;
import org.guestnet.libvirt.internal.transport.Credentials;
import org.guestnet.model.Codes;
import org.guestnet.model.Host;
import org.guestnet.model.Hypervisor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Hosts are reached by ssh and by TLS, and only if both sides know each other. */
@RequiresLab(hosts = 1, manager = true)
final class LibvirtAddressesIT {

    private static final Duration QUICK = Duration.ofSeconds(3);

    private static LibvirtDriver driver;

    private final Lab lab;
    private final Heard heard = new Heard();

    LibvirtAddressesIT(Lab lab) {
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

    private Host at(String address) {
        return LibvirtHosts.at(address, "A", Hypervisor.QEMU);
    }

    private void works(String address) throws Exception {
        try (HostSession session = driver.open(at(address), heard)) {
            assertThat(session.facts().hostName()).isEqualTo(lab.nameOf("A"));
            assertThat(session.observe().devices()).isNotEmpty();
            String network = "<network><name>seen</name><uuid>" + UUID.randomUUID() + "</uuid></network>";
            int before = heard.changes.get();
            session.defineNetwork(network);
            Await.until("the event arrives", QUICK, () -> heard.changes.get() > before);
            session.undefineNetwork(new org.guestnet.model.NetworkName("seen"));
        }
        assertThat(heard.losses).isEmpty();
    }

    @Test
    void aHostIsReachedBySsh() throws Exception {
        works("ssh://root@" + lab.addressOf("A"));
    }

    @Test
    void aHostIsReachedBySshAtAPort() throws Exception {
        works("ssh://root@" + lab.addressOf("A") + ":22");
    }

    @Test
    void aHostIsReachedByTls() throws Exception {
        works("tls://" + lab.addressOf("A"));
    }

    @Test
    void theEndOfTheDaemonIsToldOverSshAndTls() throws Exception {
        for (String scheme : new String[] {"ssh://root@", "tls://"}) {
            Heard ears = new Heard();
            try (HostSession session = driver.open(at(scheme + lab.addressOf("A")), ears)) {
                lab.libvirtd("A", "kill");
                Await.until("the loss is told", QUICK, () -> !ears.losses.isEmpty());
                assertThat(catchThrowable(session::observe)).isInstanceOf(HostUnreachableException.class);
            } finally {
                lab.libvirtd("A", "start");
            }
            assertThat(ears.losses).hasSize(1);
        }
    }

    @Test
    void aHungHostIsGivenUpInTimeOverSshAndTls() throws Exception {
        for (String scheme : new String[] {"ssh://root@", "tls://"}) {
            lab.freeze("A");
            try {
                long start = System.nanoTime();
                Throwable thrown = catchThrowable(() -> driver.open(at(scheme + lab.addressOf("A")), heard));
                assertThat(thrown).isInstanceOf(HostUnreachableException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(11));
            } finally {
                lab.thaw("A");
            }
        }
        assertThat(ssh()).isZero();
    }

    private static long ssh() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .filter(p -> p.info().command().orElse("").endsWith("/ssh"))
                .count();
    }

    @Test
    void sshClientsEndWithTheirSession() throws Exception {
        HostSession session = driver.open(at("ssh://root@" + lab.addressOf("A")), heard);
        assertThat(ssh()).isEqualTo(2);
        session.close();
        Await.until("the ssh clients have ended", QUICK, () -> ssh() == 0);
    }

    @Test
    void aHostWithAnUnknownKeyIsRefusedInSshsOwnWords() throws Exception {
        java.nio.file.Path nobody = java.nio.file.Files.createTempFile("known", "hosts");
        Credentials credentials =
                Credentials.of(lab.directory().resolve("ssh/id_ed25519").toString(), nobody.toString(), "");
        LibvirtDriver wary = new LibvirtDriver("shared", credentials, new JnaBinding());
        try {
            Throwable thrown = catchThrowable(() -> wary.open(at("ssh://root@" + lab.addressOf("A")), heard));
            assertThat(thrown)
                    .isInstanceOf(HostUnreachableException.class)
                    .hasMessageContaining(Codes.HOST_DOWN)
                    .hasMessageContaining("Host key verification failed");
        } finally {
            wary.stop();
            java.nio.file.Files.delete(nobody);
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        // The lab's certificates name hosts and their addresses, and not the address that is given here.
        lab.exec("A", "ip", "address", "add", "10.255.7.1/32", "dev", "eth0");
        Command.run(
                        java.util.Map.of(),
                        Duration.ofSeconds(5),
                        java.util.List.of("ip", "route", "replace", "10.255.7.1/32", "via", lab.addressOf("A")))
                .orFail();
        try {
            Throwable thrown = catchThrowable(() -> driver.open(at("tls://10.255.7.1"), heard));
            assertThat(thrown).isInstanceOf(HostUnreachableException.class).hasMessageContaining("10.255.7.1");
        } finally {
            Command.run(
                    java.util.Map.of(),
                    Duration.ofSeconds(5),
                    java.util.List.of("ip", "route", "del", "10.255.7.1/32"));
        }
    }

    @Test
    void anAddressWhereNobodyListensIsDown() {
        Throwable thrown = catchThrowable(() -> driver.open(at("tls://" + lab.addressOf("A") + ":9"), heard));
        assertThat(thrown).isInstanceOf(HostUnreachableException.class).hasMessageContaining(Codes.HOST_DOWN);
    }
}
