/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.operation;

import java.util.List;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.GuestnetException;

/** Steps within a step of an operation, or within its settlement: the journal knows what they are a part of. */
public final class Steps {

    private Steps() {}

    /**
     * Does all, or undoes what was begun. A manager that lost its lease does no further step and undoes none.
     *
     * @param work asked before each step and each undo; stays the caller's
     * @throws GuestnetException why they were not done; what could not be undone is suppressed in it
     */
    public static void run(List<PlannedStep> steps, Work work) throws GuestnetException {
        int begun = 0;
        try {
            for (PlannedStep step : steps) {
                work.check();
                begun++;
                step.action().run();
            }
        } catch (GuestnetException | RuntimeException e) {
            undo(steps.subList(0, begun), work, e);
            throw e;
        }
    }

    private static void undo(List<PlannedStep> begun, Work work, Exception why) {
        for (int i = begun.size() - 1; i >= 0; i--) {
            try {
                work.check();
                begun.get(i).undo().run();
            } catch (GuestnetException | RuntimeException e) {
                why.addSuppressed(e);
            }
        }
    }
}
