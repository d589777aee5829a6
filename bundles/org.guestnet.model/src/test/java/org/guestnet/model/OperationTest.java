/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.Operation.StepState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationTest {

    private static final Step STEP = new Step("start the guest", "stop it", StepState.PLANNED);

    private static Operation begun(List<Step> steps) {
        return Operation.begin(
                OperationId.random(),
                Operation.Kind.GUEST_START,
                "web1",
                Optional.empty(),
                new HostName("kvm1"),
                Optional.empty(),
                steps);
    }

    @Test
    void beginsRunningWithItsStepsPlanned() {
        Operation operation = begun(List.of(STEP));
        assertThat(operation.state()).isEqualTo(State.RUNNING);
        assertThat(operation.steps()).containsExactly(STEP);
        assertThat(operation.ended()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DONE", "UNDONE", "PLANNED"})
    void hasEndedWhenItIsOver(State state) {
        assertThat(begun(List.of()).in(state).ended()).isPresent();
        assertThat(state.isOver()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNNING", "PREPARED", "UNCERTAIN"})
    void hasNotEndedWhileItIsNotOver(State state) {
        assertThat(begun(List.of()).in(state).ended()).isEmpty();
        assertThat(state.isOver()).isFalse();
    }

    @Test
    void endsOnceOnly() {
        Operation done = begun(List.of()).in(State.DONE);
        assertThat(done.in(State.DONE).ended()).isEqualTo(done.ended());
        assertThat(done.in(State.RUNNING).ended()).isEmpty();
    }

    @Test
    void changesByMakingACopy() {
        Operation operation = begun(List.of(STEP));
        Finding finding = Finding.notice("ODD", "it is odd", "");
        assertThat(operation.withSteps(List.of(STEP.in(StepState.DONE))).steps())
                .extracting(Step::state)
                .containsExactly(StepState.DONE);
        assertThat(operation.withFindings(List.of(finding)).findings()).containsExactly(finding);
        assertThat(operation.steps()).containsExactly(STEP);
        assertThat(operation.findings()).isEmpty();
        assertThat(operation.withInterfaces(List.of())).isEqualTo(operation);
    }

    @Test
    void doesNotChangeWithTheListsThatItWasMadeOf() {
        List<Step> steps = new ArrayList<>(List.of(STEP));
        Operation operation = begun(steps);
        steps.clear();
        assertThat(operation.steps()).containsExactly(STEP);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> operation.steps().clear());
    }
}
