/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool of very many members on a real host, of which the last ones are wanted: each start is steered past all others. */
@RequiresLab(hosts = 1)
final class LargePoolIT {

    private static final String LETTER = "A";
    private static final String POOL = "large";
    private static final int CARDS = 256;
    private static final LabGuest FIRST = LabGuest.empty("first").on(POOL);
    private static final LabGuest SECOND = LabGuest.empty("second").on(POOL);

    private static LibvirtDriver driver;

    private final Lab lab;
    private final HostOrder order;

    LargePoolIT(Lab lab) {
        this.lab = lab;
        this.order = new HostOrder(lab, LETTER, POOL);
    }

    @BeforeAll
    static void cards(Lab lab) {
        driver = LibvirtHosts.driver(lab);
        String command = forAll(
                c -> "link add " + c + " type veth peer name far-" + c + "\nlink set " + c + " up\nlink set far-" + c
                        + " up",
                "\n");
        lab.exec(LETTER, "sh", "-c", "ip -batch \"$1\"", "sh", lab.file(command));
        lab.define(LETTER, FIRST);
        lab.define(LETTER, SECOND);
    }

    @AfterAll
    static void stopDriver() {
        driver.stop();
    }

    private static String forAll(UnaryOperator<String> text, String between) {
        return IntStream.range(0, CARDS).mapToObj(i -> text.apply("card" + i)).collect(Collectors.joining(between));
    }

    @ParameterizedTest
    @ValueSource(strings = {"passthrough", "bridge"})
    void guestsGetItsLastMembers(String mode) throws GuestnetException {
        Host host = LibvirtHosts.local(lab, LETTER, Hypervisor.QEMU);
        String limit = mode.equals("bridge") ? " maxConnections='2'" : "";
        String pool = "<network type='direct'><name>" + POOL + "</name><source mode='" + mode + "'>"
                + forAll(c -> "<interface dev='" + c + "'" + limit + "/>", "") + "</source></network>";
        try (CoreFixture core = new CoreFixture(new MemoryStore(), driver, Map.of("direct", new MirroredPools()))) {
            core.hosts().add(host);
            core.networks().define(host.name(), pool, DefineOptions.defaults());
            core.networks().start(host.name(), new NetworkName(POOL), false);
            timed(core, mode, FIRST);
            timed(core, mode, SECOND);
            order.await(core);
            assertThat(order.nics().stream().map(HostOrder.Nic::device))
                    .containsExactlyInAnyOrder("card" + (CARDS - 1), "card" + (CARDS - 2));
            for (LabGuest guest : List.of(FIRST, SECOND)) {
                core.guests().stop(new GuestName(guest.name()), Optional.empty(), StopMode.DESTROY, false);
            }
            order.await(core);
        } finally {
            lab.virsh(LETTER, "net-destroy", POOL);
            lab.virsh(LETTER, "net-undefine", POOL);
        }
    }

    private static void timed(CoreFixture core, String mode, LabGuest guest) throws GuestnetException {
        long begun = System.nanoTime();
        Operation start = core.guests().start(new GuestName(guest.name()), Optional.empty(), false);
        System.out.printf(
                "A start on a %s pool of %d, steered to its end: %d ms%n",
                mode, CARDS, (System.nanoTime() - begun) / 1_000_000);
        assertThat(start.steps()).anyMatch(s -> s.what().contains("blocker ports"));
    }
}
