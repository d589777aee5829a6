/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostName;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which member a guest gets on real libvirt where libvirt alone would take another one, and who counts as using a member. */
@RequiresLab(hosts = 1)
final class StrategiesIT {

    private static final String LETTER = "A";
    private static final HostName HOST = LibvirtHosts.name(LETTER);
    private static final String POOL = "red";

    private static LibvirtDriver driver;

    private final Lab lab;
    private final HostOrder order;
    private final List<LabGuest> guests = new ArrayList<>();
    private CoreFixture core;

    StrategiesIT(Lab lab) {
        this.lab = lab;
        this.order = new HostOrder(lab, LETTER, POOL);
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
    void manager() throws GuestnetException {
        core = new CoreFixture(new MemoryStore(), driver, Map.of("direct", new DirectNetworkType()));
        Host host = LibvirtHosts.local(lab, LETTER, Hypervisor.QEMU);
        core.hosts().add(host);
    }

    @AfterEach
    void end() {
        core.close();
        guests.forEach(lab::remove);
        lab.virsh(LETTER, "net-destroy", POOL);
        lab.virsh(LETTER, "net-undefine", POOL);
    }

    private void define(String mode, String strategy, int limit, List<String> devices) throws GuestnetException {
        String members = devices.stream()
                .map(d -> "<interface dev='" + d + "' maxConnections='" + limit + "'/>")
                .collect(Collectors.joining());
        core.networks()
                .define(
                        HOST,
                        "<network type='direct'><name>%s</name><source mode='%s' strategy='%s'>%s</source></network>"
                                .formatted(POOL, mode, strategy, members),
                        DefineOptions.defaults());
    }

    private LabGuest guest(LabGuest guest) throws GuestnetException {
        guests.add(guest);
        lab.define(LETTER, guest);
        core.hosts().refresh(HOST);
        return guest;
    }

    private Operation start(String name) throws GuestnetException {
        guest(LabGuest.empty(name).on(POOL));
        return core.guests().start(new GuestName(name), Optional.empty(), false);
    }

    private void stop(String name) throws GuestnetException {
        core.guests().stop(new GuestName(name), Optional.empty(), StopMode.DESTROY, false);
    }

    private static boolean isSteered(Operation start) {
        return start.steps().stream().anyMatch(s -> s.what().contains("blocker ports"));
    }

    /** The place of the device that a running guest has. */
    private int memberOf(String guest) {
        return order.nics().stream()
                .filter(n -> n.guest().equals(guest))
                .map(n -> lab.devicesOf(LETTER).indexOf(n.device()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void fillTakesTheNextMemberWhenOneIsFull() throws GuestnetException {
        define("bridge", "fill", 2, lab.devicesOf(LETTER).subList(0, 3));
        List<Integer> given = new ArrayList<>();
        List<Boolean> steered = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            steered.add(isSteered(start("fill" + i)));
            given.add(memberOf("fill" + i));
        }
        assertThat(given).containsExactly(0, 0, 1, 1, 2);
        assertThat(steered)
                .as("libvirt would take the least used one")
                .containsExactly(false, true, false, true, false);
        stop("fill1");
        start("fill5");
        assertThat(memberOf("fill5")).isZero();
        order.await(core);
    }

    @Test
    void roundRobinGoesOnWhereItWasHoweverUnevenTheUse() throws GuestnetException {
        define("vepa", "round-robin", 3, lab.devicesOf(LETTER).subList(0, 3));
        for (int i = 0; i < 5; i++) {
            start("round" + i);
            assertThat(memberOf("round" + i)).isEqualTo(i % 3);
        }
        stop("round0");
        stop("round3");
        assertThat(isSteered(start("round5")))
                .as("libvirt would take the first one")
                .isTrue();
        assertThat(memberOf("round5")).isEqualTo(2);
        order.await(core);
    }

    /** One that names the device itself, and one on the pool, started by libvirt when the host boots: nobody claimed for them. */
    @Test
    void guestsThatOthersStartedCountAsTheyAre() throws GuestnetException {
        List<String> devices = lab.devicesOf(LETTER);
        define("bridge", "least-used", 1, devices.subList(0, 3));
        guest(LabGuest.empty("hard")
                .with("<interface type='direct'><source dev='" + devices.get(0) + "' mode='bridge'/></interface>"));
        guest(LabGuest.empty("auto").on(POOL));
        lab.virsh(LETTER, "autostart", "hard");
        lab.virsh(LETTER, "autostart", "auto");
        lab.powerOff(LETTER);
        lab.powerOn(LETTER);
        Await.until("both start with the host", HostOrder.PATIENCE, () -> isRunning("hard") && isRunning("auto"));

        int taken = memberOf("auto");
        Await.until(
                "both are counted",
                HostOrder.PATIENCE,
                () -> used().equals(List.of("2 0 0", "1 1 0", "1 0 1").get(taken)));
        start("late");
        assertThat(memberOf("late")).isNotIn(0, taken);
    }

    private boolean isRunning(String guest) {
        return lab.tryVirsh(LETTER, "domstate", guest).output().strip().equals("running");
    }

    private String used() {
        try {
            return core.networks().pool(HOST, new NetworkName(POOL)).stream()
                    .map(m -> Integer.toString(m.used()))
                    .collect(Collectors.joining(" "));
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }
}
