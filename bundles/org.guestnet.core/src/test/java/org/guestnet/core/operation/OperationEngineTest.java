/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.driver.store.contract.MemoryStore;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.Operation.StepState;
import org.guestnet.model.OperationId;
import org.junit.jupiter.api.Test;

class OperationEngineTest {

    private final MemoryStore store = new MemoryStore();
    private final OperationEngine engine = new OperationEngine(store);
    private final List<String> done = new ArrayList<>();
    private final Operation operation = Operation.begin(
            OperationId.random(),
            Operation.Kind.NETWORK_START,
            "red",
            Optional.empty(),
            new HostName("kvm1"),
            Optional.empty(),
            List.of());

    private PlannedStep step(String name) {
        return new PlannedStep(name, () -> done.add(name), "undo " + name, () -> done.add("undo " + name));
    }

    private static PlannedStep failing(String name, GuestnetException with) {
        return new PlannedStep(
                name,
                () -> {
                    throw with;
                },
                "",
                () -> {});
    }

    private static GuestnetException refused() {
        return new GuestnetException(Finding.blocker(Codes.HOST_REFUSED, "no", ""));
    }

    private static GuestnetException unreachable() {
        return new HostUnreachableException(Finding.blocker(Codes.HOST_TIMEOUT, "silent", ""), null);
    }

    private Operation journaled() {
        return store.operation(operation.id()).orElseThrow();
    }

    @Test
    void stepsAreDoneInOrderAndJournaled() throws GuestnetException {
        Operation ended = engine.run(operation, List.of(step("a"), step("b")), OperationEngine.done(o -> o));
        assertThat(done).containsExactly("a", "b");
        assertThat(ended.state()).isEqualTo(State.DONE);
        assertThat(journaled()).isEqualTo(ended);
        assertThat(ended.steps()).extracting(Step::state).containsOnly(StepState.DONE);
    }

    @Test
    void aStepIsJournaledBeforeItIsBegun() throws GuestnetException {
        PlannedStep looks = PlannedStep.of(
                "look", () -> done.add(journaled().steps().get(0).state().toString()));
        engine.run(operation, List.of(looks), OperationEngine.done(o -> o));
        assertThat(done).containsExactly("BEGUN");
    }

    @Test
    void afterAFailureWhatWasDoneIsUndoneInReverseOrder() {
        GuestnetException e = catchThrowableOfType(
                GuestnetException.class,
                () -> engine.run(
                        operation,
                        List.of(step("a"), step("b"), failing("c", refused()), step("d")),
                        OperationEngine.done(o -> o)));
        assertThat(e.code()).isEqualTo(Codes.HOST_REFUSED);
        assertThat(done).containsExactly("a", "b", "undo b", "undo a");
        assertThat(journaled().state()).isEqualTo(State.UNDONE);
        assertThat(journaled().steps())
                .extracting(Step::state)
                .containsExactly(StepState.UNDONE, StepState.UNDONE, StepState.FAILED, StepState.PLANNED);
    }

    @Test
    void aSilentHostLeavesTheOperationUncertain() {
        GuestnetException e = catchThrowableOfType(
                GuestnetException.class,
                () -> engine.run(
                        operation, List.of(step("a"), failing("b", unreachable())), OperationEngine.done(o -> o)));
        assertThat(e.findings()).extracting(Finding::code).contains(Codes.HOST_TIMEOUT, Codes.UNCERTAIN);
        assertThat(journaled().state()).isEqualTo(State.UNCERTAIN);
        assertThat(store.open()).hasSize(1);
    }

    private GuestnetException failsAndCannotUndo(GuestnetException with) {
        PlannedStep cannotUndo = new PlannedStep("b", () -> done.add("b"), "cannot", () -> {
            throw with;
        });
        return catchThrowableOfType(
                GuestnetException.class,
                () -> engine.run(
                        operation,
                        List.of(step("a"), cannotUndo, failing("c", refused())),
                        OperationEngine.done(o -> o)));
    }

