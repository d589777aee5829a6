/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.core.service;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.guestnet.api.Operations;
import org.guestnet.core.drain.Drainer;
import org.guestnet.core.guest.GuestPreparer;
import org.guestnet.core.host.Fleet;
import org.guestnet.core.move.StrandedMoves;
import org.guestnet.core.operation.OperationEngine;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.Operation.State;
import org.guestnet.model.OperationId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Operations} over the journal. */
@Component(service = Operations.class)
public final class OperationsService implements Operations {

    private static final int SEARCHED = 1_000;
    private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final OperationEngine engine;
    private final GuestPreparer preparer;
    private final Drainer drainer;
    private final StrandedMoves stranded;

    /**
     * Its parts.
     *
     * @param engine has the journal
     * @param preparer cancels prepared starts
     * @param drainer ends drains
     * @param fleet where migrations go on that nobody watches
     */
    @Activate
    public OperationsService(
            @Reference OperationEngine engine,
            @Reference GuestPreparer preparer,
            @Reference Drainer drainer,
            @Reference Fleet fleet) {
        this.engine = engine;
        this.preparer = preparer;
        this.drainer = drainer;
        this.stranded = new StrandedMoves(fleet, engine);
    }

    @Override
    public List<Operation> list(int limit) throws GuestnetException {
        if (limit < 1) {
            throw new GuestnetException(
                    Finding.blocker(Codes.INVALID_ARGUMENT, "a list has at least 1 line, not " + limit, "-n 20"));
        }
        return engine.journal().youngest(limit);
    }

    @Override
    public Operation abort(String id) throws GuestnetException {
        Operation operation = requireOpen(get(id));
        if (engine.aborts().ask(operation.id()) || drainer.abort(operation) || stranded.abort(operation)) {
            return get(id);
        }
        requireHere(requireOpen(get(id))); // it may have ended just now
        if (operation.state() == State.PREPARED) {
            return preparer.cancel(operation.id());
        }
        throw over(operation, "is of a kind that cannot be given up");
    }

    private static Operation requireOpen(Operation operation) throws GuestnetException {
        if (operation.state().isOver()) {
            throw over(operation, "has ended");
        }
        return operation;
    }

    private void requireHere(Operation operation) throws GuestnetException {
        if (!engine.locks().isWorkedOn(operation.id())) {
            throw new GuestnetException(Finding.blocker(
                    Codes.BUSY,
                    "operation " + operation.id().shortForm()
                            + " is not done here: another manager does it, or it is ended by looking at its hosts",
                    "ask at the manager that does it; op:show " + operation.id().shortForm() + " tells how far it is"));
        }
    }

    private static GuestnetException over(Operation operation, String why) {
        String id = operation.id().shortForm();
        return new GuestnetException(
                Finding.blocker(Codes.OPERATION_OVER, "operation " + id + " " + why, "op:show " + id));
    }

    @Override
    public Operation get(String id) throws GuestnetException {
        String wanted = id.toLowerCase(Locale.ROOT);
        if (WHOLE.matcher(wanted).matches()) {
            return engine.journal()
                    .operation(new OperationId(UUID.fromString(wanted)))
                    .orElseThrow(() -> new GuestnetException(Finding.blocker(
                            Codes.OPERATION_UNKNOWN,
                            "no operation has the id " + wanted,
                            "op:list shows the youngest")));
        }
        List<Operation> found = engine.journal().youngest(SEARCHED).stream()
                .filter(o -> !wanted.isEmpty() && o.id().toString().startsWith(wanted))
                .toList();
        if (found.size() != 1) {
            String how = found.isEmpty() ? "no operation has" : found.size() + " operations have";
            throw new GuestnetException(Finding.blocker(
                    Codes.OPERATION_UNKNOWN,
                    how + " an id that begins with '" + id + "'",
                    "op:list shows the youngest"));
        }
        return found.get(0);
    }
}
