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
import org.guestnet.api.DetachOptions;
import org.guestnet.api.Guests;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.TwoArguments;
import org.guestnet.shell.internal.complete.GuestCompleter;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.complete.NicCompleter;
import org.guestnet.shell.internal.view.OperationReport;

/** {@code guest:detach web1 52:54:00:00:00:01} */
@Service
@Command(scope = "guest", name = "detach", description = "Take an interface from a guest")
public final class GuestDetach extends TwoArguments {

    @Reference
    Guests guests;

    @Argument(index = 0, name = "guest", required = true, description = "The guest")
    @Completion(GuestCompleter.class)
    String guest;

    @Argument(index = 1, name = "mac", required = true, description = "The MAC address of the interface")
    @Completion(NicCompleter.class)
    String mac;

    @Option(name = "--host", description = "The host, where several have a guest of that name")
    @Completion(HostCompleter.class)
    String host;

    @Option(name = "--live", description = "Only the running guest; its configuration stays as it is")
    boolean live;

    @Option(name = "--config", description = "Only the configuration, from the guest's next start on")
    boolean config;

    @Option(name = "--dry-run", description = "Only show the steps; change nothing")
    boolean dryRun;

    @Override
    protected void run() throws GuestnetException {
        DetachOptions options =
                DetachOptions.defaults().in(Arguments.scope(live, config)).withDryRun(dryRun);
        Operation operation = guests.detach(
                Arguments.guest(guest), Arguments.mac(mac), host == null ? options : options.at(Arguments.host(host)));
        new OperationReport(printer()).result(operation);
    }
}
