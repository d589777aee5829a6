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
import static org.guestnet.core.Scene.KVM3;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.api.DrainOptions;
import org.guestnet.api.MigrateOptions;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The configuration of a guest that does not run moves, and takes nothing but itself. */
class MigrateOfflineTest {

    private static final MigrateOptions OFFLINE = MigrateOptions.defaults().withOffline(true);

    private final Scene scene = new Scene();
    private UUID web1;

    MigrateOfflineTest() throws GuestnetException {}

    @BeforeEach
    void defined() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        scene.define(KVM2, BRIDGE);
        web1 = scene.guest(KVM1, "web1", 1);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private GuestnetException refused(HostName to, MigrateOptions options) {
        return catchThrowableOfType(GuestnetException.class, () -> scene.migrate("web1", to, options));
    }

    private String configuration(HostName host) throws GuestnetException {
        String[] xml = new String[1];
        scene.on(host, s -> xml[0] = s.guestXml(web1, GuestView.PERSISTENT));
        return xml[0];
    }

    @Test
    void aStoppedGuestMovesWithItsAutostartAndClaimsNothing() throws GuestnetException {
        scene.on(KVM1, s -> s.setGuestAutostart(web1, true));
        String before = configuration(KVM1);
        Operation moved = scene.migrate("web1", KVM2, OFFLINE);
        assertThat(moved.state()).isEqualTo(State.DONE);
        assertThat(configuration(KVM2)).isEqualTo(before);
        assertThat(scene.report(KVM2, web1).orElseThrow().autostart()).isTrue();
        assertThat(scene.report(KVM1, web1)).isEmpty();
        assertThat(scene.store.claims()).isEmpty();
        assertThat(scene.ports(KVM2)).isZero();
    }

    @Test
    void aHostThatRefusesAutostartIsAskedTwice() throws GuestnetException {
        scene.on(KVM1, s -> s.setGuestAutostart(web1, true));
        scene.sim(KVM2).faults().failNext(SimCall.AUTOSTART_GUEST);
        Operation moved = scene.migrate("web1", KVM2, OFFLINE);
        assertThat(moved.findings()).extracting(Finding::code).doesNotContain(Codes.HOST_REFUSED);
        assertThat(scene.report(KVM2, web1).orElseThrow().autostart()).isTrue();
    }

