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

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.guestnet.api.MigrateOptions;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Six guests at once, in both directions, again and again: none is refused, and nothing is left. */
class MigrateParallelTest {

    private static final int ROUNDS = 5;
    private static final String SHARED = "<network type='direct'><name>red-network</name><source mode='bridge'>"
            + "<interface dev='ens1f0' maxConnections='3'/><interface dev='ens1f1' maxConnections='3'/>"
            + "</source></network>";

    private final Scene scene = new Scene();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<UUID> guests = new ArrayList<>();

    MigrateParallelTest() throws GuestnetException {}

    @BeforeEach
    void running() throws GuestnetException {
        scene.define(KVM1, SHARED);
        scene.define(KVM2, Scene.BRIDGE);
        for (int i = 0; i < 6; i++) {
            guests.add(scene.guest(home(i, 0), "web" + i, i));
            scene.start("web" + i);
        }
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        scene.close();
    }

    /** Half of the guests on each host; each moves in every round. */
    private static HostName home(int guest, int round) {
        return (guest + round) % 2 == 0 ? KVM1 : KVM2;
    }

    private State migrate(int guest, HostName to) {
        try {
            return scene.migrate("web" + guest, to, MigrateOptions.defaults()).state();
        } catch (GuestnetException e) {
            throw new IllegalStateException("web" + guest + " to " + to, e);
        }
    }

    @Test
    void sixGuestsMoveInBothDirectionsAtOnce() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            List<CompletableFuture<State>> moving = new ArrayList<>();
            for (int i = 0; i < guests.size(); i++) {
                int guest = i;
                HostName to = home(guest, round);
                moving.add(CompletableFuture.supplyAsync(() -> migrate(guest, to), threads));
            }
            for (CompletableFuture<State> one : moving) {
                assertThat(one.get()).isEqualTo(State.DONE);
            }
            assertThat(scene.ports(KVM1)).isEqualTo(3);
            assertThat(scene.ports(KVM2)).isEqualTo(3);
            assertThat(scene.store.claims())
                    .as("of guests that run there; libvirt may take another member when guests leave at that moment")
                    .hasSizeLessThanOrEqualTo(3)
                    .allMatch(c -> c.key().host().equals(KVM1) && scene.runs(KVM1, c.guest()));
        }
        assertThat(scene.store.open()).isEmpty();
    }

    @Test
    void whatWaitsForRoomStandsInTheJournalAndCanBeGivenUp() throws Exception {
        List<CompletableFuture<State>> moving = new ArrayList<>();
        for (int guest : List.of(0, 2, 4)) { // as many as a host takes part in
            scene.sim(KVM1).setBusy(guests.get(guest), true);
            moving.add(CompletableFuture.supplyAsync(() -> migrate(guest, KVM2), threads));
        }
        await().atMost(Scene.PATIENCE).until(() -> scene.store.open().size() == moving.size());
        CompletableFuture<GuestnetException> waiting = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(
                        GuestnetException.class, () -> scene.migrate("web1", KVM1, MigrateOptions.defaults())),
                threads);
        await().atMost(Scene.PATIENCE).until(() -> scene.last().subject().equals("web1"));
        Operation open = scene.last();
        assertThat(open.state()).isEqualTo(State.RUNNING);
        assertThat(open.steps())
                .extracting(Operation.Step::what)
                .containsExactly("wait for other guests that move in or out of kvm1 or kvm2");
        scene.core.operations().abort(open.id().shortForm());
        assertThat(waiting.get().code()).isEqualTo(Codes.ABORTED);
        assertThat(scene.last().state()).isEqualTo(State.UNDONE);
        assertThat(scene.last().findings()).extracting(Finding::code).contains(Codes.ABORTED);
        for (Operation busy : scene.store.open()) { // they would never end
            scene.core.operations().abort(busy.id().toString());
        }
        for (CompletableFuture<State> one : moving) {
            assertThat(one).failsWithin(Scene.PATIENCE);
        }
    }
}
