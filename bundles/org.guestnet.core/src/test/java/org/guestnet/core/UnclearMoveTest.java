/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;
import static org.guestnet.core.Scene.NAT;
import static org.guestnet.core.Scene.PATIENCE;
import static org.guestnet.core.Scene.RED;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Moves that nobody works on and whose two copies are not ours to judge: none is ended, it is said once, and people decide. */
class UnclearMoveTest {

    private final Scene scene = new Scene();
    private UUID web1;

    UnclearMoveTest() throws GuestnetException {}

    @BeforeEach
    void onBothHosts() throws GuestnetException {
        scene.define(KVM1, NAT);
        scene.define(KVM2, NAT);
        web1 = scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        String[] xml = new String[1];
        scene.on(KVM1, s -> xml[0] = s.guestXml(web1, GuestView.PERSISTENT));
        scene.on(KVM2, s -> startThere(s, xml[0]));
    }

    private void startThere(HostSession session, String xml) throws GuestnetException {
        session.startNetwork(RED);
        session.defineGuest(xml);
        session.startGuest(web1);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private void abandonedMove() throws GuestnetException {
        scene.store.write(Operation.begin(
                        OperationId.random(),
                        Operation.Kind.GUEST_MIGRATE,
                        "web1",
                        Optional.of(web1),
                        KVM1,
                        Optional.of(KVM2),
                        List.of())
                .in(State.RUNNING));
    }

    private List<Finding> said() throws GuestnetException {
        return scene.store.open().get(0).findings().stream()
                .filter(f -> f.code().equals(Codes.UNCERTAIN))
                .toList();
    }

    private void awaitSaid(String here, String there) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(said()).anySatisfy(f -> {
                    assertThat(f.detail()).contains(here + " on host kvm1", there + " on host kvm2");
                    assertThat(f.remedy()).contains("virsh destroy");
                }));
    }

    @Test
    void twoCopiesThatRunAreBothKeptUntilSomebodyEndsOne() throws GuestnetException {
        abandonedMove();
        awaitSaid("running", "running");
        scene.core.hosts().refresh(KVM1);
        assertThat(said()).hasSize(1);
        assertThat(scene.store.open().get(0).state()).isEqualTo(State.UNCERTAIN);
        scene.on(KVM2, s -> s.destroyGuest(web1));
        scene.awaitSettled();
        assertThat(scene.runs(KVM1, web1)).isTrue();
    }

    @Test
    void aPostcopyMigrationThatFailedIsNeverEndedByUs() throws GuestnetException {
        scene.sim(KVM1).divideGuest(web1);
        scene.sim(KVM2).divideGuest(web1);
        abandonedMove();
        awaitSaid("paused postcopy", "paused postcopy");
        assertThat(scene.report(KVM1, web1).orElseThrow().state()).isEqualTo(GuestReport.State.PAUSED_POSTCOPY);
        assertThat(scene.report(KVM2, web1).orElseThrow().state()).isEqualTo(GuestReport.State.PAUSED_POSTCOPY);
    }
}
