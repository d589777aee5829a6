/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.guestnet.core.Scene.KVM2;
import static org.guestnet.core.Scene.PATIENCE;
import static org.guestnet.core.Scene.RED;

import org.guestnet.api.DefineOptions;
import org.guestnet.api.HostedNetwork;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation.State;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a definition whose host fell silent: it is done only if the host has what was wanted, all of it. */
class SettledDefinitionTest {

    private static final String OTHER = Scene.BRIDGE.replace("</network>", "<port isolated='yes'/></network>");

    private Scene scene;

    @BeforeEach
    void hosts() throws GuestnetException {
        scene = new Scene();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    /** A definition whose host dies at that call, and how it is settled when the host is back. */
    private void defineDying(SimCall call, Moment moment, boolean replace, State settled) throws Exception {
        DefineOptions options = DefineOptions.defaults();
        if (replace) {
            scene.core.networks().define(KVM2, Scene.BRIDGE, options.withAutostart(false));
        }
        scene.sim(KVM2).faults().dieNext(call, moment);
        GuestnetException e = catchThrowableOfType(
                GuestnetException.class, () -> scene.core.networks().define(KVM2, OTHER, options.withReplace(replace)));
        assertThat(e.findings()).extracting(Finding::code).contains(Codes.UNCERTAIN);
        scene.sim(KVM2).revive();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(scene.core.operations().list(1).get(0).state())
                                .isEqualTo(settled));
    }

    private HostedNetwork network() throws GuestnetException {
        return scene.core.networks().show(RED).get(0);
    }

    private void assertIsOther() throws GuestnetException {
        assertThat(scene.core.networks().document(KVM2, RED, false)).contains("isolated");
        assertThat(network().autostart()).isTrue();
        assertThat(network().findings()).extracting(Finding::code).doesNotContain(Codes.DRIFTED);
    }

    @Test
    void aDefinitionThatNeverReachedItsHostIsUndone() throws Exception {
        defineDying(SimCall.DEFINE_NETWORK, Moment.BEFORE, false, State.UNDONE);
        assertThat(scene.sim(KVM2).report().networks()).isEmpty();
    }

    @Test
    void aRedefinitionThatNeverReachedItsHostIsUndoneThoughTheNetworkIsThere() throws Exception {
        defineDying(SimCall.DEFINE_NETWORK, Moment.BEFORE, true, State.UNDONE);
        assertThat(scene.core.networks().document(KVM2, RED, false)).doesNotContain("isolated");
        assertThat(network().autostart()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDefinitionThatReachedItsHostUnseenIsCompleted(boolean replace) throws Exception {
        defineDying(SimCall.DEFINE_NETWORK, Moment.AFTER, replace, State.DONE);
        assertIsOther();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDefinitionThatDidNotComeToItsAutostartIsCompleted(boolean replace) throws Exception {
        defineDying(SimCall.AUTOSTART_NETWORK, Moment.BEFORE, replace, State.DONE);
        assertIsOther();
    }
}
