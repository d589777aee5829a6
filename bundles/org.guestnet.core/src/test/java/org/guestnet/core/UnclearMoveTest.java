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
import static org.guestnet.core.Scene.NAT;
import static org.guestnet.core.Scene.PATIENCE;
import static org.guestnet.core.Scene.RED;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guestnet.api.DrainOptions;
import org.guestnet.api.MigrateOptions;
import org.guestnet.driver.GuestReport;
import org.guestnet.driver.HostSession;
import org.guestnet.driver.HostSession.GuestView;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.StepState;
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
        abandonedMove(StepState.BEGUN);
    }

    private void abandonedMove(StepState reached) throws GuestnetException {
        abandonedMove(KVM1, KVM2, reached);
    }

    private void abandonedMove(HostName from, HostName to, StepState reached) throws GuestnetException {
        scene.store.write(Operation.begin(
                        OperationId.random(),
                        Operation.Kind.GUEST_MIGRATE,
                        "web1",
                        Optional.of(web1),
                        from,
                        Optional.of(to),
                        List.of())
                .withSteps(List.of(new Operation.Step("migrate guest web1 from " + from + " to " + to, "", reached)))
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
        awaitSaid("postcopy failed", "postcopy failed");
        assertThat(scene.report(KVM1, web1).orElseThrow().state()).isEqualTo(GuestReport.State.POSTCOPY_FAILED);
        assertThat(scene.report(KVM2, web1).orElseThrow().state()).isEqualTo(GuestReport.State.POSTCOPY_FAILED);
    }

    /** The guest has been at the destination, and its disks are newer than the memory at the source. */
    @Test
    void aCopyThatWasLeftBehindIsNotResumedWhenTheGuestHasRunAtTheDestination() throws GuestnetException {
        scene.sim(KVM1).leaveBehind(web1);
        scene.on(KVM2, s -> s.destroyGuest(web1));
        abandonedMove();
        awaitSaid("paused migrating", "shut off");
        assertThat(scene.report(KVM1, web1).orElseThrow().state()).isEqualTo(GuestReport.State.PAUSED_MIGRATING);
    }

    @Test
    void aGuestThatLeftAndEndedThereHasMoved() throws GuestnetException {
        scene.on(KVM2, s -> s.destroyGuest(web1));
        scene.on(KVM1, s -> s.destroyGuest(web1));
        scene.on(KVM1, s -> s.undefineGuest(web1));
        abandonedMove();
        scene.awaitSettled();
        assertThat(scene.last().state()).isEqualTo(State.DONE);
    }

    @Test
    void noCopyOfAGuestWhoseMigrationIsOpenIsStartedOrSentElsewhere() throws Exception {
        scene.sim(KVM1).leaveBehind(web1);
        scene.restartWithout(dead(KVM2));
        abandonedMove();
        for (Throwing refused : List.<Throwing>of(() -> scene.migrate("web1", KVM3, MigrateOptions.defaults()), () -> {
            scene.on(KVM1, s -> s.destroyGuest(web1));
            scene.start("web1");
        })) {
            GuestnetException e = catchThrowableOfType(GuestnetException.class, refused::run);
            assertThat(e.code()).isEqualTo(Codes.MIGRATION_OPEN);
            assertThat(e).hasMessageContaining("host kvm1").hasMessageContaining("host kvm2");
        }
        assertThat(scene.runs(KVM3, web1)).isFalse();
        assertThat(scene.runs(KVM1, web1)).isFalse();
    }

    private interface Throwing {
        void run() throws GuestnetException;
    }

    private HostName dead(HostName host) {
        scene.sim(host).die();
        return host;
    }

    @Test
    void aHostThatIsGoneForGoodIsGivenUpAndItsGuestStartsElsewhere() throws Exception {
        scene.on(KVM1, s -> s.destroyGuest(web1));
        scene.restartWithout(dead(KVM2));
        abandonedMove();
        scene.store.take(List.of(claimAt(KVM2)));
        assertThat(catchThrowableOfType(
                        GuestnetException.class, () -> scene.core.hosts().remove(KVM2)))
                .hasMessageContaining("--lost");

        scene.core.hosts().removeLost(KVM2);

        assertThat(scene.store.open()).isEmpty();
        assertThat(scene.store.claims()).isEmpty();
        assertThat(scene.last().findings())
                .extracting(Finding::detail)
                .contains("given up with host kvm2, which is gone for good: nobody looked there");
        assertThat(scene.start("web1").state()).isEqualTo(State.DONE);
    }

    @Test
    void aDrainEndsAndSaysWhyItLeftAGuestWhoseMigrationToItsHostIsOpen() throws Exception {
        scene.on(KVM2, s -> {
            s.destroyGuest(web1);
            s.undefineGuest(web1);
        });
        scene.restartWithout(dead(KVM3));
        abandonedMove(KVM3, KVM1, StepState.BEGUN);
        Operation drain = scene.core.hosts().drain(KVM1, DrainOptions.defaults().accepting(Set.of(Codes.LOCAL_SCOPE)));
        assertThat(drain.state()).isEqualTo(State.DONE);
        assertThat(drain.findings()).anyMatch(f -> f.detail().contains("has not ended"));
        assertThat(scene.runs(KVM1, web1)).isTrue();
    }

    @Test
    void aGuestThatWasNotSentYetStartsWhereItIs() throws Exception {
        scene.on(KVM1, s -> s.destroyGuest(web1));
        scene.restartWithout(dead(KVM2));
        abandonedMove(StepState.PLANNED);
        assertThat(scene.start("web1").state()).isEqualTo(State.DONE);
    }

    /** It has arrived in truth, and its source burnt down. */
    @Test
    void aGuestWhoseSourceIsGivenUpStartsNowhereWhileItsDestinationIsSilent() throws Exception {
        String[] xml = new String[1];
        scene.on(KVM1, s -> xml[0] = s.guestXml(web1, GuestView.PERSISTENT));
        scene.define(KVM3, NAT);
        scene.on(KVM3, s -> s.defineGuest(xml[0]));
        scene.core.hosts().refresh(KVM3);
        scene.restartWithout(dead(KVM1), dead(KVM2));
        abandonedMove();
        scene.core.hosts().removeLost(KVM1);
        GuestnetException e = catchThrowableOfType(
                GuestnetException.class,
                () -> scene.core.guests().start(new GuestName("web1"), Optional.of(KVM3), false));
        assertThat(e.code()).isEqualTo(Codes.GUEST_RUNNING);
        assertThat(e).hasMessageContaining("may run on host kvm2");
    }

    private Claim claimAt(HostName host) {
        return new Claim(
                new Claim.Key(host, "eth0", 0),
                RED,
                web1,
                "web1",
                new MacAddress("52:54:00:00:01:01"),
                OperationId.random(),
                Claim.State.BOUND,
                Instant.EPOCH);
    }

    @Test
    void aHostThatAnswersIsNotGivenUp() {
        GuestnetException e = catchThrowableOfType(
                GuestnetException.class, () -> scene.core.hosts().removeLost(KVM2));
        assertThat(e.code()).isEqualTo(Codes.BUSY);
    }

    @Test
    void aCopyThatOthersLeftBehindIsNotMigrated() throws GuestnetException {
        scene.on(KVM2, s -> {
            s.destroyGuest(web1);
            s.undefineGuest(web1);
        });
        scene.core.hosts().refresh(KVM2);
        scene.sim(KVM1).leaveBehind(web1);
        GuestnetException e = catchThrowableOfType(
                GuestnetException.class, () -> scene.migrate("web1", KVM3, MigrateOptions.defaults()));
        assertThat(e.code()).isEqualTo(Codes.GUEST_PAUSED);
    }
}
