/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guestnet.api.ProgressListener;
import org.guestnet.api.ProgressListener.Progress;
import org.guestnet.core.move.MoveSlots;
import org.guestnet.core.operation.Abort;
import org.guestnet.driver.store.Journal;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.Step;
import org.guestnet.model.Operation.StepState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A migration that waits for room. It stands in the journal from then on: people see what it waits for, and can give it up. */
final class WaitingMove implements MoveSlots.Wait {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingMove.class);

    private final Journal journal;
    private final Operation operation;
    private final Abort abort;
    private final Work work;
    private final ProgressListener listener;
    private Optional<Operation> waiting = Optional.empty(); // as it was journaled

    WaitingMove(Journal journal, Operation operation, Abort abort, Work work, ProgressListener listener) {
        this.journal = journal;
        this.operation = operation;
        this.abort = abort;
        this.work = work;
        this.listener = listener;
    }

    @Override
    public void begins(String what) throws GuestnetException {
        waiting = Optional.of(operation.withSteps(List.of(new Step(what, "", StepState.BEGUN))));
        journal.write(waiting.get());
        listener.progressed(new Progress(what, 0, 0));
    }

    @Override
    public void check() throws GuestnetException {
        work.check();
        abort.check();
    }

    /** It was given up, or refused when it had room. What went on to be done was journaled by who did it. */
    void endedBy(GuestnetException why) {
        try {
            Optional<Operation> still = waiting.isEmpty()
                    ? Optional.empty()
                    : journal.operation(operation.id())
                            .filter(o -> o.steps().equals(waiting.get().steps())
                                    && !o.state().isOver());
            if (still.isPresent()) {
                List<Finding> findings = new ArrayList<>(operation.findings());
                findings.addAll(why.findings());
                journal.write(still.get()
                        .withSteps(List.of(still.get().steps().get(0).in(StepState.FAILED)))
                        .withFindings(findings)
                        .in(State.UNDONE));
            }
        } catch (GuestnetException e) {
            why.addSuppressed(e);
            LOG.warn("That operation {} has ended could not be journaled: {}", operation.id(), e.getMessage());
        }
    }
}
