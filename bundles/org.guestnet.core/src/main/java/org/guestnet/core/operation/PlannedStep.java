/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.operation;

import static java.util.Objects.requireNonNull;

import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.Operation.StepState;

/**
 * A step of an operation and what it does. Both actions are idempotent; the undo must also be right after an action that failed half
 * way.
 *
 * @param what what it does, for people
 * @param action does it
 * @param undoes how it is undone, for people; empty if there is nothing to undo
 * @param undo undoes it
 */
public record PlannedStep(String what, Action action, String undoes, Action undo) {

    /** Something done to a host. */
    @FunctionalInterface
    public interface Action {

        /** Does it. */
        void run() throws GuestnetException;
    }

    /** @throws NullPointerException if a part is null */
    public PlannedStep {
        requireNonNull(what, "what");
        requireNonNull(action, "action");
        requireNonNull(undoes, "undoes");
        requireNonNull(undo, "undo");
    }

    /** A step that leaves nothing to undo. */
    public static PlannedStep of(String what, Action action) {
        return new PlannedStep(what, action, "", () -> {});
    }

    Step planned() {
        return new Step(what, undoes, StepState.PLANNED);
    }
}
