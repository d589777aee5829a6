/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.guestnet.core.Scene.BRIDGE;
import static org.guestnet.core.Scene.EXCLUSIVE;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;

import java.util.UUID;
import org.guestnet.api.MigrateOptions;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guest that migrates from a bridge into a pool of which libvirt would take a dead member. */
class MigrateIntoPoolTest {

    private static final GuestName WEB1 = new GuestName("web1");

    private Scene scene;
    private UUID web1;

    @BeforeEach
    void onABridge() throws GuestnetException {
        scene = new Scene();
        scene.define(KVM1, EXCLUSIVE);
        scene.define(KVM2, BRIDGE);
        web1 = scene.guest(KVM2, "web1", 1);
        scene.start("web1");
        scene.sim(KVM1).setLink(new DeviceName("ens1f0"), false);
        scene.core.hosts().refresh(KVM1);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private Operation migrate(HostName to) throws GuestnetException {
        return scene.core.guests().migrate(WEB1, to, MigrateOptions.defaults());
    }

    @Test
    void itIsSteeredToALivingMemberAndTheBlockersAreGone() throws GuestnetException {
        Operation moved = migrate(KVM1);
        assertThat(moved.state()).isEqualTo(State.DONE);
        assertThat(moved.steps()).extracting(Operation.Step::what).anyMatch(w -> w.contains("blocker ports"));
        assertThat(scene.device(KVM1, web1)).isEqualTo("ens1f1");
        assertThat(scene.ports(KVM1)).as("the guest's own port alone").isEqualTo(1);
        assertThat(scene.store.claims()).singleElement().satisfies(c -> {
            assertThat(c.key().device()).isEqualTo("ens1f1");
            assertThat(c.state()).isEqualTo(Claim.State.BOUND);
        });
    }

    @Test
    void whenItFailsNeitherBlockersNorClaimsAreLeft() throws GuestnetException {
        scene.sim(KVM1).faults().failNext(SimCall.MIGRATE_PREPARE);
        GuestnetException e = catchThrowableOfType(GuestnetException.class, () -> migrate(KVM1));
        assertThat(e.findings()).extracting(Finding::code).contains(Codes.HOST_REFUSED, Codes.GUEST_RUNS_ON);
        assertThat(scene.ports(KVM1)).isZero();
        assertThat(scene.store.claims()).isEmpty();
        assertThat(scene.runs(KVM2, web1)).isTrue();
        assertThat(scene.sim(KVM1).report().networks()).noneMatch(n -> n.active());
    }
}
