/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guestnet.driver.Migration;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.StepState;
import org.guestnet.model.OperationId;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The destination of a migration is gone for good, and the source does not know it. */
class LostHostTest {

    private static final int SECONDS = 20;

    private final Scene scene = new Scene();
    private UUID web1;

    LostHostTest() throws GuestnetException {}

    @BeforeEach
    void running() throws GuestnetException {
        scene.define(KVM1, Scene.NAT);
        scene.define(KVM2, Scene.NAT);
        web1 = scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        scene.on(KVM2, s -> s.startNetwork(Scene.RED));
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
                        List.of(new Operation.Step("migrate guest web1 from kvm1 to kvm2", "", StepState.BEGUN)))
                .in(State.RUNNING));
    }

    @Test
    void whatStillGoesThereIsAborted() throws Exception {
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.MIGRATE_ROUND, Moment.BEFORE);
        CompletableFuture<GuestnetException> sent = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                GuestnetException.class,
                () -> scene.on(KVM1, s -> scene.on(KVM2, d -> s.migrate(web1, d, Migration.plain())))));
        hang.awaitReached();
        abandonedMove();
        scene.sim(KVM2).die();
        scene.restartWithout(KVM2);

        scene.core.hosts().removeLost(KVM2);

        hang.release();
        assertThat(sent.get(SECONDS, TimeUnit.SECONDS).code()).isEqualTo(Codes.ABORTED);
        assertThat(scene.last().state()).isEqualTo(State.UNDONE);
        assertThat(scene.runs(KVM1, web1)).isTrue();
    }

    @Test
    void whereThatCannotBeDoneItIsSaid() throws Exception {
        abandonedMove();
        scene.sim(KVM2).die();
        scene.restartWithout(KVM2);
        scene.sim(KVM1).faults().failNext(SimCall.PROGRESS, Codes.HOST_REFUSED);

        scene.core.hosts().removeLost(KVM2);

        assertThat(scene.last().state()).isEqualTo(State.UNDONE);
        assertThat(scene.last().findings()).anySatisfy(f -> {
            assertThat(f.detail()).contains("could not be aborted");
            assertThat(f.remedy()).isEqualTo("virsh domjobabort on host kvm1");
        });
    }
}
