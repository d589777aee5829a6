/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.guestnet.core.NicScene.BLUE;
import static org.guestnet.core.NicScene.FIRST;
import static org.guestnet.core.NicScene.GREEN;
import static org.guestnet.core.NicScene.SECOND;
import static org.guestnet.core.NicScene.eventually;
import static org.guestnet.core.NicScene.refused;
import static org.guestnet.core.Scene.PATIENCE;
import static org.guestnet.core.Scene.RED;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.guestnet.api.AttachOptions;
import org.guestnet.api.MoveNicOptions;
import org.guestnet.api.NicScope;
import org.guestnet.driver.NetworkReport;
import org.guestnet.driver.store.ClaimStore;
import org.guestnet.model.Claim;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.Step;
import org.guestnet.sim.internal.Moment;
import org.guestnet.sim.internal.SimCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The manager is killed within a change of an interface: what is there decides, and nothing is left half done. */
class NicSettleTest {

    private NicScene it;

    @BeforeEach
    void running() throws GuestnetException {
        it = new NicScene();
    }

    @AfterEach
    void end() {
        it.close();
    }

    /** Kills the manager at the next call of that kind, and starts another. */
    private void killedAt(SimCall call, Moment moment, ThrowingCallable change) throws Exception {
        var hang = it.sim().faults().hangNext(call, moment);
        Thread changing = new Thread(() -> catchThrowableOfType(GuestnetException.class, change));
        changing.start();
        hang.awaitReached();
        it.scene.restart();
        changing.join(PATIENCE.toMillis());
        settled();
    }

    private void settled() {
        eventually(() -> {
            it.scene.core.lookSoon();
            assertThat(it.scene.store.open()).isEmpty();
        });
    }

