/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.core.Scene.BRIDGE;
import static org.guestnet.core.Scene.EXCLUSIVE;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;

import java.util.Optional;
import java.util.UUID;
import org.guestnet.api.MigrateOptions;
import org.guestnet.driver.GuestReport;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Hypervisor;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.PeerAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Between hosts that reach each other or do not, and what is told of the interfaces. */
class MigratePeersTest {

    private final Scene scene = new Scene();
    private UUID web1;

    MigratePeersTest() throws GuestnetException {}

    @BeforeEach
    void running() throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE);
        scene.define(KVM2, BRIDGE);
        web1 = scene.guest(KVM1, "web1", 1);
        scene.start("web1");
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private Operation there() throws GuestnetException {
        return scene.migrate("web1", KVM2, MigrateOptions.defaults());
    }

    @Test
    void aHostThatDoesNotReachTheOtherIsSteeredFromHereAndThatIsSaid() throws GuestnetException {
        scene.sim(KVM2).setReached(false);
        Operation moved = there();
        assertThat(moved.state()).isEqualTo(State.DONE);
        assertThat(moved.findings()).extracting(Finding::code).contains(Codes.PEER_UNREACHABLE);
        assertThat(scene.runs(KVM2, web1)).isTrue();
    }

    @Test
    void aHostThatWasOutOfReachIsNotTriedAgainForAWhile() throws GuestnetException {
        scene.sim(KVM2).setReached(false);
        there();
        scene.migrate("web1", KVM1, MigrateOptions.defaults());
        scene.sim(KVM2).setReached(true);
        assertThat(there().findings()).extracting(Finding::code).contains(Codes.PEER_UNREACHABLE);
    }

    @Test
    void aHostThatOthersNeverReachIsNotTriedAndThatIsNoFinding() throws GuestnetException {
        scene.sim(KVM2).setReached(false); // whoever tries says so
        scene.core.hosts().change(Scene.host(KVM2, Hypervisor.QEMU).withPeerAddress(Optional.of(PeerAddress.NEVER)));
        Operation moved = there();
        assertThat(moved.state()).isEqualTo(State.DONE);
        assertThat(moved.findings()).extracting(Finding::code).doesNotContain(Codes.PEER_UNREACHABLE);
    }

    @Test
    void hostsThatReachEachOtherMigrateAmongThemselves() throws GuestnetException {
        assertThat(there().findings()).extracting(Finding::code).doesNotContain(Codes.PEER_UNREACHABLE);
    }

    @Test
    void theGapAndTheAnnouncementOfEachInterfaceAreTold() throws GuestnetException {
        Operation.InterfaceReport nic = there().interfaces().get(0);
        assertThat(nic.gap()).hasValueSatisfying(gap -> assertThat(gap).isPositive());
        assertThat(nic.announced()).isTrue();
    }

    @Test
    void aPausedGuestArrivesPausedAndTheReportSaysSo() throws GuestnetException {
        scene.sim(KVM1).pauseGuest(web1);
        Operation moved = there();
        assertThat(scene.report(KVM2, web1).orElseThrow().state()).isEqualTo(GuestReport.State.PAUSED);
        assertThat(moved.findings()).extracting(Finding::code).contains(Codes.GUEST_PAUSED);
        assertThat(moved.interfaces().get(0).gap()).isEmpty();
        assertThat(moved.interfaces().get(0).announced()).isFalse();
    }

    @Test
    void aGuestThatStartsWithItsHostDoesSoAtTheDestination() throws GuestnetException {
        scene.on(KVM1, s -> s.setGuestAutostart(web1, true));
        there();
        assertThat(scene.report(KVM2, web1).orElseThrow().autostart()).isTrue();
    }

    @Test
    void aGuestWithoutAConfigurationHasNoneAtTheDestination() throws GuestnetException {
        scene.on(KVM1, s -> s.undefineGuest(web1));
        there();
        assertThat(scene.report(KVM2, web1).orElseThrow().persistent()).isFalse();
    }
}
