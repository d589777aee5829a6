/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guestnet.core.NicScene.SECOND;
import static org.guestnet.core.NicScene.WEB1;
import static org.guestnet.core.NicScene.eventually;
import static org.guestnet.core.NicScene.refused;
import static org.guestnet.core.Scene.KVM1;

import org.guestnet.api.DetachOptions;
import org.guestnet.api.NicScope;
import org.guestnet.driver.HostSession.Extent;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.DeviceName;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.MacAddress;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Plug;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetachTest {

    private NicScene it;

    @BeforeEach
    void attached() throws GuestnetException {
        it = new NicScene();
        it.attach();
    }

    @AfterEach
    void end() {
        it.close();
    }

    @Test
    void theSlotIsFreedWhenTheGuestHasLetGo() throws GuestnetException {
        Operation detached = it.detach(SECOND);
        assertThat(detached.state()).isEqualTo(State.DONE);
        assertThat(detached.findings()).isEmpty();
        assertThat(detached.interfaces()).singleElement().satisfies(report -> {
            assertThat(report.before()).contains(Plug.direct(new DeviceName("ens1f0"), "passthrough"));
            assertThat(report.after()).isEmpty();
        });
        assertThat(it.live(SECOND)).isEmpty();
        assertThat(it.configured(SECOND)).isEmpty();
        assertThat(it.claims()).isEmpty();
    }

    @Test
    void aGuestThatDoesNotLetGoKeepsItsSlotUntilItDoes() throws GuestnetException {
        it.sim().setClinging(it.web1, true);
        Operation detached = it.detach(SECOND);
        assertThat(detached.state()).isEqualTo(State.DONE);
        assertThat(detached.findings()).extracting(Finding::code).containsExactly(Codes.NOT_AS_ASKED);
        assertThat(detached.interfaces().get(0).after())
                .as("it is still connected")
                .isPresent();
        assertThat(it.configured(SECOND)).isEmpty();
        assertThat(it.claims()).extracting(Claim::state).containsExactly(Claim.State.BOUND);
        it.other("db2", 2);
        it.other("db3", 3);
        it.scene.start("db2");
        assertThat(refused(() -> it.scene.start("db3")).code()).isEqualTo(Codes.POOL_EXHAUSTED);
        it.sim().setClinging(it.web1, false);
        it.scene.on(KVM1, s -> s.detachInterface(it.web1, SECOND, Extent.LIVE));
        it.scene.core.hosts().refresh(KVM1);
        eventually(() -> assertThat(it.claims()).extracting(Claim::guestName).containsExactly("db2"));
        assertThat(it.scene.start("db3").state()).isEqualTo(State.DONE);
    }

    @Test
    void onlyOneOfTheTwoDocumentsChangesWhereThatIsAskedFor() throws GuestnetException {
        it.scene.core.guests().detach(WEB1, SECOND, DetachOptions.defaults().in(NicScope.CONFIG));
        assertThat(it.configured(SECOND)).isEmpty();
        assertThat(it.live(SECOND)).isPresent();
        assertThat(it.claims()).hasSize(1);
        it.scene.core.guests().detach(WEB1, SECOND, DetachOptions.defaults().in(NicScope.LIVE));
        assertThat(it.live(SECOND)).isEmpty();
        assertThat(it.claims()).isEmpty();
    }

    @Test
    void aHostThatRefusesLeavesTheConfigurationAsItWas() throws GuestnetException {
        GuestInterface before = it.configured(SECOND).orElseThrow();
        it.failSecond(SimCall.DETACH_INTERFACE);
        assertThat(refused(() -> it.detach(SECOND)).code()).isEqualTo(Codes.HOST_REFUSED);
        assertThat(it.configured(SECOND).orElseThrow().element()).isEqualTo(before.element());
        assertThat(it.live(SECOND)).isPresent();
        assertThat(it.claims()).hasSize(1);
        assertThat(it.youngest().state()).isEqualTo(State.UNDONE);
    }

    @Test
    void anInterfaceThatTheGuestLacksIsUnknown() {
        GuestnetException e = refused(() -> it.detach(new MacAddress("52:54:00:00:0f:0f")));
        assertThat(e.code()).isEqualTo(Codes.NIC_UNKNOWN);
        assertThat(e).hasMessageContaining("52:54:00:00:0f:0f").hasMessageContaining("Try:");
    }
}