    @Test
    void aDrainTellsThatAHostDoesNotStartTheGuestWithIt() throws GuestnetException {
        scene.define(KVM3, BRIDGE);
        scene.on(KVM1, s -> s.setGuestAutostart(web1, true));
        for (HostName host : List.of(KVM2, KVM3)) {
            scene.sim(host).faults().failNext(SimCall.AUTOSTART_GUEST);
            scene.sim(host).faults().failNext(SimCall.AUTOSTART_GUEST);
        }
        Operation drained =
                scene.core.hosts().drain(KVM1, DrainOptions.defaults().withOffline(true));
        assertThat(drained.state()).isEqualTo(State.DONE);
        assertThat(drained.findings())
                .filteredOn(f -> f.code().equals(Codes.HOST_REFUSED))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.detail()).contains("guest 'web1' does not start with host");
                    assertThat(f.remedy()).startsWith("virsh autostart web1");
                });
    }

    @Test
    void autostartIsCarriedOverWhateverWasLastSeenAtTheDestination() throws GuestnetException {
        scene.on(KVM1, s -> s.setGuestAutostart(web1, true));
        GuestReport here = scene.report(KVM1, web1).orElseThrow();
        scene.core.fleet().host(KVM2).patch(web1, Optional.of(here)); // not true any more
        scene.migrate("web1", KVM2, OFFLINE.from(KVM1));
        assertThat(scene.report(KVM2, web1).orElseThrow().autostart()).isTrue();
    }

    @Test
    void aDryRunNamesTheStepAndItsUndoAndStartsNoNetwork() throws GuestnetException {
        Operation planned = scene.migrate("web1", KVM2, OFFLINE.withDryRun(true));
        assertThat(planned.steps()).hasSize(1);
        assertThat(planned.steps().get(0).what()).isEqualTo("move the configuration of guest web1 from kvm1 to kvm2");
        assertThat(planned.findings()).extracting(Finding::code).containsExactly(Codes.SEGMENT_UNVERIFIED);
        assertThat(scene.report(KVM1, web1)).isPresent();
    }

    @Test
    void whatIsAskedForHasToFitWhetherItRuns() throws GuestnetException {
        GuestnetException stopped = refused(KVM2, MigrateOptions.defaults());
        assertThat(stopped.code()).isEqualTo(Codes.GUEST_NOT_RUNNING);
        assertThat(stopped).hasMessageContaining("--offline");
        scene.start("web1");
        assertThat(refused(KVM2, OFFLINE).code()).isEqualTo(Codes.GUEST_RUNNING);
    }

    @Test
    void aSavedGuestIsRefused() throws GuestnetException {
        scene.start("web1");
        scene.on(KVM1, s -> s.saveGuest(web1));
        assertThat(refused(KVM2, OFFLINE).code()).isEqualTo(Codes.GUEST_SAVED);
    }

    @Test
    void aHostThatHasTheGuestAlreadyOrLacksItsNetworkIsRefused() throws GuestnetException {
        assertThat(refused(KVM3, OFFLINE).code()).isEqualTo(Codes.NETWORK_MISSING);
        String document = configuration(KVM1);
        scene.on(KVM2, s -> s.defineGuest(document));
        assertThat(catchThrowableOfType(GuestnetException.class, () -> scene.migrate("web1", KVM2, OFFLINE.from(KVM1)))
                        .code())
                .isEqualTo(Codes.GUEST_AMBIGUOUS);
        assertThat(scene.report(KVM1, web1)).isPresent();
        assertThat(scene.report(KVM2, web1)).isPresent();
    }

    @Test
    void aPoolThatIsFullNowWantsConsentForTheGuestNeedsNoSlotYet() throws GuestnetException {
        scene.migrate("web1", KVM2, OFFLINE);
        for (int i = 2; i <= 3; i++) {
            scene.guest(KVM1, "db" + i, i);
            scene.start("db" + i);
        }
        GuestnetException full = refused(KVM1, OFFLINE);
        assertThat(full.code()).isEqualTo(Codes.POOL_EXHAUSTED);
        assertThat(full.findings().get(0).severity()).isEqualTo(Finding.Severity.CONSENT);
        assertThat(scene.migrate("web1", KVM1, OFFLINE.accepting(Set.of(Codes.POOL_EXHAUSTED)))
                        .state())
                .isEqualTo(State.DONE);
    }

    @Test
    void aDrainJudgesAStoppedGuestAsItsMigrationDoes() throws GuestnetException {
        scene.migrate("web1", KVM2, OFFLINE);
        for (int i = 2; i <= 3; i++) {
            scene.guest(KVM1, "db" + i, i);
            scene.start("db" + i);
        }
        DrainOptions options = DrainOptions.defaults().withOffline(true);
        assertThat(scene.core.hosts().drainPlan(KVM2, options).stuck()).hasSize(1);
        DrainOptions accepting = options.accepting(Set.of(Codes.POOL_EXHAUSTED));
        assertThat(scene.core.hosts().drainPlan(KVM2, accepting).moves()).hasSize(1);
        assertThat(scene.core.hosts().drain(KVM2, accepting).state()).isEqualTo(State.DONE);
        assertThat(scene.report(KVM1, web1)).isPresent();
    }

    @Test
    void aMoveThatFailsLeavesTheGuestWhereItWas() throws GuestnetException {
        scene.sim(KVM2).faults().failNext(SimCall.MOVE_ARRIVE);
        GuestnetException e = refused(KVM2, OFFLINE);
        assertThat(e.code()).isEqualTo(Codes.HOST_REFUSED);
        assertThat(e).hasMessageContaining("the guest's configuration is on host kvm1");
        assertThat(scene.last().state()).isEqualTo(State.UNDONE);
        assertThat(scene.report(KVM1, web1)).isPresent();
        assertThat(scene.report(KVM2, web1)).isEmpty();
    }
}
