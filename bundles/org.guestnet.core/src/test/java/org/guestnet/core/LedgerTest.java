/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.guestnet.core.Scene.EXCLUSIVE;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.PATIENCE;
import static org.guestnet.core.Scene.POOL;
import static org.guestnet.core.Scene.RED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guestnet.api.DefineOptions;
import org.guestnet.api.HostedNetwork;
import org.guestnet.api.PoolMember;
import org.guestnet.core.steering.Blockers;
import org.guestnet.driver.HostSession.PoolChange;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.guestnet.xml.NetworkDocuments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** libvirt's books of a pool stay in step with the definition and the guests, whatever others do. */
class LedgerTest {

    private static final String ONE = EXCLUSIVE.replace("<interface dev='ens1f1'/>", "");
    private static final String THREE = EXCLUSIVE.replace("</source>", "<interface dev='ens1f2'/></source>");
    private static final DeviceName F0 = new DeviceName("ens1f0");
    private static final DeviceName F1 = new DeviceName("ens1f1");
    private static final DeviceName F3 = new DeviceName("ens1f3");

    private Scene scene;

    @BeforeEach
    void hosts() throws GuestnetException {
        scene = new Scene();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private static void eventually(org.awaitility.core.ThrowingRunnable holds) {
        await().atMost(PATIENCE).untilAsserted(holds);
    }

    private Operation redefine(String xml) throws GuestnetException {
        return scene.core.networks().define(KVM1, xml, DefineOptions.defaults().withReplace(true));
    }

    private NetworkReport network() {
        return scene.sim(KVM1).report().networks().get(0);
    }

    /** Members and libvirt's counters: {@code ens1f0=1 ens1f1=0}. */
    private String books() throws GuestnetException {
        return NetworkDocuments.libvirtNetwork(network().liveXml().orElseThrow()).pool().stream()
                .map(m -> m.device() + "=" + m.connections())
                .collect(Collectors.joining(" "));
    }

    private List<UUID> guestPorts() {
        return network().ports().stream()
                .filter(p -> !Blockers.isOurs(p))
                .map(Port::id)
                .sorted()
                .toList();
    }

    private long standing(DeviceName member) {
        return network().ports().stream()
                .filter(p -> Blockers.isStanding(p)
                        && p.plug().flatMap(Plug::device).filter(member::equals).isPresent())
                .count();
    }

    /** Two guests on the two members of an exclusive pool. */
    private List<UUID> twoGuests() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        List<UUID> guests = List.of(scene.guest(KVM1, "web1", 1), scene.guest(KVM1, "web2", 2));
        scene.start("web1");
        scene.start("web2");
        return guests;
    }

    private void stopByOthers(UUID guest) throws GuestnetException {
        scene.on(KVM1, s -> s.destroyGuest(guest));
        scene.core.hosts().refresh(KVM1);
    }

    /** What was wrong with the books that were set right, as the journal says; others may look only after that. */
    private String repaired() throws GuestnetException {
        return scene.core.operations().list(10).stream()
                .filter(o -> o.kind() == Operation.Kind.NETWORK_UPDATE)
                .flatMap(o -> o.findings().stream())
                .map(Finding::detail)
                .collect(Collectors.joining("; "));
    }

    private String pool() throws GuestnetException {
        return scene.core.networks().pool(KVM1, RED).stream()
                .map(m -> m.device() + " " + m.state() + " " + m.holders())
                .collect(Collectors.joining(", "));
    }

    private List<String> doctor() throws GuestnetException {
        return scene.core.networks().doctor(Optional.of(KVM1)).stream()
                .map(Finding::code)
                .distinct()
                .toList();
    }

    @Test
    void anAddedMemberServesAtOnceAndGuestsKeepTheirPorts() throws GuestnetException {
        twoGuests();
        List<UUID> before = guestPorts();
        Operation redefined = redefine(THREE);
        assertThat(redefined.findings())
                .extracting(Finding::toString)
                .anyMatch(f -> f.contains("ens1f2 is added and serves at once"));
        assertThat(books()).isEqualTo("ens1f0=1 ens1f1=1 ens1f2=0");
        assertThat(guestPorts()).isEqualTo(before);
        UUID web3 = scene.guest(KVM1, "web3", 3);
        assertThat(scene.start("web3").state()).isEqualTo(State.DONE);
        assertThat(scene.device(KVM1, web3)).isEqualTo("ens1f2");
        assertThat(scene.core.operations().list(10))
                .extracting(Operation::kind)
                .contains(Operation.Kind.NETWORK_UPDATE);
    }

