/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.drain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.core.drain.Moved.End;
import org.guestnet.driver.store.Journal;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.Operation.StepState;

/**
 * A drain in the journal. Each guest is journaled before its migration begins, and when it has ended; so whoever goes on knows
 * which guests may be on their way. Safe for any thread.
 */
final class DrainLog {

    private static final String GIVEN_UP = "the drain was given up because it was asked for";

    private final Journal journal;
    private Operation operation; // guarded by this
    private boolean closed; // guarded by this

    DrainLog(Journal journal, Operation operation) {
        this.journal = journal;
        this.operation = operation;
    }

    synchronized Operation operation() {
        return operation;
    }

    /** It is journaled for the first time. */
    synchronized void begin() throws GuestnetException {
        write(operation);
    }

    /** Nothing more is written: somebody else goes on with it. */
    synchronized void close() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Takes the next guest; empty if there is none. */
    synchronized Optional<Integer> beginNext() throws GuestnetException {
        for (int i = 0; i < operation.steps().size(); i++) {
            Step step = operation.steps().get(i);
            if (step.state() == StepState.PLANNED) {
                write(with(i, step.in(StepState.BEGUN)));
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** A guest's migration has ended. One that is not known to have ended stays begun. */
    synchronized void end(int index, Moved moved) throws GuestnetException {
        Step step = operation.steps().get(index);
        StepState state = state(moved.end());
        add(moved.findings());
        write(with(index, DrainText.step(DrainText.guest(step), moved.destination(), state)));
    }

    private static StepState state(End end) {
        return switch (end) {
            case GONE -> StepState.DONE;
            case STAYS -> StepState.FAILED;
            case LATER -> StepState.PLANNED;
            case UNCERTAIN, HALTED -> StepState.BEGUN;
        };
    }

    /** Those that were on their way when nobody watched are looked at again; what was said of their end is over. */
    synchronized void renew() throws GuestnetException {
        List<Step> steps = operation.steps().stream()
                .map(s -> s.state() == StepState.BEGUN ? s.in(StepState.PLANNED) : s)
                .toList();
        List<Finding> lasting = operation.findings().stream()
                .filter(f -> !f.code().equals(Codes.UNCERTAIN))
                .toList();
        write(operation.withSteps(steps).withFindings(lasting).in(State.RUNNING));
    }

    /** That it is to be given up: also for a manager that goes on with it. False if it is over. */
    synchronized boolean abort() throws GuestnetException {
        if (operation.state().isOver()) {
            return false;
        }
        add(List.of(Finding.blocker(
                Codes.ABORTED, GIVEN_UP, "host:drain " + operation.host() + " goes on with the guests that are left")));
        write(operation);
        return true;
    }

    synchronized boolean isAborted() {
        return operation.findings().stream()
                .anyMatch(f -> f.code().equals(Codes.ABORTED)
                        && f.detail().equals(GIVEN_UP)); // not only one guest's migration
    }

    synchronized boolean has(StepState state) {
        return operation.steps().stream().anyMatch(s -> s.state() == state);
    }

    synchronized Operation end(State state, List<Finding> more) throws GuestnetException {
        add(more);
        write(operation.in(state));
        return operation;
    }

    private void add(List<Finding> more) {
        List<Finding> all = new ArrayList<>(operation.findings());
        all.addAll(more);
        operation = operation.withFindings(all.stream().distinct().toList());
    }

    private Operation with(int index, Step step) {
        List<Step> steps = new ArrayList<>(operation.steps());
        steps.set(index, step);
        return operation.withSteps(steps);
    }

    private void write(Operation changed) throws GuestnetException {
        operation = changed;
        if (!closed) {
            journal.write(changed);
        }
    }
}
