/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.op;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Operations;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.OpenOperationCompleter;
import org.guestnet.shell.internal.view.OperationReport;

/** {@code op:abort 1a2b3c4d} */
@Service
@Command(scope = "op", name = "abort", description = "Ask that an operation be given up and undone")
public final class OpAbort extends OneArgument {

    @Reference
    Operations operations;

    @Argument(index = 0, name = "id", required = true, description = "Its id, or the first digits of it")
    @Completion(OpenOperationCompleter.class)
    String id;

    @Override
    protected void run() throws GuestnetException {
        Operation operation = operations.abort(id);
        new OperationReport(printer()).result(operation);
        if (!operation.state().isOver() && !printer().isJson()) {
            printer().line("It was asked to end; op:show " + operation.id().shortForm() + " tells how it did.");
        }
    }
}
