/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.guestnet.core.Scene.KVM1;
import static org.guestnet.core.Scene.KVM2;

import java.time.Duration;
import java.util.Optional;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A manager that has just begun knows nothing of a silent host's guests but what the journal says: no second copy is started. */
class UnseenHostTest {

    private static final GuestName WEB1 = new GuestName("web1");

    private final Scene scene = new Scene();

    UnseenHostTest() throws GuestnetException {}

    @BeforeEach
    void aGuestOfTwoHostsThatRunsOnTheFirst() throws GuestnetException {
        scene.define(KVM1, Scene.POOL);
        scene.define(KVM2, Scene.BRIDGE);
        scene.guest(KVM1, "web1", 1);
        start(KVM1);
        scene.guest(KVM2, "web1", 1);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private void start(HostName host) throws GuestnetException {
        scene.core.guests().start(WEB1, Optional.of(host), false);
    }

    private void theFirstHostDiesAndTheManagerTooAndAnotherBegins() throws GuestnetException {
        scene.sim(KVM1).die();
        scene.restartWithout(KVM1);
    }

    @Test
    void theCopyElsewhereIsNotStarted() throws GuestnetException {
        theFirstHostDiesAndTheManagerTooAndAnotherBegins();
        GuestnetException refused = catchThrowableOfType(GuestnetException.class, () -> start(KVM2));
        assertThat(refused.code()).isEqualTo(Codes.GUEST_RUNNING);
        assertThat(refused.findings().get(0).host()).contains(KVM1);
    }

    @Test
    void norIsItPrepared() throws GuestnetException {
        theFirstHostDiesAndTheManagerTooAndAnotherBegins();
        String xml = Scene.domain("web1", Scene.guestId(1), 1);
        assertThat(catchThrowableOfType(
                                GuestnetException.class,
                                () -> scene.core.guests().prepare(KVM2, xml, Duration.ofSeconds(30)))
                        .code())
                .isEqualTo(Codes.GUEST_RUNNING);
    }

    @Test
    void aGuestThatWasStoppedThereIsStartedElsewhere() throws GuestnetException {
        scene.core.guests().stop(WEB1, Optional.of(KVM1), StopMode.DESTROY, false);
        theFirstHostDiesAndTheManagerTooAndAnotherBegins();
        start(KVM2);
        assertThat(scene.runs(KVM2, Scene.guestId(1))).isTrue();
    }
}
