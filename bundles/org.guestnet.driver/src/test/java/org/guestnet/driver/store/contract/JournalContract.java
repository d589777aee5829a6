/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.guestnet.driver.store.Journal;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link Journal} must hold. */
public abstract class JournalContract {

    private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");

    /** The journal under test, the same during one test; empty when the test begins. */
    protected abstract Journal journal();

    @Test
    void knowsNoOperationAtFirst() throws GuestnetException {
        assertThat(journal().operation(OperationId.random())).isEmpty();
        assertThat(journal().youngest(10)).isEmpty();
        assertThat(journal().open()).isEmpty();
    }

    @Test
    void givesBackEverythingThatAnOperationCanSay() throws GuestnetException {
        Operation all = OperationSamples.withEverything();
        journal().write(all);

        assertThat(journal().operation(all.id())).contains(all);
        assertThat(journal().youngest(1)).containsExactly(all);
    }

    @Test
    void givesBackAnOperationThatSaysTheLeast() throws GuestnetException {
        Operation bare = OperationSamples.started(NOON);
        journal().write(bare);

        assertThat(journal().operation(bare.id())).contains(bare);
        assertThat(journal().open()).containsExactly(bare);
    }

    @Test
    void putsARecordInPlaceOfTheEarlierOne() throws GuestnetException {
        Operation all = OperationSamples.withEverything();
        Operation less = new Operation(
                all.id(),
                Operation.Kind.GUEST_STOP,
                "db1",
                Optional.empty(),
                all.host(),
                Optional.empty(),
                State.UNCERTAIN,
                all.steps().subList(0, 1),
                List.of(),
                List.of(),
                all.started(),
                Optional.empty());
        journal().write(all);
        journal().write(less);
        assertThat(journal().youngest(10)).containsExactly(less);

        journal().write(all);
        assertThat(journal().youngest(10)).containsExactly(all);
    }

    @Test
    void keepsOperationsApart() throws GuestnetException {
        Operation one = OperationSamples.withEverything();
        Operation other = OperationSamples.withEverything();
        journal().write(one);
        journal().write(other.withSteps(List.of()));

        assertThat(journal().operation(one.id())).contains(one);
        assertThat(journal().operation(other.id())).contains(other.withSteps(List.of()));
    }

    @Test
    void givesTheYoungestFirst() throws GuestnetException {
        Operation middle = OperationSamples.started(NOON);
        Operation young = OperationSamples.started(NOON.plusNanos(1));
        Operation old = OperationSamples.started(NOON.minusSeconds(1));
        for (Operation operation : List.of(middle, young, old)) {
            journal().write(operation);
        }
        assertThat(journal().youngest(10)).containsExactly(young, middle, old);
        assertThat(journal().youngest(2)).containsExactly(young, middle);
        assertThat(journal().youngest(0)).isEmpty();
    }

    @Test
    void givesOpenOperationsOldestFirst() throws GuestnetException {
        Operation young = OperationSamples.started(NOON.plusSeconds(1));
        Operation old = OperationSamples.started(NOON);
        journal().write(young);
        journal().write(old);

        assertThat(journal().open()).containsExactly(old, young);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void callsAnOperationOpenUntilItIsOver(State state) throws GuestnetException {
        Operation operation = OperationSamples.started(NOON);
        journal().write(operation);
        journal().write(operation.in(state));

        assertThat(journal().open().isEmpty()).isEqualTo(state.isOver());
        assertThat(journal().operation(operation.id()).orElseThrow().state()).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(Operation.Kind.class)
    void knowsEveryKind(Operation.Kind kind) throws GuestnetException {
        Operation operation = OperationSamples.of(kind, NOON);
        journal().write(operation);

        assertThat(journal().operation(operation.id())).contains(operation);
    }

    @Test
    void cutsNoText() throws GuestnetException {
        String text = "ß\ud83d\ude00\n'".repeat(300_000);
        Operation operation = OperationSamples.saying(text);
        journal().write(operation);

        assertThat(journal().operation(operation.id())).contains(operation);
    }
}
