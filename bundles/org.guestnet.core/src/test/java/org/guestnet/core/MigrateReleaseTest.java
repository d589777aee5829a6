/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guestnet.api.MigrateOptions;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pool is held until the arriving guest has its port there, not until all of its memory has come. */
class MigrateReleaseTest {

    private static final String EXCLUSIVE = "<network type='direct'><name>red-network</name><source mode='passthrough'>"
            + "<interface dev='ens1f0'/><interface dev='ens1f1'/></source></network>";
    private static final int SECONDS = 20; // others wait 30 for a pool that is held

    private final Scene scene = new Scene();

    MigrateReleaseTest() throws GuestnetException {}

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void whileAGuestsMemoryTravelsOthersStartInThePoolThere() throws Exception {
        scene.define(KVM2, Scene.BRIDGE);
        scene.define(KVM1, EXCLUSIVE);
        scene.guest(KVM2, "web1", 1);
        scene.guest(KVM1, "db1", 2);
        scene.start("web1");
        var hang = scene.sim(KVM2).faults().hangNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        CompletableFuture<Operation> moving =
                CompletableFuture.supplyAsync(() -> done(() -> scene.migrate("web1", KVM1, MigrateOptions.defaults())));
        hang.awaitReached();

        Operation started = CompletableFuture.supplyAsync(() -> done(() -> scene.start("db1")))
                .get(SECONDS, TimeUnit.SECONDS);

        assertThat(started.state()).isEqualTo(Operation.State.DONE);
        assertThat(moving).isNotDone();
        hang.release();
        assertThat(moving.get(SECONDS, TimeUnit.SECONDS).state()).isEqualTo(Operation.State.DONE);
        assertThat(scene.ports(KVM1)).isEqualTo(2);
        assertThat(scene.store.claims())
                .hasSize(2)
                .extracting(c -> c.key().device())
                .doesNotHaveDuplicates();
        assertThat(scene.noBlockers()).isTrue();
    }

    private interface Doing {
        Operation get() throws GuestnetException;
    }

    private static Operation done(Doing doing) {
        try {
            return doing.get();
        } catch (GuestnetException e) {
            throw new IllegalStateException(e);
        }
    }
}
