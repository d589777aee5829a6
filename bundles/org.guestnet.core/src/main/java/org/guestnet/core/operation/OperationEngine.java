/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.guestnet.driver.HostUnreachableException;
import org.guestnet.driver.store.Journal;
import org.guestnet.driver.store.ManagerStore;
import org.guestnet.driver.store.ManagerStore.Work;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.InterfaceReport;
import org.guestnet.model.Operation.State;
import org.guestnet.model.Operation.StepState;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does operations step by step. Each step is journaled before it is begun; when one fails, it and those before it
 * are undone in reverse order. A step that cannot be undone ends that, for those before it may be needed still, and leaves the operation
 * {@code UNCERTAIN}: it is settled by looking at its hosts. A manager that lost its lease does no further step and undoes none: others do.
 */
@Component(service = OperationEngine.class)
public final class OperationEngine {

    private static final Logger LOG = LoggerFactory.getLogger(OperationEngine.class);

    private final Journal journal;
    private final ManagerStore managers;
    private final Locks locks;
    private final Aborts aborts = new Aborts();

    /** Without other managers. @param journal where operations are written */
    public OperationEngine(Journal journal) {
        this(journal, ManagerStore.alone());
    }

    /**
     * Its parts.
     *
     * @param journal where operations are written
     * @param managers who else works on the same hosts
     */
    @Activate
    public OperationEngine(@Reference Journal journal, @Reference ManagerStore managers) {
        this.journal = journal;
        this.managers = managers;
        this.locks = new Locks(managers);
    }

    /** Who else works on the same hosts. Whatever changes a host outside of {@link #run} begins work there. */
    public ManagerStore managers() {
        return managers;
    }

    /** Who works on what. */
    public Locks locks() {
        return locks;
    }

    /** What is to be given up. An operation that has begun there is asked before each step. */
    public Aborts aborts() {
        return aborts;
    }

    /** The journal. */
    public Journal journal() {
        return journal;
    }

    /** The operation as a dry run would report it. */
    public static Operation plan(Operation operation, List<PlannedStep> steps) {
        return operation
                .withSteps(steps.stream().map(PlannedStep::planned).toList())
                .in(State.PLANNED);
    }

    /**
     * Does an operation.
     *
     * @param operation with its findings; its steps are set from {@code steps}
     * @param steps what to do, in order
     * @param end makes the ended operation of the one whose steps are all done: reads back
     * @return the operation as it was journaled at its end
     * @throws GuestnetException why it was not done; it has been undone, or is {@code UNCERTAIN}
     */
    public Operation run(Operation operation, List<PlannedStep> steps, End end) throws GuestnetException {
        try (Work work = managers.begin()) {
            Operation begun = operation
                    .withSteps(steps.stream().map(PlannedStep::planned).toList())
                    .in(State.RUNNING);
            return run(new Run(begun, steps, work), end);
        }
    }

    private Operation run(Run run, End end) throws GuestnetException {
        run.journalBegun(0);
        try {
            for (int i = 0; i < run.steps.size(); i++) {
                run.apply(i);
            }
            Operation ended = end.of(run.operation);
            journal.write(ended);
            return ended;
        } catch (GuestnetException e) {
            throw run.undo(e);
        } catch (RuntimeException e) {
            LOG.error("Operation {} failed", run.operation.id(), e);
            throw run.undo(new GuestnetException(
                    Finding.blocker(Codes.INTERNAL, "an internal error: " + e, "see the log"), e));
        }
    }

    /** Makes the end of an operation. */
    @FunctionalInterface
    public interface End {

        /** The ended operation of one whose steps are all done. */
        Operation of(Operation operation) throws GuestnetException;
    }

    /** An end that reads nothing back. */
    public static End done(Function<Operation, Operation> completed) {
        return o -> completed.apply(o).in(State.DONE);
    }

    /** One operation being done. Used by one thread. */
    private final class Run {

        private final List<PlannedStep> steps;
        private final Work work;
        private Operation operation;
        private int reached = -1;

        Run(Operation operation, List<PlannedStep> steps, Work work) {
            this.operation = operation;
            this.steps = steps;
            this.work = work;
        }