    @Test
    void aRemovedMemberDrainsAndLeavesWithItsLastGuest() throws GuestnetException {
        UUID web2 = twoGuests().get(1);
        Operation redefined = redefine(ONE);
        assertThat(redefined.findings())
                .extracting(Finding::toString)
                .anyMatch(f -> f.contains("ens1f1 takes no more guests and leaves the pool when these are gone: web2"));
        assertThat(pool()).isEqualTo("ens1f0 FULL [web1], ens1f1 DRAINING [web2]");
        HostedNetwork red = scene.core.networks().show(RED).get(0);
        assertThat(red.capacity()).as("nobody takes the place of web2").hasValue(1);
        assertThat(red.free()).hasValue(0);
        assertThat(doctor()).contains(Codes.POOL_CHANGING);
        scene.guest(KVM1, "web3", 3);
        GuestnetException e = catchThrowableOfType(GuestnetException.class, () -> scene.start("web3"));
        assertThat(e.code()).isEqualTo(Codes.POOL_EXHAUSTED);

        stopByOthers(web2);
        eventually(() -> assertThat(books()).isEqualTo("ens1f0=1"));
        eventually(() -> assertThat(scene.store.open()).isEmpty());
        assertThat(guestPorts()).hasSize(1);
        assertThat(pool()).isEqualTo("ens1f0 FULL [web1]");
    }

    @Test
    void anOutsidersStartDoesNotLandOnADrainingMemberOfASharedPool() throws GuestnetException {
        scene.define(KVM1, POOL);
        scene.guest(KVM1, "web1", 1);
        UUID web2 = scene.guest(KVM1, "web2", 2);
        scene.start("web1");
        scene.start("web2");
        redefine(POOL.replace("<interface dev='ens1f0'/>", ""));
        for (int i = 3; i < 13; i++) {
            UUID guest = scene.guest(KVM1, "web" + i, i);
            scene.on(KVM1, s -> s.startGuest(guest));
            assertThat(scene.device(KVM1, guest)).isEqualTo("ens1f1");
        }
        assertThat(scene.device(KVM1, web2)).isEqualTo("ens1f1");
    }

    @Test
    void aLimitBelowWhatIsUsedIsAcceptedAndShownAsOver() throws GuestnetException {
        scene.define(KVM1, POOL.replace("<interface dev='ens1f1'/>", ""));
        scene.guest(KVM1, "web1", 1);
        scene.guest(KVM1, "web2", 2);
        scene.start("web1");
        scene.start("web2");
        Operation redefined = redefine(POOL.replace("dev='ens1f0'/>", "dev='ens1f0' maxConnections='1'/>"));
        assertThat(redefined.findings()).extracting(Finding::code).contains(Codes.MEMBER_OVER);
        assertThat(redefined.findings())
                .extracting(Finding::toString)
                .anyMatch(f -> f.contains("serves 2 guests and may serve 1: web1, web2"));
        assertThat(pool()).startsWith("ens1f0 OVER [web");
        assertThat(doctor()).contains(Codes.MEMBER_OVER, Codes.UNCLAIMED);
    }

    @Test
    void anOutsidersLiveUpdateIsRepairedAndGuestsLeaveNothingWhenTheyStop() throws GuestnetException {
        List<UUID> guests = twoGuests();
        List<UUID> before = guestPorts();
        scene.on(KVM1, s -> s.updatePool(RED, F3, PoolChange.ADD)); // the counters are forgotten
        scene.core.hosts().refresh(KVM1);
        eventually(() -> assertThat(books()).isEqualTo("ens1f0=1 ens1f1=1"));
        assertThat(repaired()).contains("libvirt counts 0 ports at ens1f0, there are 1");
        assertThat(guestPorts()).isEqualTo(before);
        stopByOthers(guests.get(0));
        stopByOthers(guests.get(1));
        assertThat(guestPorts()).isEmpty();
        assertThat(books()).isEqualTo("ens1f0=0 ens1f1=0");
    }

    @Test
    void countersThatAreWrongAreSetRightWithoutAChangeOfMembers() throws GuestnetException {
        twoGuests();
        scene.core.close(); // or it could come between the two
        scene.on(KVM1, s -> {
            s.updatePool(RED, F3, PoolChange.ADD);
            s.updatePool(RED, F3, PoolChange.REMOVE);
        });
        scene.restart();
        eventually(() -> assertThat(books()).isEqualTo("ens1f0=1 ens1f1=1"));
        assertThat(repaired()).contains("libvirt counts 0 ports at ens1f0, there are 1");
    }

