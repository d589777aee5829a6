/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.api.Networks.ClaimInfo;
import org.guestnet.api.PoolMember;
import org.guestnet.core.CoreFixture;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.libvirt.internal.LibvirtDriver;
import org.guestnet.model.Claim;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.NetworkName;
import org.guestnet.type.direct.internal.DirectNetworkType;
import org.guestnet.xml.Member;
import org.guestnet.xml.NetworkDocuments;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What happens to hosts under running guests: a daemon that is killed, a guest that is killed, a network that is restarted or changed by
 * others, a card that vanishes. After the next looks at the host, claims, ports, libvirt's counters and the view of the pool agree with
 * what runs.
 */
@RequiresLab(hosts = 2)
final class PoolFaultsIT {

    private static final Duration SOON = Duration.ofSeconds(40); // a look every five seconds, on a busy machine
    private static final String SOLO = "solo";
    private static final String SHARED = "shared";
    private static final LabGuest ALONE = LabGuest.empty("alone").on(SOLO);
    private static final LabGuest GUEST = LabGuest.empty("guest").on(SHARED);
    private static final List<LabGuest> BOTH = List.of(ALONE, GUEST);

    private static LibvirtDriver driver;

    private final Lab lab;
    private CoreFixture core;

    PoolFaultsIT(Lab lab) {
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
    void manager() throws GuestnetException {
        core = new CoreFixture(new MemoryStore(), driver, Map.of("direct", new DirectNetworkType()));
    }

    @AfterEach
    void end() {
        core.close();
        for (String host : lab.hosts()) {
            BOTH.forEach(guest -> lab.tryVirsh(host, "destroy", guest.name()));
            for (String network : List.of(SOLO, SHARED)) {
                lab.tryVirsh(host, "net-destroy", network);
                lab.tryVirsh(host, "net-undefine", network);
            }
        }
    }

    /** Two pools of two members, and a guest that runs on each. */
    private Host hostWithGuests(String letter) throws GuestnetException {
        Host host = LibvirtHosts.local(lab, letter, Hypervisor.QEMU);
        List<String> devices = lab.devicesOf(letter);
        core.hosts().add(host);
        define(host, SOLO, "passthrough", devices.subList(0, 2));
        define(host, SHARED, "bridge", devices.subList(2, 4));
        BOTH.forEach(guest -> lab.define(letter, guest));
        core.hosts().refresh(host.name());
        for (LabGuest guest : BOTH) {
            core.guests().start(new GuestName(guest.name()), Optional.of(host.name()), false);
        }
        inOrder(letter, host);
        return host;
    }

    private void define(Host host, String name, String mode, List<String> devices) throws GuestnetException {
        String xml =
                "<network type='direct'><name>%s</name><source mode='%s'><interface dev='%s'/><interface dev='%s'/></source></network>"
                        .formatted(name, mode, devices.get(0), devices.get(1));
        core.networks().define(host.name(), xml, DefineOptions.defaults());
    }

    @Test
    void aDaemonThatIsKilled() throws GuestnetException {
        Host host = hostWithGuests("A");
        lab.libvirtd("A", "kill");
        lab.libvirtd("A", "start");
        inOrder("A", host);
        allStopCleanly("A", host);
    }

    @Test
    void aGuestThatIsKilled() throws GuestnetException {
        Host host = hostWithGuests("A");
        for (LabGuest guest : BOTH) {
            lab.exec("A", "sh", "-c", "kill -9 $(cat /run/libvirt/qemu/" + guest.name() + ".pid)");
        }
        Await.until("the guests are gone", SOON, () -> BOTH.stream().noneMatch(g -> isRunning("A", g)));
        inOrder("A", host);
        assertThat(core.networks().claims()).isEmpty();
    }

    @Test
    void networksThatAreStoppedAndStartedUnderTheirGuests() throws GuestnetException {
        Host host = hostWithGuests("A");
        for (String network : List.of(SOLO, SHARED)) {
            lab.virsh("A", "net-destroy", network);
            lab.virsh("A", "net-start", network);
        }
        inOrder("A", host);
        allStopCleanly("A", host);
    }

    /** A change of a running network makes libvirt forget its counters: it would hand out a device that is in use. */
    @Test
    void anOutsidersChangeOfARunningNetwork() throws GuestnetException {
        Host host = hostWithGuests("A");
        lab.virsh("A", "net-update", SOLO, "add", "portgroup", "<portgroup name='theirs'/>", "--live");
        inOrder("A", host);
        lab.define("A", LabGuest.empty("plain").on(SOLO));
        lab.virsh("A", "start", "plain");
        assertThat(deviceOf("A", "plain")).isEqualTo(lab.devicesOf("A").get(1));
        lab.virsh("A", "destroy", "plain");
        allStopCleanly("A", host);
    }

    @Test
    void aCardThatVanishesUnderItsGuest() throws GuestnetException {
        aCardVanishes(GUEST, SHARED, 3);
    }

    @Test
    void aCardThatVanishesUnderAGuestThatHasItForItself() throws GuestnetException {
        aCardVanishes(ALONE, SOLO, 1);
    }

    /** The member is dead and its guest's until that stops; the next guest gets the other one. */
    private void aCardVanishes(LabGuest guest, String network, int other) throws GuestnetException {
        Host host = hostWithGuests("B");
        String gone = deviceOf("B", guest.name());
        lab.exec("B", "ip", "link", "delete", gone);
        try {
            Await.until(
                    "the member is seen dead",
                    SOON,
                    () -> member(host, network, gone).state() == PoolMember.State.UNUSABLE);
            assertThat(member(host, network, gone).holders()).containsExactly(guest.name());
            assertThat(member(host, network, gone).reason()).contains(gone);
            assertThat(core.networks().doctor(Optional.of(host.name())))
                    .as("what is wrong is explained, and nothing else is wrong")
                    .isNotEmpty()
                    .allMatch(f -> f.detail().contains(gone));

            lab.define("B", LabGuest.empty("next").on(network));
            core.hosts().refresh(host.name());
            core.guests().start(new GuestName("next"), Optional.empty(), false);
            assertThat(deviceOf("B", "next"))
                    .isEqualTo(lab.devicesOf("B").get(other))
                    .isNotEqualTo(gone);

            core.guests().stop(new GuestName("next"), Optional.empty(), StopMode.DESTROY, false);
            core.guests().stop(new GuestName(guest.name()), Optional.empty(), StopMode.DESTROY, false);
            Await.until(
                    "nobody holds it",
                    SOON,
                    () -> member(host, network, gone).holders().isEmpty());
        } finally {
            lab.exec("B", "ip", "link", "add", gone, "type", "veth", "peer", "name", "far-" + gone);
            lab.exec("B", "ip", "link", "set", gone, "up");
            lab.exec("B", "ip", "link", "set", "far-" + gone, "up");
        }
    }

    private PoolMember member(Host host, String network, String device) {
        return pool(host, network).stream()
                .filter(m -> m.device().value().equals(device))
                .findFirst()
                .orElseThrow();
    }

    private List<PoolMember> pool(Host host, String network) {
        try {
            return core.networks().pool(host.name(), new NetworkName(network));
        } catch (GuestnetException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isRunning(String host, LabGuest guest) {
        return lab.virsh(host, "domstate", guest.name()).equals("running");
    }

    /** The device that a running guest has. */
    private String deviceOf(String host, String guest) {
        String xml = lab.virsh(host, "dumpxml", guest);
        return xml.replaceFirst("(?s).*<source network='[^']*' portid='[^']*' dev='([^']*)'.*", "$1");
    }

    /** Waits until everything agrees with the guests that run. */
    private void inOrder(String letter, Host host) throws GuestnetException {
        Await.until("it is as it should be: " + letter, SOON, () -> {
            try {
                return isInOrder(letter, host);
            } catch (GuestnetException e) {
                throw new AssertionError(e);
            }
        });
        agrees(letter, host, ALONE, SOLO);
        agrees(letter, host, GUEST, SHARED);
    }

    private boolean isInOrder(String letter, Host host) throws GuestnetException {
        for (LabGuest guest : BOTH) {
            String network = guest == ALONE ? SOLO : SHARED;
            int wanted = isRunning(letter, guest) ? 1 : 0;
            if (ports(letter, network) != wanted || used(letter, network) != wanted) {
                return false;
            }
        }
        return core.networks().doctor(Optional.of(host.name())).isEmpty();
    }

    private long ports(String letter, String network) {
        return lab.virsh(letter, "net-port-list", network, "--uuid")
                .lines()
                .filter(l -> !l.isBlank())
                .count();
    }

    private int used(String letter, String network) throws GuestnetException {
        return NetworkDocuments.libvirtNetwork(lab.virsh(letter, "net-dumpxml", network)).pool().stream()
                .mapToInt(Member::connections)
                .sum();
    }

    /** Claims, libvirt's counters and the view of the pool say of that network what its guest has. */
    private void agrees(String letter, Host host, LabGuest guest, String network) throws GuestnetException {
        List<String> held = isRunning(letter, guest) ? List.of(deviceOf(letter, guest.name())) : List.of();
        List<Claim> claims = core.networks().claims().stream()
                .map(ClaimInfo::claim)
                .filter(c -> c.network().value().equals(network))
                .toList();
        assertThat(claims).allMatch(c -> c.state() == Claim.State.BOUND);
        assertThat(claims).extracting(c -> c.key().device()).isEqualTo(network.equals(SOLO) ? held : List.of());
        assertThat(NetworkDocuments.libvirtNetwork(lab.virsh(letter, "net-dumpxml", network))
                        .pool())
                .filteredOn(m -> m.connections() > 0)
                .extracting(m -> m.device().value())
                .isEqualTo(held);
        assertThat(pool(host, network))
                .filteredOn(m -> m.used() > 0)
                .extracting(m -> m.device().value())
                .isEqualTo(held);
    }

    private void allStopCleanly(String letter, Host host) throws GuestnetException {
        for (LabGuest guest : BOTH) {
            core.guests().stop(new GuestName(guest.name()), Optional.of(host.name()), StopMode.DESTROY, false);
        }
        inOrder(letter, host);
    }
}