    /** Its first claim fails, as in a store that does not answer for a moment. */
    private ClaimStore failingOnce() {
        AtomicBoolean failed = new AtomicBoolean();
        return (ClaimStore) Proxy.newProxyInstance(
                ClaimStore.class.getClassLoader(), new Class<?>[] {ClaimStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("take") && failed.compareAndSet(false, true)) {
                        throw new GuestnetException(Finding.blocker(Codes.STORE_FAILED, "it does not answer", ""));
                    }
                    return method.invoke(it.scene.store, args);
                });
    }

    private void ended(State state) throws GuestnetException {
        assertThat(it.youngest().state()).isEqualTo(state);
    }

    @Test
    void killedBeforeTheHostWasAskedNothingIsLeft() throws Exception {
        killedAt(SimCall.ATTACH_INTERFACE, Moment.BEFORE, it::attach);
        ended(State.UNDONE);
        assertThat(it.configured(SECOND)).isEmpty();
        assertThat(it.claims()).isEmpty();
    }

    @Test
    void killedBetweenConfigurationAndRunningGuestTheConfigurationFollows() throws Exception {
        killedAt(SimCall.ATTACH_INTERFACE, Moment.AFTER, it::attach);
        ended(State.UNDONE);
        assertThat(it.live(SECOND)).isEmpty();
        assertThat(it.configured(SECOND)).isEmpty();
        assertThat(it.claims()).isEmpty();
    }

    @Test
    void killedAfterTheRunningGuestGotItItIsDone() throws Exception {
        killedAt(
                SimCall.ATTACH_INTERFACE,
                Moment.AFTER,
                () -> it.attach(BLUE, AttachOptions.defaults().with(SECOND).in(NicScope.LIVE)));
        ended(State.DONE);
        assertThat(it.live(SECOND)).isPresent();
        assertThat(it.claims()).extracting(Claim::state).containsExactly(Claim.State.BOUND);
    }

    @Test
    void aConfigurationAloneIsKeptAsItIsFound() throws Exception {
        killedAt(
                SimCall.ATTACH_INTERFACE,
                Moment.AFTER,
                () -> it.attach(BLUE, AttachOptions.defaults().with(SECOND).in(NicScope.CONFIG)));
        ended(State.DONE);
        assertThat(it.configured(SECOND)).isPresent();
        assertThat(it.live(SECOND)).isEmpty();
    }

    @Test
    void aDetachmentThatWasBegunIsBroughtToItsEnd() throws Exception {
        it.attach();
        killedAt(SimCall.DETACH_INTERFACE, Moment.AFTER, () -> it.detach(SECOND));
        ended(State.DONE);
        eventually(() -> assertThat(it.live(SECOND)).isEmpty());
        assertThat(it.configured(SECOND)).isEmpty();
        it.scene.core.hosts().refresh(Scene.KVM1);
        eventually(() -> assertThat(it.claims()).isEmpty());
    }

    @Test
    void aDetachmentThatReachedNothingIsUndone() throws Exception {
        it.attach();
        killedAt(SimCall.DETACH_INTERFACE, Moment.BEFORE, () -> it.detach(SECOND));
        ended(State.UNDONE);
        assertThat(it.live(SECOND)).isPresent();
        assertThat(it.configured(SECOND)).isPresent();
        assertThat(it.claims()).hasSize(1);
    }

    @Test
    void aMoveOfWhichOnlyTheConfigurationTookEffectIsUndone() throws Exception {
        killedAt(SimCall.UPDATE_INTERFACE, Moment.AFTER, () -> it.move(GREEN, MoveNicOptions.defaults()));
        ended(State.UNDONE);
        assertThat(it.live(FIRST).flatMap(GuestInterface::network)).contains(RED);
        assertThat(it.configured(FIRST).flatMap(GuestInterface::network)).contains(RED);
    }

    @Test
    void whatCannotBeConnectedForAMomentIsTriedAgain() throws Exception {
        it.scene.claimStore = failingOnce();
        killedAt(
                SimCall.ATTACH_INTERFACE,
                Moment.BEFORE,
                () -> it.move(BLUE, MoveNicOptions.defaults().withReplug(true)));
        ended(State.DONE);
        assertThat(it.live(FIRST).flatMap(GuestInterface::network)).contains(BLUE);
        assertThat(it.claims()).extracting(Claim::state).containsExactly(Claim.State.BOUND);
    }

    /** The host does not say what became of the second call: the running guest's. */
    private void secondIsNotAnswered(SimCall call, Moment moment, ThrowingCallable change) throws GuestnetException {
        it.sim().faults().hangNext(call, Moment.BEFORE).release();
        it.sim().faults().hangNext(call, moment);
        assertThat(refused(change).findings()).extracting(Finding::code).contains(Codes.UNCERTAIN);
        settled();
    }

    @Test
    void whatTheGuestLetGoOfUnansweredIsTakenOutOfTheConfigurationToo() throws Exception {
        it.attach();
        secondIsNotAnswered(SimCall.DETACH_INTERFACE, Moment.AFTER, () -> it.detach(SECOND));
        ended(State.DONE);
        assertThat(it.live(SECOND)).isEmpty();
        assertThat(it.configured(SECOND)).isEmpty();
    }

    @Test
    void whatTheGuestWasNotAskedForStaysAsTheConfigurationThatWasPutBackSays() throws Exception {
        it.attach();
        secondIsNotAnswered(SimCall.DETACH_INTERFACE, Moment.BEFORE, () -> it.detach(SECOND));
        ended(State.UNDONE);
        assertThat(it.live(SECOND)).isPresent();
        assertThat(it.configured(SECOND)).isPresent();
    }

    @Test
    void aNetworkThatWasStartedForAnInterfaceThatDidNotComeIsStopped() throws Exception {
        killedAt(SimCall.ATTACH_INTERFACE, Moment.BEFORE, () -> it.attach(GREEN, AttachOptions.defaults()));
        ended(State.UNDONE);
        assertThat(it.youngest().steps()).extracting(Step::what).anyMatch(w -> w.contains("start network green"));
        assertThat(it.sim().report().networks())
                .filteredOn(n -> n.name().equals(GREEN))
                .extracting(NetworkReport::active)
                .containsExactly(false);
    }

    @Test
    void aGuestThatHadLetGoOfTheDeviceIsConnectedAsItsConfigurationSays() throws Exception {
        MoveNicOptions replug = MoveNicOptions.defaults().withReplug(true);
        killedAt(SimCall.ATTACH_INTERFACE, Moment.BEFORE, () -> it.move(BLUE, replug));
        ended(State.DONE);
        assertThat(it.live(FIRST).flatMap(GuestInterface::network)).contains(BLUE);
        assertThat(it.configured(FIRST).flatMap(GuestInterface::network)).contains(BLUE);
        assertThat(it.claims()).extracting(Claim::state).containsExactly(Claim.State.BOUND);
        assertThat(it.scene.noBlockers()).isTrue();
    }
}