    @Test
    void aMemberThatOthersTookFromAGuestComesBackUntilTheGuestIsGone() throws GuestnetException {
        List<UUID> guests = twoGuests();
        scene.on(KVM1, s -> s.updatePool(RED, F1, PoolChange.REMOVE));
        scene.core.hosts().refresh(KVM1);
        eventually(() -> assertThat(books()).isEqualTo("ens1f0=1 ens1f1=1"));
        stopByOthers(guests.get(1));
        assertThat(guestPorts()).hasSize(1);
    }

    @Test
    void aNetworkThatWasRestartedUnderItsGuestsKnowsThemAgain() throws GuestnetException {
        List<UUID> guests = twoGuests();
        List<UUID> before = guestPorts();
        scene.on(KVM1, s -> {
            s.stopNetwork(RED);
            s.startNetwork(RED);
        });
        scene.core.hosts().refresh(KVM1);
        eventually(() -> assertThat(scene.core.operations().list(1).get(0).kind())
                .isEqualTo(Operation.Kind.NETWORK_UPDATE)); // they were lost
        eventually(() -> assertThat(guestPorts()).isEqualTo(before));
        assertThat(books()).isEqualTo("ens1f0=1 ens1f1=1");
        stopByOthers(guests.get(0));
        assertThat(guestPorts()).hasSize(1);
        assertThat(books()).isEqualTo("ens1f0=0 ens1f1=1");
    }

    @Test
    void aStrangersPlainStartAvoidsADeadMemberOfAnExclusivePoolAlsoAfterRestarts() throws Exception {
        scene.define(KVM1, EXCLUSIVE);
        scene.core.networks().start(KVM1, RED, false);
        scene.sim(KVM1).setLink(F0, false);
        scene.core.hosts().refresh(KVM1);
        eventually(() -> assertThat(standing(F0)).isEqualTo(1));
        scene.sim(KVM1).die();
        scene.sim(KVM1).revive();
        assertThat(books()).isEqualTo("ens1f0=1 ens1f1=0");
        scene.on(KVM1, s -> {
            s.stopNetwork(RED);
            s.startNetwork(RED);
        });
        eventually(() -> assertThat(standing(F0)).isEqualTo(1)); // once the host is seen again
        UUID web1 = scene.guest(KVM1, "web1", 1);
        scene.on(KVM1, s -> s.startGuest(web1));
        assertThat(scene.device(KVM1, web1)).isEqualTo("ens1f1");
        assertThat(scene.core.networks().ports()).noneMatch(p -> p.kind() == org.guestnet.api.PortInfo.Kind.OTHER);
    }

