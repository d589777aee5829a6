/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.guest;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Guests;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.GuestCompleter;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.view.OperationReport;

/** {@code guest:start web1} */
@Service
@Command(scope = "guest", name = "start", description = "Start a guest and connect it")
public final class GuestStart extends OneArgument {

    @Reference
    Guests guests;

    @Argument(index = 0, name = "guest", required = true, description = "The guest")
    @Completion(GuestCompleter.class)
    String guest;

    @Option(name = "--host", description = "The host, where several have a guest of that name")
    @Completion(HostCompleter.class)
    String host;

    @Option(name = "--dry-run", description = "Only show the steps; change nothing")
    boolean dryRun;

    @Override
    protected void run() throws GuestnetException {
        Operation operation = guests.start(Arguments.guest(guest), Arguments.optionalHost(host), dryRun);
        new OperationReport(printer()).result(operation);
    }
}
