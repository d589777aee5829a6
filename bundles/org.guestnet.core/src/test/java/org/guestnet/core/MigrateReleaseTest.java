/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;
import static org.guestnet.core.Scene.KVM3;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guestnet.api.DrainOptions;
import org.guestnet.api.MigrateOptions;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {Codes.PEER_SILENT, Codes.PEER_UNREACHABLE})
    void onceItsPlaceIsNotHeldAnyMoreAGuestIsSentASecondTimeOnlyByTheNextMigration(String code) throws Exception {
        UUID web1 = aGuestOnItsWayToAPool();
        var hang = scene.sim(KVM2).faults().hangNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        scene.sim(KVM2).faults().failNext(SimCall.MIGRATE_ROUND, code);
        CompletableFuture<GuestnetException> refused =
                CompletableFuture.supplyAsync(() -> catchThrowableOfType(GuestnetException.class, this::move));
        hang.awaitReached();
        awaitPlugged();

        hang.release();

        assertThat(refused.get(SECONDS, TimeUnit.SECONDS).code()).isEqualTo(code);
        assertThat(scene.runs(KVM2, web1)).isTrue();
        assertThat(scene.report(KVM1, web1)).isEmpty();
        assertThat(scene.ports(KVM1)).isZero();
        assertThat(scene.store.claims()).isEmpty();
        assertThat(move().findings()).anyMatch(f -> f.detail().contains("steered from here"));
        assertThat(scene.runs(KVM1, web1)).isTrue();
    }

    @Test
    void aDrainSendsItASecondTime() throws Exception {
        UUID web1 = aGuestOnItsWayToAPool();
        scene.sim(KVM3).die();
        var hang = scene.sim(KVM2).faults().hangNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        scene.sim(KVM2).faults().failNext(SimCall.MIGRATE_ROUND, Codes.PEER_SILENT);
        CompletableFuture<Operation> drained = CompletableFuture.supplyAsync(
                () -> done(() -> scene.core.hosts().drain(KVM2, DrainOptions.defaults())));
        hang.awaitReached();
        awaitPlugged();

        hang.release();

        Operation drain = drained.get(SECONDS, TimeUnit.SECONDS);
        assertThat(drain.state()).isEqualTo(Operation.State.DONE);
        assertThat(scene.runs(KVM1, web1)).as("%s", drain.findings()).isTrue();
    }

    @Test
    void whileItsPlaceIsHeldAGuestIsSentASecondTimeAndWatchedAgain() throws Exception {
        UUID web1 = aGuestOnItsWayToAPool();
        scene.sim(KVM1).faults().failNext(SimCall.MIGRATE_PREPARE, Codes.PEER_SILENT);
        var hang = scene.sim(KVM2).faults().hangNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        CompletableFuture<Operation> moving = CompletableFuture.supplyAsync(() -> done(this::move));
        hang.awaitReached(); // by the second one
        awaitPlugged();

        hang.release();

        Operation moved = moving.get(SECONDS, TimeUnit.SECONDS);
        assertThat(moved.state()).isEqualTo(Operation.State.DONE);
        assertThat(moved.findings()).extracting(Finding::code).contains(Codes.PEER_SILENT);
        assertThat(scene.device(KVM1, web1)).isEqualTo("ens1f1");
        assertThat(scene.noBlockers()).isTrue();
    }

    @Test
    void whereNothingHoldsItsPlaceAGuestIsSentASecondTimeWhateverWasSeen() throws Exception {
        scene.define(KVM1, EXCLUSIVE);
        scene.define(KVM2, Scene.BRIDGE);
        UUID web1 = scene.guest(KVM1, "web1", 1);
        scene.start("web1");
        var hang = scene.sim(KVM1).faults().hangNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        scene.sim(KVM1).faults().failNext(SimCall.MIGRATE_ROUND, Codes.PEER_SILENT);
        CompletableFuture<Operation> moving =
                CompletableFuture.supplyAsync(() -> done(() -> scene.migrate("web1", KVM2, MigrateOptions.defaults())));
        hang.awaitReached();
        await().atMost(Scene.PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(t -> t.getName().equals("guestnet-arrival"))); // it has seen it

        hang.release();

        assertThat(moving.get(SECONDS, TimeUnit.SECONDS).state()).isEqualTo(Operation.State.DONE);
        assertThat(scene.runs(KVM2, web1)).isTrue();
    }

    /** Its claim is bound when the blockers have been removed. */
    private void awaitPlugged() {
        await().atMost(Scene.PATIENCE)
                .until(() -> scene.store.claims().stream().anyMatch(c -> c.state() == Claim.State.BOUND));
    }

    /** libvirt would take the first device, which has no link, and is kept off it. */
    private UUID aGuestOnItsWayToAPool() throws GuestnetException {
        scene.define(KVM2, Scene.BRIDGE);
        scene.define(KVM1, EXCLUSIVE);
        UUID web1 = scene.guest(KVM2, "web1", 1);
        scene.start("web1");
        scene.sim(KVM1).setLink(new DeviceName("ens1f0"), false);
        scene.core.hosts().refresh(KVM1);
        return web1;
    }

    private Operation move() throws GuestnetException {
        return scene.migrate("web1", KVM1, MigrateOptions.defaults());
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
