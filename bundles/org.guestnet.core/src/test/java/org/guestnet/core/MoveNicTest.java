/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.core.NicScene.BLUE;
import static org.guestnet.core.NicScene.FIRST;
import static org.guestnet.core.NicScene.GREEN;
import static org.guestnet.core.NicScene.SECOND;
import static org.guestnet.core.NicScene.WEB1;
import static org.guestnet.core.NicScene.eventually;
import static org.guestnet.core.NicScene.refused;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.RED;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.guestnet.api.AttachOptions;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.api.MoveNicOptions;
import org.guestnet.core.operation.Locks;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.guestnet.model.Plug;
import org.guestnet.model.XmlElement;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoveNicTest {

    private static final MoveNicOptions IN_PLACE = MoveNicOptions.defaults();
    private static final MoveNicOptions REPLUG = IN_PLACE.withReplug(true);

    private NicScene it;
    private XmlElement model;

    @BeforeEach
    void running() throws GuestnetException {
        it = new NicScene();
        model = it.live(FIRST).orElseThrow().element().first("model").orElseThrow();
    }

    @AfterEach
    void end() {
        it.close();
    }

    private void isOn(NetworkName network) {
        assertThat(it.live(FIRST).flatMap(GuestInterface::network)).contains(network);
        assertThat(it.configured(FIRST).flatMap(GuestInterface::network)).contains(network);
        assertThat(it.live(FIRST).orElseThrow().element().first("model")).contains(model);
        assertThat(it.scene.ports(KVM1)).isEqualTo(1);
    }

    @Test
    void betweenBridgesARunningGuestsConnectionMovesInPlace() throws GuestnetException {
        Operation moved = it.move(GREEN, IN_PLACE);
        assertThat(moved.state()).isEqualTo(State.DONE);
        assertThat(moved.steps()).extracting(Operation.Step::what).anyMatch(w -> w.contains("in place"));
        assertThat(moved.interfaces()).singleElement().satisfies(report -> {
            assertThat(report.network()).isEqualTo(GREEN);
            assertThat(report.before()).contains(Plug.network(new DeviceName("virbr7")));
            assertThat(report.after()).contains(Plug.bridge(new DeviceName("br0")));
        });
        isOn(GREEN);
    }

    @Test
    void whereQemuCannotItIsSaidBeforeAnythingIsDone() throws GuestnetException {
        GuestnetException e = refused(() -> it.move(BLUE, IN_PLACE));
        assertThat(e.code()).isEqualTo(Codes.OPTION_UNSUPPORTED);
        assertThat(e).hasMessageContaining("--replug").hasMessageContaining("guest:detach");
        isOn(RED);
        assertThat(it.claims()).isEmpty();
    }

    @Test
    void replugGivesTheSameDeviceBackOnTheOtherNetwork() throws GuestnetException {
        Operation moved = it.move(BLUE, REPLUG);
        assertThat(moved.interfaces().get(0).after()).contains(Plug.direct(new DeviceName("ens1f0"), "passthrough"));
        isOn(BLUE);
        assertThat(it.claims()).extracting(Claim::state).containsExactly(Claim.State.BOUND);
        it.move(RED, REPLUG);
        isOn(RED);
        assertThat(it.claims()).as("the pool's slot is free again").isEmpty();
    }

    @Test
    void aMoveInPlaceThatFailsLeavesTheInterfaceConnectedAsBefore() throws GuestnetException {
        it.scene.core.networks().start(KVM1, GREEN, false);
        it.sim().removeDevice(new DeviceName("br0")); // found by the host only
        GuestnetException e = refused(() -> it.move(GREEN, IN_PLACE));
        assertThat(e.findings()).extracting(Finding::code).contains(Codes.CONNECTED_AS_BEFORE);
        assertThat(it.youngest().state()).isEqualTo(State.UNDONE);
        isOn(RED);
    }

    @Test
    void aReplugThatFailsGivesTheInterfaceBackWhereItWas() throws GuestnetException {
        it.sim().faults().failNext(SimCall.ATTACH_INTERFACE);
        GuestnetException e = refused(() -> it.move(BLUE, REPLUG));
        assertThat(e.code()).isEqualTo(Codes.HOST_REFUSED);
        assertThat(e.findings()).extracting(Finding::code).contains(Codes.CONNECTED_AS_BEFORE);
        assertThat(it.youngest().state()).isEqualTo(State.UNDONE);
        isOn(RED);
        assertThat(it.claims()).isEmpty();
    }

    @Test
    void fromAPoolItIsGivenBackItsSlotToo() throws GuestnetException {
        it.move(BLUE, REPLUG);
        it.sim().faults().failNext(SimCall.ATTACH_INTERFACE);
        GuestnetException e = refused(() -> it.move(RED, REPLUG));
        assertThat(e.findings()).extracting(Finding::code).contains(Codes.CONNECTED_AS_BEFORE);
        isOn(BLUE);
        assertThat(it.claims()).extracting(Claim::state).containsExactly(Claim.State.BOUND);
    }

    @Test
    void nobodyElseHoldsThePoolToWhichTheWayBackLeads() throws Exception {
        it.move(BLUE, REPLUG);
        var hang = it.sim().faults().hangNext(SimCall.UPDATE_INTERFACE, Moment.AFTER);
        Thread moving = new Thread(() -> refused(() -> it.move(RED, REPLUG)));
        it.sim().faults().failNext(SimCall.ATTACH_INTERFACE);
        moving.start();
        hang.awaitReached();
        Set<String> pool = Set.of(Locks.network(KVM1, BLUE));
        GuestnetException busy = refused(() -> it.scene.core.locks().take(pool, OperationId.random(), Duration.ZERO));
        hang.release();
        moving.join(Scene.PATIENCE.toMillis());
        assertThat(busy.code()).isEqualTo(Codes.BUSY);
        isOn(BLUE);
    }

    @Test
    void whatCannotBeGivenBackIsSaidAndTriedAgain() throws GuestnetException {
        it.sim().faults().failNext(SimCall.ATTACH_INTERFACE);
        it.sim().faults().failNext(SimCall.ATTACH_INTERFACE);
        GuestnetException e = refused(() -> it.move(BLUE, REPLUG));
        assertThat(e.findings()).extracting(Finding::code).contains(Codes.DISCONNECTED);
        assertThat(e).hasMessageContaining("guest:attach web1");
        eventually(() -> isOn(RED));
        eventually(() -> assertThat(it.scene.store.open()).isEmpty());
        assertThat(it.claims()).isEmpty();
    }

    @Test
    void aGuestThatDoesNotLetGoStaysWhereItIs() throws GuestnetException {
        it.sim().setClinging(it.web1, true);
        GuestnetException e = refused(() -> it.move(BLUE, REPLUG));
        assertThat(e.code()).isEqualTo(Codes.NOT_AS_ASKED);
        assertThat(e.findings()).extracting(Finding::code).contains(Codes.CONNECTED_AS_BEFORE);
        isOn(RED);
        assertThat(it.claims()).isEmpty();
    }

    @Test
    void aFullPoolRefusesBeforeTheHostIsAsked() throws GuestnetException {
        for (int i = 2; i <= 3; i++) {
            it.other("db" + i, i);
            it.scene.start("db" + i);
        }
        assertThat(refused(() -> it.move(BLUE, REPLUG)).code()).isEqualTo(Codes.POOL_EXHAUSTED);
        assertThat(it.live(FIRST).flatMap(GuestInterface::network)).contains(RED);
    }

    @Test
    void aStoppedGuestMovesInItsConfiguration() throws GuestnetException {
        it.scene.core.guests().stop(WEB1, Optional.empty(), StopMode.DESTROY, false);
        assertThat(it.move(BLUE, IN_PLACE).state()).isEqualTo(State.DONE);
        assertThat(it.configured(FIRST).flatMap(GuestInterface::network)).contains(BLUE);
        assertThat(it.claims()).isEmpty();
    }

    @Test
    void betweenNetworksOfOneDeviceNoSlotIsCountedTwice() throws GuestnetException {
        String shared = "<network type='direct'><name>%s</name><source mode='bridge'>"
                + "<interface dev='ens1f2' maxConnections='2'/></source></network>";
        it.scene.define(KVM1, String.format(shared, "one"));
        it.scene.define(KVM1, String.format(shared, "two"));
        it.attach(new NetworkName("one"), AttachOptions.defaults().with(SECOND));
        it.scene.core.guests().moveNic(WEB1, SECOND, new NetworkName("two"), REPLUG);
        assertThat(it.claims())
                .singleElement()
                .satisfies(c -> assertThat(c.network()).isEqualTo(new NetworkName("two")));
    }

    @Test
    void aDryRunChangesNothing() throws GuestnetException {
        Operation planned = it.move(BLUE, REPLUG.withDryRun(true));
        assertThat(planned.state()).isEqualTo(State.PLANNED);
        assertThat(planned.steps()).extracting(Operation.Step::undo).contains("give it back where it was");
        isOn(RED);
    }
}
