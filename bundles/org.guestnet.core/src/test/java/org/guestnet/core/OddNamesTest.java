/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.guestnet.core.Scene.EXCLUSIVE;
import static org.guestnet.core.Scene.KVM1;

import java.util.Optional;
import java.util.UUID;
import org.guestnet.api.Guests.StopMode;
import org.guestnet.model.Codes;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation.State;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that libvirt allows work everywhere, in XML, in messages, in the journal, and when an operation is settled. */
class OddNamesTest {

    private Scene scene;

    @BeforeEach
    void hosts() throws GuestnetException {
        scene = new Scene();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("'", "&apos;")
                .replace("\"", "&quot;");
    }

    private UUID defined(String name) throws GuestnetException {
        scene.define(KVM1, EXCLUSIVE.replace("red-network", xml(name)));
        UUID uuid = UUID.randomUUID();
        String domain = Scene.domain("web1", uuid, 1)
                .replace("red-network", xml(name))
                .replace(">web1<", ">" + xml(name) + "<");
        scene.on(KVM1, s -> s.defineGuest(domain));
        scene.core.hosts().refresh(KVM1);
        return uuid;
    }

    @ParameterizedTest
    @ValueSource(strings = {"red network", "it's \"red\" & <blue>", "rødt nettverk 網路", "100%s; $(x)"})
    void workThroughDefineStartStopAndUndefine(String name) throws GuestnetException {
        UUID guest = defined(name);
        assertThat(scene.start(name).state()).isEqualTo(State.DONE);
        assertThat(scene.runs(KVM1, guest)).isTrue();
        assertThat(scene.store.claims())
                .singleElement()
                .satisfies(c -> assertThat(c.guestName()).isEqualTo(name));
        scene.core.guests().stop(new GuestName(name), Optional.empty(), StopMode.DESTROY, false);
        assertThat(scene.core
                        .networks()
                        .undefine(KVM1, new NetworkName(name), false)
                        .state())
                .isEqualTo(State.DONE);
        assertThat(scene.sim(KVM1).report().networks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"red network", "it's \"red\" & <blue>", "rødt nettverk 網路"})
    void workWhenAnOperationIsSettled(String name) throws GuestnetException {
        UUID guest = defined(name);
        scene.sim(KVM1).faults().dieNext(SimCall.START_GUEST, Moment.AFTER);
        GuestnetException e = catchThrowableOfType(GuestnetException.class, () -> scene.start(name));
        assertThat(e.findings()).extracting(f -> f.code()).contains(Codes.UNCERTAIN);
        scene.sim(KVM1).revive();
        await().atMost(Scene.PATIENCE)
                .untilAsserted(() -> assertThat(scene.store.open()).isEmpty());
        assertThat(scene.store.claims()).hasSize(scene.runs(KVM1, guest) ? 1 : 0);
    }
}
