/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.Migration;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress;
import org.guestnet.model.HostDevice;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.junit.jupiter.api.Test;

class SimDriverTest {

    private static List<String> names(HostReport report) {
        return report.devices().stream()
                .map(HostDevice::name)
                .map(DeviceName::value)
                .toList();
    }

    private static SimDriver tryOut() {
        return new SimDriver(SimOptions.forTests().with(new TryOutPopulation(true)));
    }

    @Test
    void hostOutlivesItsSessions() throws GuestnetException {
        SimDriver driver = new SimDriver(SimOptions.forTests());
        try (HostSession first = Try.open(driver, "x")) {
            Try.running(first, Try.network(""));
        }
        assertThat(Try.open(driver, "x").network(Try.RED).active()).isTrue();
        assertThat(Try.open(driver, "y").observe().networks()).isEmpty();
    }

    @Test
    void sessionsOfOneHostHearOfEachOther() throws Exception {
        SimDriver driver = new SimDriver(SimOptions.forTests());
        Heard heard = new Heard();
        driver.open(Try.host("x"), heard);
        Try.open(driver, "x").defineNetwork(Try.network(""));
        assertThat(Heard.soon(heard.change)).isTrue();
    }

    @Test
    void listenerThatFailsDoesNotSilenceTheOthers() throws Exception {
        SimDriver driver = new SimDriver(SimOptions.forTests());
        driver.open(Try.host("x"), new org.guestnet.driver.HostListener() {
            @Override
            public void changed() {
                throw new IllegalStateException("a bad listener");
            }

            @Override
            public void lost(String reason) {
                throw new IllegalStateException("a bad listener");
            }
        });
        Heard heard = new Heard();
        driver.open(Try.host("x"), heard).defineNetwork(Try.network(""));
        assertThat(Heard.soon(heard.change)).isTrue();
    }

    @Test
    void equalSeedsAndCallsGiveEqualHosts() throws GuestnetException {
        assertThat(story(5)).isEqualTo(story(5));
        assertThat(story(5)).isNotEqualTo(story(6));
    }

    /** A life with everything in it that is left to the seed: ports, addresses, UUIDs, a migration. */
    private static List<Object> story(long seed) throws GuestnetException {
        SimDriver driver = new SimDriver(SimOptions.forTests().withSeed(seed));
        HostSession a = Try.open(driver, "kvm1");
        HostSession b = Try.open(driver, "kvm2");
        Try.running(a, "<network><name>red</name></network>");
        Try.running(b, "<network><name>red</name></network>");
        a.defineGuest("<domain type='kvm'><name>web</name><devices><interface type='network'>"
                + "<source network='red'/></interface></devices></domain>");
        GuestReport guest = a.observe().guests().get(0);
        a.startGuest(guest.uuid());
        List<Object> seen = new ArrayList<>(List.of(a.observe(), b.observe()));
        a.migrate(guest.uuid(), b, Migration.plain());
        seen.addAll(List.of(a.observe(), b.observe()));
        return seen;
    }

    @Test
    void hostsToTryHaveDevicesOfDifferentNames() {
        SimDriver driver = tryOut();
        assertThat(names(driver.host("kvm1").report())).containsExactly("eth0", "ens1f0", "ens1f1", "ens1f2", "ens1f3");
        assertThat(names(driver.host("kvm2").report()))
                .containsExactly("eth0", "enp5s0f0", "enp5s0f1", "enp5s0f2", "enp5s0f3", "br0", "eth1");
        assertThat(names(driver.host("kvm3").report())).containsExactly("eno1", "eno2");
        assertThat(names(driver.host("other").report())).hasSize(5).contains("eth0");
    }

    @Test
    void hostsToTryHaveGuestsThatNameANetworkNobodyHas() {
        SimDriver driver = tryOut();
        assertThat(driver.host("kvm1").report().guests())
                .extracting(g -> g.name().value())
                .containsExactly("web1", "web2");
        assertThat(driver.host("kvm2").report().guests())
                .extracting(g -> g.name().value())
                .containsExactly("db1");
        assertThat(driver.host("kvm3").report().guests()).isEmpty();
        assertThat(driver.host("kvm1").report().guests())
                .allSatisfy(g -> assertThat(g.state()).isEqualTo(GuestReport.State.SHUT_OFF))
                .allSatisfy(g -> assertThat(g.interfaces().get(0).network()).contains(new NetworkName("red-network")));
        assertThat(driver.host("kvm1").report().networks()).isEmpty();
    }

    @Test
    void guestToTryStartsOnceItsNetworkIsThere() throws GuestnetException {
        SimDriver driver = tryOut();
        HostSession session = Try.open(driver, "kvm1");
        session.defineNetwork(
                "<network><name>red-network</name><forward mode='vepa'><interface dev='ens1f0'/></forward></network>");
        session.startNetwork(new NetworkName("red-network"));
        for (GuestReport guest : session.observe().guests()) {
            session.startGuest(guest.uuid());
        }
        NetworkReport red = session.network(new NetworkName("red-network"));
        assertThat(red.ports()).extracting(p -> p.ownerName()).containsExactly("web1", "web2");
    }

    @Test
    void settingsOfTheComponentDecideWhetherThereAreGuestsToTry() {
        assertThat(new SimDriver(new Settings(true)).host("kvm1").report().guests())
                .hasSize(2);
        assertThat(new SimDriver(new Settings(false)).host("kvm1").report().guests())
                .isEmpty();
    }

    /** The component's settings as the container gives them. */
    private record Settings(boolean guests) implements SimDriver.Config {
        @Override
        public long seed() {
            return 1;
        }

        @Override
        public int roundMillis() {
            return 1;
        }

        @Override
        public Class<? extends java.lang.annotation.Annotation> annotationType() {
            return SimDriver.Config.class;
        }
    }

    @Test
    void containersOfANameAreAHostOfTheirOwn() throws GuestnetException {
        SimDriver driver = tryOut();
        HostSession lxc = driver.open(Try.host("kvm1", Hypervisor.LXC), new Heard());
        assertThat(lxc.facts().hypervisor()).isEqualTo(Hypervisor.LXC);
        assertThat(lxc.observe().guests()).isEmpty();
        Try.refused("HOST_REFUSED", () -> lxc.defineGuest(Try.guest()));
    }

    @Test
    void onlySimulatedHostsAreServed() {
        Host real = new Host(new HostName("x"), HostAddress.parse("unix:/run/x"), Hypervisor.QEMU);
        assertThatThrownBy(() -> new SimDriver(SimOptions.forTests()).open(real, new Heard()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closedDriverEndsItsSessions() throws Exception {
        SimDriver driver = new SimDriver(SimOptions.forTests());
        HostSession session = Try.open(driver, "x");
        driver.close();
        driver.close();
        Try.refused("HOST_DOWN", session::observe);
    }

    @Test
    void refusedOpenLeavesNoSession() throws GuestnetException {
        SimDriver driver = new SimDriver(SimOptions.forTests());
        driver.host("x").faults().failNext(SimCall.OPEN);
        Try.refused("HOST_REFUSED", () -> Try.open(driver, "x"));
        assertThat(Try.open(driver, "x").observe().devices()).isNotEmpty();
    }
}
