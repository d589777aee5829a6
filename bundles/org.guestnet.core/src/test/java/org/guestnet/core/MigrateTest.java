/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.guestnet.core.Scene.BRIDGE;
import static org.guestnet.core.Scene.EXCLUSIVE;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;
import static org.guestnet.core.Scene.KVM3;
import static org.guestnet.core.Scene.NAT;
import static org.guestnet.core.Scene.PATIENCE;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guestnet.api.Candidate;
import org.guestnet.api.MigrateOptions;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.Finding.Severity;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MigrationSettings;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Plug;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrateTest {

    private static final GuestName WEB1 = new GuestName("web1");

    private Scene scene;
    private UUID web1;

    @BeforeEach
    void running() throws GuestnetException {
        scene = new Scene();
        scene.define(KVM1, EXCLUSIVE);
        scene.define(KVM2, BRIDGE);
        scene.define(KVM3, NAT);
        web1 = scene.guest(KVM1, "web1", 1);
        scene.start("web1");
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private Operation migrate(HostName to) throws GuestnetException {
        return scene.core.guests().migrate(WEB1, to, MigrateOptions.defaults());
    }

    private GuestnetException refused(HostName to) {
        return catchThrowableOfType(GuestnetException.class, () -> migrate(to));
    }

    private String persistent(HostName host) throws GuestnetException {
        String[] xml = new String[1];
        scene.on(host, s -> xml[0] = s.guestXml(web1, GuestView.PERSISTENT));
        return xml[0];
    }

    @Test
    void aGuestMovesFromAPoolToABridgeAndItsConfigurationIsTheSame() throws GuestnetException {
        String before = persistent(KVM1);
        Operation moved = migrate(KVM2);
        assertThat(moved.state()).isEqualTo(State.DONE);
        assertThat(moved.interfaces().get(0).before()).contains(Plug.direct(new DeviceName("ens1f0"), "passthrough"));
        assertThat(moved.interfaces().get(0).after()).contains(Plug.bridge(new DeviceName("br0")));
        assertThat(persistent(KVM2)).isEqualTo(before);
        assertThat(scene.report(KVM1, web1)).isEmpty();
        assertThat(scene.ports(KVM1)).isZero();
        assertThat(scene.store.claims()).as("the source's claim is freed").isEmpty();
    }

    @Test
    void candidatesSayWhoCanTakeItAndWhyOthersCannot() throws GuestnetException {
        scene.core.networks().undefine(KVM2, Scene.RED, false);
        List<Candidate> candidates = scene.core.guests().candidates(WEB1);
        assertThat(candidates).extracting(Candidate::host).containsExactly(KVM3, KVM2);
        Candidate nat = candidates.get(0);
        assertThat(nat.eligible()).isTrue();
        assertThat(nat.notices()).extracting(Finding::code).contains(Codes.LOCAL_SCOPE);
        Candidate missing = candidates.get(1);
        assertThat(missing.eligible()).isFalse();
        assertThat(missing.blockers()).extracting(Finding::code).containsExactly(Codes.NETWORK_MISSING);
        assertThat(missing.blockers().get(0).remedy()).contains("net:define kvm2");
    }

    @Test
    void noHostCanTakeAGuestWhoseOwnHostIsDown() throws GuestnetException {
        scene.sim(KVM1).die();
        GuestnetException down = catchThrowableOfType(
                GuestnetException.class, () -> scene.core.hosts().refresh(KVM1));
        assertThat(down.code()).isEqualTo(Codes.HOST_DOWN);
        assertThat(scene.core.guests().candidates(WEB1)).hasSize(2).allSatisfy(c -> {
            assertThat(c.eligible()).isFalse();
            assertThat(c.blockers()).extracting(Finding::code).containsExactly(Codes.HOST_DOWN);
            assertThat(c.blockers().get(0).host()).contains(KVM1);
        });
    }

    @Test
    void aCodeThatNothingHasIsNotAccepted() {
        GuestnetException e = catchThrowableOfType(
                GuestnetException.class,
                () -> scene.core
                        .guests()
                        .migrate(WEB1, KVM3, MigrateOptions.defaults().accepting(Set.of("local_scope"))));
        assertThat(e.code()).isEqualTo(Codes.INVALID_ARGUMENT);
        assertThat(e).hasMessageContaining("the code local_scope").hasMessageContaining(Codes.LOCAL_SCOPE);
    }

    @Test
    void anotherWireWantsConsent() throws GuestnetException {
        GuestnetException e = refused(KVM3);
        assertThat(e.code()).isEqualTo(Codes.LOCAL_SCOPE);
        assertThat(e.findings().get(0).severity()).isEqualTo(Severity.CONSENT);
        assertThat(e).hasMessageContaining("--accept LOCAL_SCOPE");
        MigrateOptions accepting = MigrateOptions.defaults().accepting(Set.of(Codes.LOCAL_SCOPE));
        assertAccepted(scene.core.guests().migrate(WEB1, KVM3, accepting.withDryRun(true)));
        Operation moved = scene.core.guests().migrate(WEB1, KVM3, accepting);
        assertThat(moved.state()).isEqualTo(State.DONE);
        assertAccepted(moved);
        assertAccepted(scene.last());
        assertThat(scene.runs(KVM3, web1)).isTrue();
    }

    private static void assertAccepted(Operation move) {
        assertThat(move.findings())
                .filteredOn(f -> f.code().equals(Codes.LOCAL_SCOPE))
                .singleElement()
                .matches(f -> f.severity() == Severity.NOTICE && f.remedy().isEmpty());
        assertThat(move.findings()).extracting(Finding::code).doesNotContain(Codes.NOT_CHECKED);
    }

    @Test
    void whatIsNotVerifiedIsTold() throws GuestnetException {
        assertThat(migrate(KVM2).findings()).extracting(Finding::code).contains(Codes.SEGMENT_UNVERIFIED);
    }

    @Test
    void differentSegmentsAreRefused() throws GuestnetException {
        String segment =
                "<network type='bridge'><name>red-network</name><bridge name='br0'/><segment id='%s'/></network>";
        scene.core
                .networks()
                .define(
                        KVM2,
                        segment.formatted("blue"),
                        org.guestnet.api.DefineOptions.defaults().withReplace(true));
        String pool = EXCLUSIVE.replace("</source>", "</source><segment id='red'/>");
        scene.core
                .networks()
                .define(KVM1, pool, org.guestnet.api.DefineOptions.defaults().withReplace(true));
        assertThat(refused(KVM2).findings()).extracting(Finding::code).contains(Codes.SEGMENT_MISMATCH);
    }

    @Test
    void aMigrationThatFailsLeavesTheGuestRunningAndNothingAtTheDestination() throws GuestnetException {
        scene.sim(KVM2).faults().failNext(SimCall.MIGRATE_PREPARE);
        GuestnetException e = refused(KVM2);
        assertThat(e.findings()).extracting(Finding::code).contains(Codes.HOST_REFUSED, Codes.GUEST_RUNS_ON);
        assertThat(e).hasMessageContaining("runs on host kvm1");
        assertThat(scene.runs(KVM1, web1)).isTrue();
        assertThat(scene.report(KVM2, web1)).isEmpty();
        assertThat(scene.ports(KVM2)).isZero();
        assertThat(scene.store.claims()).hasSize(1);
        assertThat(scene.core.operations().list(1).get(0).state()).isEqualTo(State.UNDONE);
    }

    @Test
    void aGuestThatDoesNotRunOrIsThereAlreadyIsRefused() throws GuestnetException {
        assertThat(refused(KVM1).code()).isEqualTo(Codes.INVALID_ARGUMENT);
        scene.on(KVM1, s -> s.destroyGuest(web1));
        scene.core.hosts().refresh(KVM1);
        assertThat(refused(KVM2).code()).isEqualTo(Codes.GUEST_NOT_RUNNING);
    }

    @Test
    void aDryRunNamesStepsAndUndos() throws GuestnetException {
        Operation planned = scene.core
                .guests()
                .migrate(WEB1, KVM2, MigrateOptions.defaults().withDryRun(true));
        assertThat(planned.state()).isEqualTo(State.PLANNED);
        assertThat(planned.steps()).extracting(Operation.Step::what).anyMatch(w -> w.startsWith("migrate guest web1"));
        assertThat(scene.runs(KVM1, web1)).isTrue();
    }

    @Test
    void whenTheDestinationDiesTheGuestRunsOnOneHostAndTheOperationIsSettledWhenItIsBack() throws Exception {
        scene.sim(KVM2).faults().dieNext(SimCall.MIGRATE_PREPARE, Moment.AFTER);
        GuestnetException e = refused(KVM2);
        assertThat(e.findings()).extracting(Finding::code).contains(Codes.UNCERTAIN);
        scene.sim(KVM2).revive();
        settled();
        assertThat(scene.runs(KVM1, web1) ^ scene.runs(KVM2, web1)).isTrue();
        assertThat(scene.noBlockers()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"kvm2, MIGRATE_PREPARE", "kvm1, MIGRATE_PERFORM", "kvm2, MIGRATE_FINISH", "kvm1, MIGRATE_CONFIRM"})
    void aManagerThatWasKilledWhileTheGuestMovedSettlesItAfterItsRestart(String where, SimCall step) throws Exception {
        var hang = scene.sim(new HostName(where)).faults().hangNext(step, Moment.BEFORE);
        Thread moving = new Thread(() -> catchThrowableOfType(GuestnetException.class, () -> migrate(KVM2)));
        moving.start();
        hang.awaitReached();
        scene.restart();
        hang.release();
        moving.join(PATIENCE.toMillis());
        settled();
        assertThat(scene.runs(KVM1, web1) ^ scene.runs(KVM2, web1))
                .as("one copy runs")
                .isTrue();
        assertThat(scene.store.claims().stream()
                        .allMatch(c -> scene.runs(c.key().host(), web1)))
                .isTrue();
    }

    private void settled() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.store.open()).isEmpty());
    }

    @Test
    void disksAreNotWrittenOverOthersWithoutConsent() throws GuestnetException {
        MigrateOptions copying =
                MigrateOptions.defaults().with(MigrationSettings.defaults().withCopyStorage(true));
        assertThat(catchThrowableOfType(GuestnetException.class, () -> scene.migrate("web1", KVM2, copying))
                        .code())
                .isEqualTo(Codes.STORAGE_OVERWRITTEN);
        Operation moved = scene.migrate("web1", KVM2, copying.accepting(Set.of(Codes.STORAGE_OVERWRITTEN)));
        assertThat(moved.findings()).extracting(f -> f.code()).contains(Codes.STORAGE_OVERWRITTEN);
    }
}
