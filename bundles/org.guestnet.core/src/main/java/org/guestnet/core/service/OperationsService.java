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
import org.guestnet.driver.store.Journal;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.model.OperationId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Operations} over the journal. */
@Component(service = Operations.class)
public final class OperationsService implements Operations {

    private static final int SEARCHED = 1_000;
    private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Journal journal;

    /** @param journal where operations are written */
    @Activate
    public OperationsService(@Reference Journal journal) {
        this.journal = journal;
    }

    @Override
    public List<Operation> list(int limit) throws GuestnetException {
        if (limit < 1) {
            throw new GuestnetException(
                    Finding.blocker(Codes.INVALID_ARGUMENT, "a list has at least 1 line, not " + limit, "-n 20"));
        }
        return journal.youngest(limit);
    }

    @Override
    public Operation abort(String id) throws GuestnetException {
        throw new UnsupportedOperationException("wip");
    }

    @Override
    public Operation get(String id) throws GuestnetException {
        String wanted = id.toLowerCase(Locale.ROOT);
        if (WHOLE.matcher(wanted).matches()) {
            return journal.operation(new OperationId(UUID.fromString(wanted)))
                    .orElseThrow(() -> new GuestnetException(Finding.blocker(
                            Codes.OPERATION_UNKNOWN,
                            "no operation has the id " + wanted,
                            "op:list shows the youngest")));
        }
        List<Operation> found = journal.youngest(SEARCHED).stream()
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
