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
import static org.guestnet.core.Scene.RED;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.guestnet.api.MigrateOptions;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.NetworkReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.InterfaceReport;
import org.guestnet.model.OperationId;
import org.guestnet.model.Plug;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A network that others stop while a guest moves: what the guest comes back or arrives without is said, and connected again. */
class DisconnectedTest {

    private final Scene scene = new Scene();
    private UUID web1;

    DisconnectedTest() throws GuestnetException {}

    @AfterEach
    void end() {
        scene.close();
    }

    private interface Meanwhile {
        void happens() throws GuestnetException;
    }

    private void running(HostName at) throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        scene.define(KVM2, BRIDGE);
        web1 = scene.guest(at, "web1", 1);
        scene.start("web1");
    }

    /** A migration that fails at its end, after something happened. */
    private GuestnetException failed(HostName from, HostName to, Meanwhile meanwhile) throws Exception {
        var hang = scene.sim(from).faults().hangNext(SimCall.MIGRATE_PERFORM, Moment.BEFORE);
        CompletableFuture<GuestnetException> moving = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                GuestnetException.class, () -> scene.migrate("web1", to, MigrateOptions.defaults())));
        hang.awaitReached();
        meanwhile.happens();
        scene.sim(to).faults().failNext(SimCall.MIGRATE_FINISH);
        hang.release();
        return moving.get();
    }

    private void restart(HostName host) throws GuestnetException {
        scene.on(host, s -> s.stopNetwork(RED));
        scene.on(host, s -> s.startNetwork(RED));
    }

    private static Optional<Finding> disconnected(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.code().equals(Codes.DISCONNECTED))
                .findFirst();
    }

    private boolean hasPort(HostName host) throws GuestnetException {
        boolean[] has = new boolean[1];
        scene.on(host, s -> has[0] = hasPort(s));
        return has[0];
    }

    private boolean hasPort(HostSession session) throws GuestnetException {
        GuestReport guest = session.guest(web1).orElseThrow();
        NetworkReport network = session.network(RED);
        return network.ports().stream()
                .anyMatch(
                        p -> guest.live().get(0).portId().filter(p.id()::equals).isPresent());
    }

    @Test
    void aGuestOfAPoolThatCameBackIsBookedAgain() throws Exception {
        running(KVM1);
        GuestnetException e = failed(KVM1, KVM2, () -> restart(KVM1));
        assertThat(hasPort(KVM1)).isTrue();
        assertThat(disconnected(e.findings()).filter(f -> f.severity() == Severity.BLOCKER))
                .isEmpty();
        assertThat(e).hasMessageContaining("runs on host kvm1");
    }

    @Test
    void aGuestOfABridgeThatCameBackIsConnectedAgain() throws Exception {
        running(KVM2);
        GuestnetException e = failed(KVM2, KVM1, () -> restart(KVM2));
        assertThat(disconnected(e.findings()))
                .hasValueSatisfying(f -> assertThat(f.severity()).isEqualTo(Severity.NOTICE));
        assertThat(hasPort(KVM2)).isTrue();
    }

    @Test
    void aGuestWhoseHostFallsSilentWhileItIsConnectedAgainIsConnectedWhenItAnswers() throws Exception {
        running(KVM2);
        GuestnetException e = failed(KVM2, KVM1, () -> {
            restart(KVM2);
            scene.sim(KVM2)
                    .faults()
                    .dieNext(SimCall.UPDATE_INTERFACE, Moment.AFTER); // at its bridge, not on its network
        });
        assertThat(e.findings()).extracting(Finding::code).contains(Codes.UNCERTAIN);
        scene.sim(KVM2).revive();
        scene.awaitSettled();
        assertThat(hasPort(KVM2)).isTrue();
        assertThat(scene.last().state()).isEqualTo(Operation.State.UNDONE);
    }

    /** A migration that was killed, of a guest whose interface is at the bridge now, and not on the network. */
    private void killed(List<InterfaceReport> before) throws GuestnetException {
        String left = "<interface type='bridge'><mac address='52:54:00:00:01:01'/><source bridge='br0'/>"
                + "<model type='virtio'/></interface>";
        scene.on(KVM2, s -> s.updateInterface(web1, left, HostSession.Extent.LIVE));
        scene.store.write(Operation.begin(
                        OperationId.random(),
                        Operation.Kind.GUEST_MIGRATE,
                        "web1",
                        Optional.of(web1),
                        KVM2,
                        Optional.of(KVM1),
                        List.of())
                .withInterfaces(before)
                .in(Operation.State.RUNNING));
        scene.awaitSettled();
    }

    @Test
    void aGuestThatWasLeftAtTheBridgeHalfWayBackIsConnectedAgain() throws Exception {
        running(KVM2);
        Optional<Plug> plug =
                scene.report(KVM2, web1).orElseThrow().live().get(0).plug();
        killed(List.of(new InterfaceReport(new MacAddress("52:54:00:00:01:01"), RED, plug, Optional.empty())));
        assertThat(disconnected(scene.last().findings()))
                .hasValueSatisfying(f -> assertThat(f.severity()).isEqualTo(Severity.NOTICE));
        assertThat(hasPort(KVM2)).isTrue();
    }

    @Test
    void whatSomebodyPutAtTheBridgeBeforeTheMigrationBeganStaysThere() throws Exception {
        running(KVM2);
        killed(List.of());
        assertThat(disconnected(scene.last().findings())).isEmpty();
        assertThat(scene.report(KVM2, web1).orElseThrow().live().get(0).network())
                .isEmpty();
    }

    @Test
    void aGuestWhoseNetworkIsStoppedIsSaidToBeDisconnected() throws Exception {
        running(KVM1);
        GuestnetException e = failed(KVM1, KVM2, () -> scene.on(KVM1, s -> s.stopNetwork(RED)));
        Finding said = disconnected(e.findings()).orElseThrow();
        assertThat(said.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(said.detail()).contains("not active");
        assertThat(said.remedy()).contains("net:start kvm1 red-network");
        assertThat(disconnected(scene.last().findings())).isPresent();
    }
}
