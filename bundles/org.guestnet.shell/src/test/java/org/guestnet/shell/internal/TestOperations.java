/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal;

import java.util.List;
import org.guestnet.api.Operations;
import org.guestnet.model.Codes;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;

record TestOperations(TestFleet fleet) implements Operations {

    @Override
    public List<Operation> list(int limit) {
        fleet.called = "list " + limit;
        return List.copyOf(fleet.operations);
    }

    @Override
    public Operation get(String id) throws GuestnetException {
        return fleet.operations.stream()
                .filter(o -> o.id().toString().startsWith(id))
                .findFirst()
                .orElseThrow(() -> new GuestnetException(
                        Finding.blocker(Codes.OPERATION_UNKNOWN, "no operation has that id", "op:list")));
    }

    @Override
    public Operation abort(String id) throws GuestnetException {
        fleet.called = "abort " + id;
        return get(id);
    }
}
