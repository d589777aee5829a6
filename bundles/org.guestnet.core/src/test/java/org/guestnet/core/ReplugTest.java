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
import static org.guestnet.core.Scene.RED;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.core.steering.Blockers;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.OperationId;
import org.guestnet.model.Plug;
import org.guestnet.model.Port;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The provider of an exclusive pool goes and comes back while guests run on it, one member being dead: nothing is lost. */
class ReplugTest {

    private static final String POOL =
            EXCLUSIVE.replace("<interface dev='ens1f1'/>", "<interface dev='ens1f1'/><interface dev='ens1f2'/>");
    private static final GuestName WEB1 = new GuestName("web1");
    private static final DeviceName DEAD = new DeviceName("ens1f0");

    private Scene scene;
    private UUID web1;
    private UUID web2;

    @BeforeEach
    void twoGuestsRunBesideADeadMember() throws GuestnetException {
        scene = new Scene();
        scene.sim(KVM1).setLink(DEAD, false);
        scene.core.hosts().refresh(KVM1);
        scene.define(KVM1, POOL);
        scene.core.networks().start(KVM1, RED, false);
        web1 = scene.guest(KVM1, "web1", 1);
        web2 = scene.guest(KVM1, "web2", 2);
        scene.start("web1");
        scene.start("web2");
        await().atMost(PATIENCE).untilAsserted(this::aBlockerStands);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private List<Port> ports() {
        return scene.sim(KVM1).report().networks().get(0).ports();
    }

    private void aBlockerStands() {
        assertThat(ports().stream().filter(Blockers::isStanding))
                .extracting(p -> p.plug().flatMap(Plug::device))
                .containsExactly(Optional.of(DEAD));
    }

    /** What there is to reconcile at the host was reconciled: a blocker that nobody needs was seen and taken away, twice. */
    private void reconciled(DeviceName freeMember) throws GuestnetException {
        for (int i = 0; i < 2; i++) {
            List<Port> orphans = Blockers.of(OperationId.random(), RED, "passthrough", Map.of(freeMember, 1));
            scene.on(KVM1, s -> s.createPort(orphans.get(0)));
            scene.core.hosts().refresh(KVM1);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ports()).doesNotContainAnyElementsOf(orphans));
        }
    }

    private void allIsRight(UUID... running) {
        assertThat(scene.store.claims()).extracting(Claim::guest).containsExactlyInAnyOrder(running);
        assertThat(scene.store.claims()).extracting(Claim::state).containsOnly(Claim.State.BOUND);
        assertThat(ports().stream().filter(p -> !Blockers.isOurs(p)))
                .extracting(Port::ownerId)
                .containsExactlyInAnyOrder(running);
        aBlockerStands();
    }

    @Test
    void whileItIsGoneGuestsStopAndTheOthersKeepWhatTheyHave() throws GuestnetException {
        DeviceName first = new DeviceName(scene.device(KVM1, web1));
        allIsRight(web1, web2);
        scene.core.remove(scene.direct);
        scene.core.guests().stop(WEB1, Optional.empty(), StopMode.DESTROY, false);
        reconciled(first);
        allIsRight(web2);
        GuestnetException refused = catchThrowableOfType(GuestnetException.class, () -> scene.start("web1"));
        assertThat(refused.findings()).extracting(Finding::code).contains(Codes.TYPE_MISSING);
        allIsRight(web2);
    }

    @Test
    void whenItIsBackItsPoolServesAsBefore() throws GuestnetException {
        DeviceName first = new DeviceName(scene.device(KVM1, web1));
        scene.core.remove(scene.direct);
        scene.on(KVM1, s -> s.destroyGuest(web1));
        reconciled(first);
        scene.core.add("direct", scene.direct);
        reconciled(first);
        allIsRight(web2);
        scene.start("web1");
        assertThat(scene.device(KVM1, web1)).isEqualTo(first.value());
        allIsRight(web1, web2);
    }
}
