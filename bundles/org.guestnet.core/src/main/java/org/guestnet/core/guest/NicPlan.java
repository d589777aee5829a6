/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.guestnet.core.operation.OperationEngine.End;
import org.guestnet.core.operation.PlannedStep;
import org.guestnet.core.placement.Placement;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation.InterfaceReport;

/**
 * What the change of an interface comes to.
 *
 * @param findings to be told whatever comes of it
 * @param journaled the interface, from which the operation can be settled
 * @param placement where it goes; empty if a running guest gets no connection
 * @param steps what to do
 * @param end reads back
 * @param told completes a failure
 */
record NicPlan(
        List<Finding> findings,
        List<InterfaceReport> journaled,
        Optional<Placement> placement,
        List<PlannedStep> steps,
        End end,
        UnaryOperator<GuestnetException> told) {

    NicPlan {
        findings = List.copyOf(findings);
        journaled = List.copyOf(journaled);
        steps = List.copyOf(steps);
    }
}
