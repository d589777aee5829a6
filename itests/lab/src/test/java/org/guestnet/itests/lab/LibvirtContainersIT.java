/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.GuestReport.State;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.Migration;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts of containers, as far as libvirt's LXC driver goes. */
@RequiresLab(hosts = 2)
final class LibvirtContainersIT {

    private static final NetworkName RED = new NetworkName("red");

    private static LibvirtDriver driver;

    private final Lab lab;
    private final UUID guest = UUID.randomUUID();
    private HostSession a;
    private HostSession b;

    LibvirtContainersIT(Lab lab) {
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
        a = driver.open(LibvirtHosts.local(lab, "A", Hypervisor.LXC), new Heard());
        b = driver.open(LibvirtHosts.local(lab, "B", Hypervisor.LXC), new Heard());
        a.defineNetwork(
                "<network><name>red</name><uuid>" + UUID.randomUUID() + "</uuid><forward mode='bridge'><interface dev='"
                        + lab.devicesOf("A").get(0) + "'/></forward></network>");
        a.startNetwork(RED);
        a.defineGuest("<domain type='lxc'><name>box</name><uuid>" + guest + "</uuid><memory unit='MiB'>32</memory>"
                + "<os><type>exe</type><init>/bin/sleep</init><initarg>1000</initarg></os><devices>"
                + "<interface type='network'><mac address='52:54:00:00:00:17'/><source network='red'/></interface>"
                + "<console type='pty'/></devices></domain>");
    }

    @AfterEach
    void clear() throws Exception {
        if (a.guest(guest).orElseThrow().state().isActive()) {
            a.destroyGuest(guest);
        }
        a.undefineGuest(guest);
        a.stopNetwork(RED);
        a.undefineNetwork(RED);
        a.close();
        b.close();
    }

    @Test
    void aContainerStartsOnItsNetworkAndStops() throws Exception {
        a.startGuest(guest);
        GuestReport report = a.guest(guest).orElseThrow();
        assertThat(report.state()).isEqualTo(State.RUNNING);
        assertThat(report.interfaces().get(0).plug()).isEmpty();
        assertThat(report.interfaces().get(0).network()).contains(RED);
        assertThat(report.live().get(0).network()).contains(RED);
        assertThat(report.live().get(0).plug().flatMap(Plug::device))
                .get()
                .hasToString(lab.devicesOf("A").get(0));
        assertThat(a.network(RED).ports()).extracting(Port::ownerId).containsExactly(guest);

        a.destroyGuest(guest);
        assertThat(a.guest(guest).orElseThrow().state()).isEqualTo(State.SHUT_OFF);
        assertThat(a.network(RED).ports()).isEmpty();
    }

    @Test
    void containersDoNotMigrateAndThatIsSaidBeforehand() throws Exception {
        a.startGuest(guest);
        assertThat(a.facts().migrates()).isFalse();
        Throwable thrown = catchThrowable(() -> a.migrate(guest, b, Migration.plain()));
        assertThat(((GuestnetException) thrown).code()).isEqualTo(Codes.HYPERVISOR_CANNOT_MIGRATE);
        assertThat(a.guest(guest).orElseThrow().state()).isEqualTo(State.RUNNING);
        assertThat(a.migrationProgress(guest)).isEmpty();
        a.abortMigration(guest);
    }

    @Test
    void whatTheDriverLacksIsRefusedInLibvirtsWords() throws Exception {
        a.startGuest(guest);
        Throwable thrown = catchThrowable(() -> a.saveGuest(guest));
        assertThat(((GuestnetException) thrown).code()).isEqualTo(Codes.HOST_REFUSED);
        assertThat(thrown).hasMessageContaining("not supported by the connection driver");
    }

    @Test
    void containersAndMachinesOfOneHostAreTwoHostsOfOurs() throws Exception {
        try (HostSession machines = driver.open(LibvirtHosts.local(lab, "A", Hypervisor.QEMU), new Heard())) {
            assertThat(machines.guest(guest)).isEmpty();
            assertThat(machines.observe().guests()).isEmpty();
            assertThat(machines.network(RED).name()).isEqualTo(RED);
        }
        assertThat(a.observe().guests()).extracting(GuestReport::uuid).containsExactly(guest);
    }
}