        void apply(int index) throws GuestnetException {
            work.check();
            aborts.check(operation.id());
            reached = index;
            steps.get(index).action().run();
            mark(index, StepState.DONE);
            if (index + 1 < steps.size()) {
                journalBegun(index
                        + 1); // one write says that a step is done and the next begins; the end says it of the last
            }
        }

        void journalBegun(int index) throws GuestnetException {
            if (!steps.isEmpty()) {
                mark(index, StepState.BEGUN);
            }
            journal.write(operation);
        }

        private void mark(int index, StepState state) {
            List<Operation.Step> changed = new ArrayList<>(operation.steps());
            changed.set(index, changed.get(index).in(state));
            operation = operation.withSteps(changed);
        }

        GuestnetException undo(GuestnetException why) {
            Optional<GuestnetException> failure = undoAll();
            if (reached + 1 < steps.size()) {
                mark(reached + 1, StepState.PLANNED); // it may have been journaled as begun, and was not
            }
            boolean known = failure.isEmpty() && !(why instanceof HostUnreachableException);
            GuestnetException told = known ? why : uncertain(why, failure);
            List<Finding> findings = new ArrayList<>(operation.findings());
            findings.addAll(told.findings());
            operation = operation
                    .withFindings(findings.stream().distinct().toList())
                    .withInterfaces(
                            known
                                    ? operation.interfaces().stream()
                                            .map(Run::asBefore)
                                            .toList()
                                    : operation.interfaces())
                    .in(known ? State.UNDONE : State.UNCERTAIN);
            record(told);
            return told;
        }

        private static InterfaceReport asBefore(InterfaceReport nic) {
            return new InterfaceReport(nic.mac(), nic.network(), nic.before(), nic.before());
        }

        /** Up to one of which it is not known what it did: what it rests on is not taken away. @return the first that could not be undone */
        private Optional<GuestnetException> undoAll() {
            Optional<GuestnetException> first = Optional.empty();
            for (int i = reached; i >= 0; i--) {
                Optional<GuestnetException> failure = undo(i, i == reached);
                first = first.or(() -> failure);
                if (failure.filter(Run::isUnknown).isPresent()) {
                    return first;
                }
            }
            return first;
        }

        private static boolean isUnknown(GuestnetException failure) {
            return failure.findings().stream()
                    .anyMatch(f -> isSilence(f) || f.code().equals(Codes.UNCERTAIN));
        }

        private Optional<GuestnetException> undo(int index, boolean failed) {
            try {
                work.check();
                steps.get(index).undo().run();
                mark(index, failed ? StepState.FAILED : StepState.UNDONE);
                return Optional.empty();
            } catch (GuestnetException e) {
                LOG.warn(
                        "Operation {}: could not undo '{}': {}",
                        operation.id(),
                        steps.get(index).what(),
                        e.getMessage());
                return Optional.of(e);
            } catch (RuntimeException e) {
                LOG.error(
                        "Operation {}: could not undo '{}'",
                        operation.id(),
                        steps.get(index).what(),
                        e);
                return Optional.of(new GuestnetException(
                        Finding.blocker(Codes.INTERNAL, "an internal error: " + e, "see the log"), e));
            }
        }

        private void record(GuestnetException why) {
            try {
                journal.write(operation);
            } catch (GuestnetException e) {
                why.addSuppressed(e);
                LOG.error("Operation {} could not be journaled: {}", operation.id(), e.getMessage());
            }
        }

        private GuestnetException uncertain(GuestnetException why, Optional<GuestnetException> failure) {
            List<Finding> all = new ArrayList<>(why.findings());
            failure.ifPresent(f -> all.addAll(f.findings()));
            String id = operation.id().shortForm();
            boolean silent = all.stream().anyMatch(Run::isSilence);
            all.add(Finding.blocker(
                    Codes.UNCERTAIN,
                    silent
                            ? "a host did not answer, so what operation " + id + " did there is not known"
                            : "operation " + id + " could not be undone: "
                                    + all.get(all.size() - 1).detail(),
                    "it is settled as soon as " + (silent ? "the host answers" : "its hosts can be looked at")
                            + ": op:show " + id));
            return new GuestnetException(all.stream().distinct().toList(), why);
        }

        private static boolean isSilence(Finding finding) {
            return finding.code().equals(Codes.HOST_DOWN) || finding.code().equals(Codes.HOST_TIMEOUT);
        }
    }
}