    /** A guest that stops at that moment would make the member the least used one. */
    @Test
    void aDeadMemberIsKeptOffByBlockersAloneHoweverManyGuestsItStillHas() throws Exception {
        scene.define(KVM1, POOL);
        List<UUID> guests = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            guests.add(scene.guest(KVM1, "web" + i, i));
            scene.start("web" + i);
        }
        scene.sim(KVM1).setLink(F0, false);
        scene.core.hosts().refresh(KVM1);
        eventually(() -> assertThat(standing(F0)).isGreaterThan(guestsAt(guests, "ens1f1")));
        assertThat(guestsAt(guests, "ens1f0")).isEqualTo(3);
    }

    private long guestsAt(List<UUID> guests, String device) throws GuestnetException {
        long at = 0;
        for (UUID guest : guests) {
            at += scene.device(KVM1, guest).equals(device) ? 1 : 0;
        }
        return at;
    }

    @Test
    void aStrangersPlainStartsAvoidADeadMemberOfASharedPool() throws Exception {
        scene.define(KVM1, POOL);
        scene.sim(KVM1).setLink(F0, false);
        scene.core.hosts().refresh(KVM1);
        scene.core.networks().start(KVM1, RED, false);
        assertThat(standing(F0)).isEqualTo(17);
        for (int i = 1; i <= 12; i++) {
            UUID guest = scene.guest(KVM1, "web" + i, i);
            scene.on(KVM1, s -> s.startGuest(guest));
            assertThat(scene.device(KVM1, guest)).isEqualTo("ens1f1");
        }
        scene.core.hosts().refresh(KVM1);
        eventually(() -> assertThat(standing(F0)).isBetween(21L, 29L)); // refilled
    }

    @Test
    void aMemberThatIsBackServesAtOnce() throws Exception {
        scene.define(KVM1, ONE);
        scene.sim(KVM1).setLink(F0, false);
        scene.core.hosts().refresh(KVM1);
        scene.core.networks().start(KVM1, RED, false);
        assertThat(standing(F0)).isEqualTo(1);
        scene.sim(KVM1).setLink(F0, true);
        scene.core.hosts().refresh(KVM1);
        UUID web1 = scene.guest(KVM1, "web1", 1);
        assertThat(scene.start("web1").state()).isEqualTo(State.DONE);
        assertThat(scene.device(KVM1, web1)).isEqualTo("ens1f0");
        assertThat(standing(F0)).isZero();
    }

    private static Port foreign(DeviceName member) {
        return foreign(member, UUID.randomUUID());
    }

    private static Port foreign(DeviceName member, UUID owner) {
        return new Port(
                UUID.randomUUID(),
                RED,
                "somebody",
                owner,
                new MacAddress("52:54:00:00:09:09"),
                Optional.empty(),
                Optional.of(Plug.direct(member, "passthrough")));
    }

    @Test
    void withAPortOfNobodyNothingIsChangedAndTheAnswerNamesIt() throws GuestnetException {
        scene.define(KVM1, THREE);
        scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        Port foreign = foreign(F1);
        scene.on(KVM1, s -> s.createPort(foreign));
        scene.core.hosts().refresh(KVM1);
        Operation redefined = redefine(EXCLUSIVE.replace("ens1f1", "ens1f3"));
        assertThat(redefined.findings())
                .extracting(Finding::toString)
                .anyMatch(f -> f.startsWith(Codes.PENDING_RESTART) && f.contains("somebody"));
        assertThat(books()).isEqualTo("ens1f0=1 ens1f1=1 ens1f2=1"); // a standing blocker keeps libvirt off it
        assertThat(network().ports()).contains(foreign);
        assertThat(doctor()).contains(Codes.LEFT_OVER, Codes.POOL_CHANGING);
        scene.on(KVM1, s -> s.deletePort(RED, foreign.id()));
        scene.core.hosts().refresh(KVM1);
        eventually(() -> assertThat(books()).isEqualTo("ens1f0=1 ens1f3=0"));
    }

    @Test
    void aNetworkThatIsNotOursIsOnlyReported() throws GuestnetException {
        scene.on(KVM1, s -> {
            s.defineNetwork(
                    "<network><name>red-network</name><uuid>11111111-2222-4333-8444-555555555555</uuid>"
                            + "<forward mode='passthrough'><interface dev='ens1f0'/><interface dev='ens1f1'/></forward></network>");
            s.startNetwork(RED);
        });
        UUID web1 = scene.guest(KVM1, "web1", 1);
        scene.on(KVM1, s -> {
            s.startGuest(web1);
            s.updatePool(RED, F3, PoolChange.ADD);
        });
        assertThat(doctor()).contains(Codes.LEDGER_WRONG);
        assertThat(books()).isEqualTo("ens1f0=0 ens1f1=0 ens1f3=0");
    }

    @Test
    void whenAllIsWellTheDoctorHasNothingToSay() throws GuestnetException {
        twoGuests();
        assertThat(doctor()).isEmpty();
    }

    @Test
    void whatTheHostRefusesHalfWayIsUndoneAndTriedAgain() throws GuestnetException {
        twoGuests();
        List<UUID> before = guestPorts();
        scene.sim(KVM1).faults().failNext(SimCall.UPDATE_POOL);
        Operation redefined = redefine(THREE);
        assertThat(redefined.state()).isEqualTo(State.DONE);
        assertThat(redefined.findings()).extracting(Finding::code).contains(Codes.HOST_REFUSED, Codes.POOL_CHANGING);
        assertThat(guestPorts()).isEqualTo(before);
        assertThat(scene.store.open()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE_PORT,BEFORE",
        "DELETE_PORT,AFTER",
        "UPDATE_POOL,BEFORE",
        "UPDATE_POOL,AFTER",
        "CREATE_PORT,BEFORE",
        "CREATE_PORT,AFTER"
    })
    void aManagerKilledInTheMiddleIsHealedFromTheGuests(SimCall call, Moment moment) throws Exception {
        List<UUID> guests = twoGuests();
        List<UUID> before = guestPorts();
        var hang = scene.sim(KVM1).faults().hangNext(call, moment);
        Thread defining = new Thread(() -> catchThrowableOfType(GuestnetException.class, () -> redefine(THREE)));
        defining.start();
        hang.awaitReached();
        scene.restart();
        defining.join(PATIENCE.toMillis());
        eventually(() -> assertThat(scene.store.open()).isEmpty());
        eventually(() -> assertThat(books()).isEqualTo("ens1f0=1 ens1f1=1 ens1f2=0"));
        eventually(() -> assertThat(guestPorts()).isEqualTo(before));
        for (UUID guest : guests) {
            stopByOthers(guest);
        }
        assertThat(guestPorts()).isEmpty();
        assertThat(books()).isEqualTo("ens1f0=0 ens1f1=0 ens1f2=0");
    }

    /** What was booked again for a guest that stopped meanwhile is known by the journal, and a port of others stays, whose ever it is. */
    @Test
    void aManagerKilledAfterItBookedForAGuestThatIsGoneTakesThatPortAwayAndNoOther() throws Exception {
        List<UUID> guests = twoGuests();
        UUID off = scene.guest(KVM1, "off", 3);
        var away = scene.sim(KVM1).faults().hangNext(SimCall.UPDATE_POOL, Moment.BEFORE);
        var booked = scene.sim(KVM1).faults().hangNext(SimCall.CREATE_PORT, Moment.AFTER);
        Thread defining = new Thread(() -> catchThrowableOfType(GuestnetException.class, () -> redefine(THREE)));
        defining.start();
        away.awaitReached();
        for (UUID guest : guests) {
            scene.on(KVM1, s -> s.destroyGuest(guest));
        }
        away.release();
        booked.awaitReached();
        assertThat(guestPorts()).hasSize(1);
        Port foreign = foreign(new DeviceName("ens1f2"), off);
        scene.on(KVM1, s -> s.createPort(foreign));
        scene.restart();
        defining.join(PATIENCE.toMillis());
        eventually(() -> assertThat(scene.store.open()).isEmpty());
        assertThat(guestPorts()).containsExactly(foreign.id());
    }

    @Test
    void anUpdateThatIsUndoneLeavesNoPortOfAGuestThatStoppedMeanwhile() throws Exception {
        List<UUID> guests = twoGuests();
        var away = scene.sim(KVM1).faults().hangNext(SimCall.UPDATE_POOL, Moment.AFTER);
        scene.sim(KVM1).faults().failNext(SimCall.UPDATE_POOL);
        String four = THREE.replace("</source>", "<interface dev='ens1f3'/></source>");
        Thread defining = new Thread(() -> catchThrowableOfType(GuestnetException.class, () -> redefine(four)));
        defining.start();
        away.awaitReached();
        scene.on(KVM1, s -> s.destroyGuest(guests.get(0)));
        away.release();
        defining.join(PATIENCE.toMillis());
        eventually(() -> assertThat(books()).isEqualTo("ens1f0=0 ens1f1=1 ens1f2=0 ens1f3=0"));
        assertThat(guestPorts()).hasSize(1);
    }

    /** libvirt would forget to count it, and hand its member out once more. */
    @Test
    void aPortThatOthersMakeInTheMiddleHoldsTheChangeBack() throws Exception {
        scene.define(KVM1, THREE);
        scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        List<UUID> before = guestPorts();
        Port foreign = foreign(F1);
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.DELETE_PORT, Moment.AFTER);
        String four = THREE.replace("<interface dev='ens1f2'/>", "<interface dev='ens1f2'/><interface dev='ens1f3'/>");
        Thread defining = new Thread(() -> catchThrowableOfType(GuestnetException.class, () -> redefine(four)));
        defining.start();
        hang.awaitReached();
        scene.on(KVM1, s -> s.createPort(foreign));
        hang.release();
        defining.join(PATIENCE.toMillis());
        assertThat(books()).isEqualTo("ens1f0=1 ens1f1=1 ens1f2=0");
        assertThat(network().ports()).contains(foreign);
        assertThat(guestPorts()).containsAll(before);
        scene.on(KVM1, s -> s.deletePort(RED, foreign.id()));
        scene.core.hosts().refresh(KVM1);
        eventually(() -> assertThat(books()).isEqualTo("ens1f0=1 ens1f1=0 ens1f2=0 ens1f3=0"));
        assertThat(guestPorts()).isEqualTo(before);
    }

    @Test
    void aGuestThatStopsWhileItsPortIsAwayLeavesNone() throws Exception {
        List<UUID> guests = twoGuests();
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.UPDATE_POOL, Moment.BEFORE);
        Thread defining = new Thread(() -> catchThrowableOfType(GuestnetException.class, () -> redefine(THREE)));
        defining.start();
        hang.awaitReached();
        scene.on(KVM1, s -> s.destroyGuest(guests.get(0)));
        hang.release();
        defining.join(PATIENCE.toMillis());
        eventually(() -> assertThat(books()).isEqualTo("ens1f0=0 ens1f1=1 ens1f2=0"));
        assertThat(guestPorts()).hasSize(1);
        assertThat(scene.core.networks().pool(KVM1, RED))
                .extracting(PoolMember::state)
                .contains(PoolMember.State.FREE);
    }
}
