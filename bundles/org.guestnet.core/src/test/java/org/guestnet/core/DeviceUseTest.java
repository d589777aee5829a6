/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.guestnet.core.Scene.EXCLUSIVE;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.RED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.api.PoolMember;
import org.guestnet.api.PoolMember.State;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostDevice;
import org.guestnet.model.NetworkName;
import org.guestnet.model.PciAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device is one device, whoever uses it and whatever it is called. */
class DeviceUseTest {

    private static final DeviceName DEVICE = new DeviceName("ens1f0");
    private static final HostDevice PLAIN = HostDevice.of(DEVICE, "ethernet").withLinkUp(true);
    private static final HostDevice AT_SLOT = PLAIN.withPci(PciAddress.parse("0000:3b:00.0"));
    private static final String ONE = EXCLUSIVE.replace("<interface dev='ens1f1'/>", "");
    private static final NetworkName BLUE = new NetworkName("blue");

    private Scene scene;

    @BeforeEach
    void hosts() throws GuestnetException {
        scene = new Scene();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private static String shared(String network, int limit) {
        return "<network type='direct'><name>" + network + "</name><source mode='bridge'><interface dev='ens1f0'"
                + (limit > 0 ? " maxConnections='" + limit + "'" : "") + "/></source></network>";
    }

    private void device(HostDevice now) throws GuestnetException {
        scene.sim(KVM1).removeDevice(DEVICE);
        scene.sim(KVM1).addDevice(now);
        scene.core.hosts().refresh(KVM1);
    }

    private UUID guestOn(NetworkName network, String name, int number) throws GuestnetException {
        UUID uuid = scene.guest(KVM1, name, number);
        String domain = Scene.domain(name, uuid, number);
        scene.on(KVM1, s -> s.defineGuest(domain.replace(RED.value(), network.value())));
        scene.core.hosts().refresh(KVM1);
        return uuid;
    }

    /** A guest of the old kind, started by somebody else. */
    private void hardCoded(String name, int number) throws GuestnetException {
        hardCoded(name, number, "bridge");
    }

    private void hardCoded(String name, int number, String mode) throws GuestnetException {
        UUID uuid = scene.guest(KVM1, name, number);
        String domain = Scene.domain(name, uuid, number)
                .replace("type='network'", "type='direct'")
                .replace("<source network='red-network'/>", "<source dev='ens1f0' mode='" + mode + "'/>");
        scene.on(KVM1, s -> {
            s.defineGuest(domain);
            s.startGuest(uuid);
        });
        scene.core.hosts().refresh(KVM1);
    }

    private PoolMember member(NetworkName network) throws GuestnetException {
        return scene.core.networks().pool(KVM1, network).get(0);
    }

    private GuestnetException refused(String guest) {
        GuestnetException e = catchThrowableOfType(GuestnetException.class, () -> scene.start(guest));
        assertThat(e).as("%s is refused", guest).isNotNull();
        return e;
    }

    @Test
    void aClaimHoldsWhenTheDevicesAddressBecomesKnownLater() throws GuestnetException {
        device(PLAIN);
        scene.define(KVM1, ONE);
        UUID web1 = scene.guest(KVM1, "web1", 1);
        scene.guest(KVM1, "web2", 2);
        scene.start("web1");
        device(AT_SLOT);
        assertThat(refused("web2").code()).isEqualTo(Codes.POOL_EXHAUSTED);
        assertThat(member(RED).holders()).containsExactly("web1");
        scene.restart();
        assertThat(refused("web2").code()).isEqualTo(Codes.POOL_EXHAUSTED);
        scene.on(KVM1, s -> s.destroyGuest(web1));
        scene.core.hosts().refresh(KVM1);
        await().atMost(Scene.PATIENCE).until(() -> scene.store.claims().isEmpty());
        scene.start("web2");
        assertThat(scene.store.claims())
                .singleElement()
                .satisfies(c -> assertThat(c.guestName()).isEqualTo("web2"));
    }

    @Test
    void aClaimByAddressIsBoundToTheGuestThatHasTheDeviceByName() throws GuestnetException {
        device(AT_SLOT);
        scene.define(KVM1, ONE);
        scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        Claim byAddress = inStore("0000:3b:00.0");
        scene.core.close();
        scene.restart();
        await().atMost(Scene.PATIENCE)
                .untilAsserted(() -> assertThat(scene.store.claims())
                        .as("settled by looking: it is the guest's")
                        .singleElement()
                        .satisfies(c -> {
                            assertThat(c.key()).isEqualTo(byAddress.key());
                            assertThat(c.state()).isEqualTo(Claim.State.BOUND);
                        }));
    }

    /** As if the only claim had been taken by that identity, and the manager killed before it was bound. */
    private Claim inStore(String identity) {
        Claim had = scene.store.claims().get(0);
        Claim claim = new Claim(
                new Claim.Key(KVM1, identity, 0),
                had.network(),
                had.guest(),
                had.guestName(),
                had.nic(),
                had.operation(),
                Claim.State.HELD,
                had.since());
        scene.store.free(List.of(had));
        scene.store.take(List.of(claim));
        return claim;
    }

    @Test
    void aRenamedDeviceIsNotFreeWhileItsGuestRuns() throws GuestnetException {
        device(AT_SLOT);
        scene.define(KVM1, shared("red-network", 1));
        scene.guest(KVM1, "web1", 1);
        scene.guest(KVM1, "web2", 2);
        scene.start("web1");
        device(AT_SLOT.withName(new DeviceName("lan0")));
        scene.define(KVM1, shared("blue", 1).replace("ens1f0", "lan0"));
        assertThat(member(BLUE).holders()).containsExactly("web1");
        assertThat(member(BLUE).state()).isEqualTo(State.FULL);
        assertThat(scene.store.claims()).hasSize(1);
    }

    @Test
    void aDeviceWhoseNameAnotherOneGotIsStillItsGuests() throws GuestnetException {
        HostDevice other = HostDevice.of(new DeviceName("ens1f1"), "ethernet")
                .withPci(PciAddress.parse("0000:3b:00.1"))
                .withLinkUp(true);
        scene.sim(KVM1).removeDevice(other.name());
        scene.sim(KVM1).addDevice(other);
        device(AT_SLOT);
        scene.define(
                KVM1,
                shared("red-network", 1).replace("</source>", "<interface dev='ens1f1' maxConnections='1'/></source>"));
        scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        scene.sim(KVM1).removeDevice(other.name());
        scene.sim(KVM1).removeDevice(DEVICE);
        scene.sim(KVM1).addDevice(AT_SLOT.withName(other.name()));
        scene.sim(KVM1).addDevice(other.withName(DEVICE));
        scene.core.hosts().refresh(KVM1);
        assertThat(scene.core.networks().pool(KVM1, RED))
                .extracting(PoolMember::device, PoolMember::used)
                .containsExactly(tuple(DEVICE, 0), tuple(other.name(), 1));
    }

    @Test
    void aGuestThatNamesTheDeviceItselfIsCountedAndSaidToDoSo() throws GuestnetException {
        scene.define(KVM1, shared("red-network", 1));
        hardCoded("old", 7);
        PoolMember member = member(RED);
        assertThat(member.state()).isEqualTo(State.FULL);
        assertThat(member.holders()).containsExactly("old");
        assertThat(member.reason()).isEqualTo("old names the device itself");
        scene.guest(KVM1, "web1", 1);
        assertThat(refused("web1").findings().get(0).detail()).contains("ens1f0 used by old");
    }

    /** The kernel would refuse a second macvtap at it; libvirt does not know, and would give it to the next guest. */
    @ParameterizedTest
    @CsvSource({"passthrough,bridge", "passthrough,private", "bridge,passthrough"})
    void aMemberThatAGuestOfTheOldKindHasAloneServesNobodyElse(String theirs, String ours) throws GuestnetException {
        hardCoded("old", 3, theirs);
        scene.define(KVM1, Scene.POOL.replace("mode='bridge'", "mode='" + ours + "'"));
        scene.core.networks().start(KVM1, RED, false);
        assertThat(member(RED).state()).isEqualTo(PoolMember.State.UNUSABLE);
        assertThat(member(RED).reason()).contains("guest 'old' uses device ens1f0");
        UUID web1 = scene.guest(KVM1, "web1", 1);
        scene.on(KVM1, s -> s.startGuest(web1)); // by virsh: a standing blocker keeps libvirt off it
        assertThat(scene.device(KVM1, web1)).isEqualTo("ens1f1");
        scene.on(KVM1, s -> s.destroyGuest(web1));
        scene.core.hosts().refresh(KVM1);
        scene.start("web1");
        assertThat(scene.device(KVM1, web1)).isEqualTo("ens1f1");
    }

    @Test
    void aGuestStartedPastGuestnetIsShownAsTooMuch() throws GuestnetException {
        scene.define(KVM1, shared("red-network", 1));
        scene.guest(KVM1, "web1", 1);
        UUID web2 = scene.guest(KVM1, "web2", 2);
        scene.start("web1");
        scene.on(KVM1, s -> s.startGuest(web2));
        scene.core.hosts().refresh(KVM1);
        assertThat(member(RED).state()).isEqualTo(State.OVER);
        assertThat(member(RED).used()).isEqualTo(2);
        assertThat(member(RED).holders()).containsExactlyInAnyOrder("web1", "web2");
    }

    @Test
    void eachNetworksOwnLimitJudgesTheWholeUseOfADevice() throws GuestnetException {
        scene.define(KVM1, shared("red-network", 2));
        scene.define(KVM1, shared("blue", 3));
        for (int i = 1; i <= 2; i++) {
            guestOn(BLUE, "blue" + i, i);
            scene.start("blue" + i);
        }
        scene.guest(KVM1, "red1", 11);
        assertThat(refused("red1").code()).isEqualTo(Codes.POOL_EXHAUSTED);
        assertThat(member(RED).state()).isEqualTo(State.FULL);
        assertThat(member(RED).reason()).isEqualTo("blue1 has it by network 'blue'; blue2 has it by network 'blue'");
        guestOn(BLUE, "blue3", 3);
        scene.start("blue3");
        assertThat(scene.store.claims()).extracting(c -> c.key().ordinal()).containsExactly(0, 1, 2);
        guestOn(BLUE, "blue4", 4);
        assertThat(refused("blue4").code()).isEqualTo(Codes.POOL_EXHAUSTED);
    }

    @RepeatedTest(5)
    void ofTwoGuestsThatStartAtOneMomentOnTwoNetworksOverOneDeviceNoneIsRefusedThatFits() throws Exception {
        scene.define(KVM1, shared("red-network", 1));
        scene.define(KVM1, shared("blue", 2));
        scene.guest(KVM1, "red1", 1);
        guestOn(BLUE, "blue1", 2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Optional<String>> ends = new ArrayList<>();
        try {
            for (Future<Optional<String>> end : threads.invokeAll(List.of(started("red1"), started("blue1")))) {
                ends.add(end.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ends.get(0))
                .as("red, by its own limit, only if it is the first")
                .isIn(Optional.empty(), Optional.of(Codes.POOL_EXHAUSTED));
        assertThat(ends.get(1)).as("blue fits in any case").isEmpty();
        int running = ends.get(0).isEmpty() ? 2 : 1;
        assertThat(scene.ports(KVM1)).isEqualTo(running);
        assertThat(scene.store.claims()).hasSize(running);
    }

    private Callable<Optional<String>> started(String guest) {
        return () -> Optional.ofNullable(catchThrowableOfType(GuestnetException.class, () -> scene.start(guest)))
                .map(GuestnetException::code);
    }

    @Test
    void aGuestOnTwoNetworksOverOneDeviceGetsBothSlotsOrNone() throws GuestnetException {
        scene.define(KVM1, shared("red-network", 2));
        scene.define(KVM1, shared("blue", 2));
        UUID both = scene.guest(KVM1, "both", 5);
        String domain = Scene.domain("both", both, 5);
        String nic = domain.substring(domain.indexOf("<interface"), domain.indexOf("<graphics"));
        String second = nic.replace("52:54:00:00:01", "52:54:00:00:02").replace(RED.value(), "blue");
        scene.on(KVM1, s -> s.defineGuest(domain.replace(nic, nic + second)));
        scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        assertThat(refused("both").code()).isEqualTo(Codes.POOL_EXHAUSTED);
        assertThat(scene.store.claims()).extracting(Claim::guestName).containsExactly("web1");
        assertThat(scene.ports(KVM1)).isEqualTo(1);
        scene.core.guests().stop(new GuestName("web1"), Optional.empty(), StopMode.DESTROY, false);
        scene.start("both");
        assertThat(scene.store.claims()).extracting(Claim::guestName).containsExactly("both", "both");
        assertThat(scene.store.claims()).extracting(Claim::network).containsExactlyInAnyOrder(RED, BLUE);
    }

    @Test
    void whileTheHostIsSilentItsClaimsAreUncertainAndNotFree() throws GuestnetException {
        scene.define(KVM1, ONE);
        scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        scene.sim(KVM1).die();
        await().atMost(Scene.PATIENCE)
                .until(() -> scene.core.networks().claims().get(0).uncertain());
        assertThat(scene.store.claims()).hasSize(1);
        assertThat(member(RED).holders()).containsExactly("web1");
    }
}
