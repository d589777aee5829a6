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
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.OperationCompleter;
import org.guestnet.shell.internal.view.OperationReport;

/** {@code op:show 1a2b3c4d} */
@Service
@Command(scope = "op", name = "show", description = "Show an operation with its steps")
public final class OpShow extends OneArgument {

    @Reference
    Operations operations;

    @Argument(index = 0, name = "id", required = true, description = "Its id, or the first digits of it")
    @Completion(OperationCompleter.class)
    String id;

    @Override
    protected void run() throws GuestnetException {
        new OperationReport(printer()).full(operations.get(id));
    }
}
