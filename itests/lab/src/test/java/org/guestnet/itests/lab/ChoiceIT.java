/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.spi.NetworkTypeProvider;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.guestnet.xml.LibvirtNetwork;
import org.guestnet.xml.Member;
import org.guestnet.xml.NetworkDocuments;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against libvirt itself: the same guests start and stop in the same order on two hosts, on one through Guestnet and on the other by
 * virsh alone. After each of them every member serves as many guests here as there, by libvirt's own count; and what libvirt refuses
 * was refused here before it was asked.
 */
@RequiresLab(hosts = 2)
final class ChoiceIT {

    private static final String OURS = "A";
    private static final String BARE = "B";
    private static final int MEMBERS = 3;
    private static final int GUESTS = 5;
    private static final int STEPS = 12;
    private static final long SEED = 5;

    private static LibvirtDriver driver;

    private final Lab lab;
    private final CopyOnWriteArrayList<String> changes = new CopyOnWriteArrayList<>();

    ChoiceIT(Lab lab) {
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

    private List<String> members(String host) {
        return lab.devicesOf(host).subList(0, MEMBERS);
    }

    private static boolean isSteered(Operation start) {
        return start.steps().stream().anyMatch(s -> s.what().contains("blocker ports"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vepa", "bridge", "private", "passthrough"})
    void unsteeredMembersServeAsManyGuestsAsUnderBareLibvirt(String mode) throws GuestnetException {
        List<Operation> starts = new Twins(mode, "plain", new DirectNetworkType(), false).run();
        assertThat(starts).isNotEmpty().noneMatch(ChoiceIT::isSteered);
    }

    /** The twin's pool is listed the other way round: so is what Guestnet is made to want. */
    @ParameterizedTest
    @ValueSource(strings = {"vepa", "bridge", "private", "passthrough"})
    void steeredMembersServeAsManyGuestsAsUnderBareLibvirt(String mode) throws GuestnetException {
        List<Operation> starts = new Twins(mode, "steered", new MirroredPools(), true).run();
        assertThat(starts).filteredOn(ChoiceIT::isSteered).hasSizeGreaterThan(starts.size() / 2);
    }

    /** The two hosts, in one test. */
    private final class Twins {

        private final String mode;
        private final String network;
        private final boolean mirrored;
        private final NetworkTypeProvider provider;
        private final TreeSet<Integer> running = new TreeSet<>();
        private final Map<String, List<String>> devices = Map.of(OURS, members(OURS), BARE, members(BARE));
        private int refusals;

        Twins(String mode, String how, NetworkTypeProvider provider, boolean mirrored) {
            this.mode = mode;
            this.network = mode + "-" + how;
            this.provider = provider;
            this.mirrored = mirrored;
        }

        /** Runs the sequence and returns the starts that Guestnet journaled. */
        List<Operation> run() throws GuestnetException {
            Host ours = LibvirtHosts.local(lab, OURS, Hypervisor.QEMU);
            try (CoreFixture core = new CoreFixture(
                    new MemoryStore(), WatchedDriver.noting(driver, changes), Map.of("direct", provider))) {
                core.hosts().add(ours);
                define(core, ours);
                Random random = new Random(SEED);
                for (int step = 0; step < STEPS; step++) {
                    turn(core, random.nextInt(GUESTS), "seed " + SEED + ", step " + step);
                }
                assertThat(running).as("some guests run in the end").isNotEmpty();
                assertThat(refusals > 0).as("libvirt refused").isEqualTo(mode.equals("passthrough"));
                for (int guest : List.copyOf(running)) {
                    turn(core, guest, "at the end");
                }
                assertThat(core.networks().claims()).isEmpty();
                return starts(core);
            } finally {
                end(); // the manager has ended before
            }
        }

        private void define(CoreFixture core, Host ours) throws GuestnetException {
            core.networks().define(ours.name(), definition(), DefineOptions.defaults());
            core.networks().start(ours.name(), new NetworkName(network), false);
            lab.network(BARE, twin());
            for (int guest = 0; guest < GUESTS; guest++) {
                lab.define(OURS, guest(guest));
                lab.define(BARE, guest(guest));
            }
            core.hosts().refresh(ours.name());
        }

        private String definition() {
            return "<network type='direct'><name>" + network + "</name><source mode='" + mode + "'>"
                    + interfaces(devices.get(OURS)) + "</source></network>";
        }

        private String twin() {
            List<String> listed = new ArrayList<>(devices.get(BARE));
            if (mirrored) {
                Collections.reverse(listed);
            }
            return "<network><name>" + network + "</name><forward mode='" + mode + "'>" + interfaces(listed)
                    + "</forward></network>";
        }

        private static String interfaces(List<String> devices) {
            return String.join(
                    "",
                    devices.stream().map(d -> "<interface dev='" + d + "'/>").toList());
        }

        private LabGuest guest(int number) {
            return LabGuest.empty("twin" + number).on(network);
        }

        private void turn(CoreFixture core, int guest, String when) throws GuestnetException {
            GuestName name = new GuestName(guest(guest).name());
            if (running.remove(guest)) {
                core.guests().stop(name, Optional.empty(), StopMode.DESTROY, false);
                lab.virsh(BARE, "destroy", name.value());
            } else {
                start(core, guest, name, when);
            }
            assertThat(served(OURS)).as(when).isEqualTo(served(BARE));
            assertThat(served(OURS).stream().mapToInt(s -> s).sum()).as(when).isEqualTo(running.size());
        }

        private void start(CoreFixture core, int guest, GuestName name, String when) throws GuestnetException {
            Command.Result bare = lab.tryVirsh(BARE, "start", name.value());
            changes.clear();
            if (bare.ok()) {
                core.guests().start(name, Optional.empty(), false);
                running.add(guest);
            } else {
                refusals++;
                assertThat(bare.output()).as(when).contains("requires exclusive access");
                int journaled = core.operations().list(1000).size();
                assertThatThrownBy(() -> core.guests().start(name, Optional.empty(), false))
                        .as(when)
                        .hasMessageContaining(Codes.POOL_EXHAUSTED);
                assertThat(changes).as("nothing was asked of the host").isEmpty();
                assertThat(core.operations().list(1000)).hasSize(journaled);
            }
        }

        /** By libvirt's count: how many ports each member of the pool serves, in the order of Guestnet's pool. */
        private List<Integer> served(String host) {
            List<Member> pool = live(host).pool();
            return devices.get(host).stream()
                    .map(device -> pool.stream()
                            .filter(m -> m.device().value().equals(device))
                            .mapToInt(Member::connections)
                            .sum())
                    .toList();
        }

        private LibvirtNetwork live(String host) {
            try {
                return NetworkDocuments.libvirtNetwork(lab.virsh(host, "net-dumpxml", network));
            } catch (GuestnetException e) {
                throw new AssertionError(e);
            }
        }

        private List<Operation> starts(CoreFixture core) throws GuestnetException {
            Predicate<Operation> start = o -> o.kind() == Operation.Kind.GUEST_START;
            return core.operations().list(1000).stream().filter(start).toList();
        }

        private void end() {
            for (String host : List.of(OURS, BARE)) {
                running.forEach(
                        guest -> lab.tryVirsh(host, "destroy", guest(guest).name()));
                lab.virsh(host, "net-destroy", network);
                lab.virsh(host, "net-undefine", network); // an exclusive pool has its devices for itself
            }
        }
    }
}
