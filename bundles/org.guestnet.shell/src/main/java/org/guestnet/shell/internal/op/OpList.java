/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.op;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Operations;
import org.guestnet.model.GuestnetException;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.GuestnetCommand;
import org.guestnet.shell.internal.view.OperationView;

/** {@code op:list} */
@Service
@Command(scope = "op", name = "list", description = "List the youngest operations")
public final class OpList extends GuestnetCommand {

    @Reference
    Operations operations;

    @Option(name = "-n", description = "At most so many")
    int limit = 20;

    @Override
    protected void run() throws GuestnetException {
        if (limit < 1) {
            throw Arguments.invalid("-n " + limit + " is less than 1", "op:list -n 20");
        }
        printer().print(new OperationView(), operations.list(limit));
    }
}