    @Test
    void anUndoThatFailsLeavesTheOperationUncertainAndWhatWasDoneBeforeAsItIs() {
        failsAndCannotUndo(unreachable());
        assertThat(done).containsExactly("a", "b");
        assertThat(journaled().state()).isEqualTo(State.UNCERTAIN);
        assertThat(journaled().steps())
                .extracting(Step::state)
                .containsExactly(StepState.DONE, StepState.DONE, StepState.FAILED);
    }

    @Test
    void aHostIsCalledSilentOnlyIfItWas() {
        GuestnetException refused =
                failsAndCannotUndo(new GuestnetException(Finding.blocker(Codes.NOT_AS_ASKED, "it stays there", "")));
        assertThat(refused.findings())
                .extracting(Finding::code)
                .containsExactly(Codes.HOST_REFUSED, Codes.NOT_AS_ASKED, Codes.UNCERTAIN);
        assertThat(refused).hasMessageContaining("could not be undone: it stays there");
        assertThat(refused.getMessage()).doesNotContain("did not answer");
        assertThat(journaled().findings()).isEqualTo(refused.findings());
        assertThat(failsAndCannotUndo(unreachable())).hasMessageContaining("a host did not answer");
    }

    @Test
    void anInternalErrorIsUndoneLikeAnyOther() {
        PlannedStep broken = PlannedStep.of("b", () -> {
            throw new IllegalStateException("bug");
        });
        GuestnetException e = catchThrowableOfType(
                GuestnetException.class,
                () -> engine.run(operation, List.of(step("a"), broken), OperationEngine.done(o -> o)));
        assertThat(e.code()).isEqualTo(Codes.INTERNAL);
        assertThat(done).containsExactly("a", "undo a");
    }

    @Test
    void aDryRunNamesStepsAndUndosAndJournalsNothing() {
        Operation planned = OperationEngine.plan(operation, List.of(step("a")));
        assertThat(planned.state()).isEqualTo(State.PLANNED);
        assertThat(planned.steps()).containsExactly(new Step("a", "undo a", StepState.PLANNED));
        assertThat(done).isEmpty();
        assertThat(store.operation(operation.id())).isEmpty();
    }

    @Test
    void aManagerThatLosesItsLeaseDoesNoFurtherStepAndUndoesNone() {
        Leased leased = new Leased();
        OperationEngine fenced = new OperationEngine(store, leased);
        PlannedStep loses = new PlannedStep("loses", () -> leased.lost = true, "undo loses", () -> done.add("undo"));

        GuestnetException e = catchThrowableOfType(
                GuestnetException.class,
                () -> fenced.run(operation, List.of(step("one"), loses, step("three")), OperationEngine.done(o -> o)));

        assertThat(e.code()).isEqualTo(Codes.MANAGER_FENCED);
        assertThat(done).containsExactly("one");
        assertThat(leased.works).isZero();
        assertThat(store.operation(operation.id()).orElseThrow().state()).isEqualTo(State.UNCERTAIN);
    }

    /** A manager whose lease is lost when a test says so. */
    private static final class Leased implements ManagerStore {

        private boolean lost;
        private int works;

        @Override
        public Work begin() {
            works++;
            return new Work() {
                @Override
                public void check() throws GuestnetException {
                    if (lost) {
                        throw new GuestnetException(Finding.blocker(Codes.MANAGER_FENCED, "lost", ""));
                    }
                }

                @Override
                public void close() {
                    works--;
                }
            };
        }

        @Override
        public Optional<Holder> lock(Collection<String> keys, OperationId by) {
            return Optional.empty();
        }

        @Override
        public void unlock(Collection<String> keys, OperationId by) {
            // nobody else asks
        }

        @Override
        public void unlock(OperationId by) {
            // nobody else asks
        }

        @Override
        public boolean adopt(OperationId id) {
            return true;
        }

        @Override
        public void observe(Observer observer) {
            // the engine does not
        }

        @Override
        public void ignore(Observer observer) {
            // the engine does not
        }
    }
}
