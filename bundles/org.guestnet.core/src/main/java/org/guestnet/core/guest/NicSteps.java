/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import org.guestnet.core.operation.PlannedStep;
import org.guestnet.core.operation.PlannedStep.Action;
import org.guestnet.model.Operation;

/**
 * The steps that change a guest's interface. The configuration comes first, for that is surely undone; the running guest last. From the
 * journal they are known by how they begin.
 */
public final class NicSteps {

    private static final String CONFIGURATION = "in the configuration of guest ";
    private static final String RUNNING = "in running guest ";

    private NicSteps() {}

    static PlannedStep configuration(NicGuest guest, String what, Action action, String undoes, Action undo) {
        return new PlannedStep(CONFIGURATION + about(guest, what), action, undoes, undo);
    }

    static PlannedStep running(NicGuest guest, String what, Action action, String undoes, Action undo) {
        return new PlannedStep(RUNNING + about(guest, what), action, undoes, undo);
    }

    static PlannedStep running(NicGuest guest, String what, Action action) {
        return PlannedStep.of(RUNNING + about(guest, what), action);
    }

    private static String about(NicGuest guest, String what) {
        return guest.name() + " on " + guest.host() + " " + what;
    }

    /** Whether an operation was to change the running guest. */
    public static boolean changesRunning(Operation operation) {
        return operation.steps().stream().anyMatch(s -> s.what().startsWith(RUNNING));
    }

    /** Whether an operation was to change the configuration. What its step came to does not tell what is configured now. */
    public static boolean changesConfiguration(Operation operation) {
        return operation.steps().stream().anyMatch(s -> s.what().startsWith(CONFIGURATION));
    }
}
