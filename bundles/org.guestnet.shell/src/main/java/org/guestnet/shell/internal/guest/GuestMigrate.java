/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.guest;

import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Guests;
import org.guestnet.api.MigrateOptions;
import org.guestnet.model.GuestName;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.TwoArguments;
import org.guestnet.shell.internal.complete.CodeCompleter;
import org.guestnet.shell.internal.complete.GuestCompleter;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.view.OperationReport;

/** {@code guest:migrate web1 kvm2} */
@Service
@Command(scope = "guest", name = "migrate", description = "Migrate a running guest live to another host")
public final class GuestMigrate extends TwoArguments {

    @Reference
    Guests guests;

    @Argument(index = 0, name = "guest", required = true, description = "The guest")
    @Completion(GuestCompleter.class)
    String guest;

    @Argument(index = 1, name = "destination", required = true, description = "Where to")
    @Completion(HostCompleter.class)
    String destination;

    @Option(name = "--from", description = "The host that runs it, where several have a guest of that name")
    @Completion(HostCompleter.class)
    String from;

    @Option(
            name = "--accept",
            multiValued = true,
            description = "Accept the notices of this code; may be given several times")
    @Completion(CodeCompleter.class)
    List<String> accept = List.of();

    @Option(name = "--dry-run", description = "Only show the steps; change nothing")
    boolean dryRun;

    @Override
    protected void run() throws GuestnetException {
        GuestName name = Arguments.guest(guest);
        HostName to = Arguments.host(destination);
        MigrateOptions options = options().accepting(Set.copyOf(accept)).withDryRun(dryRun);
        Operation operation = Progress.on(session(), printer().isJson())
                .watch(listener -> guests.migrate(name, to, options.withProgress(listener)));
        new OperationReport(printer()).result(operation);
    }

    private MigrateOptions options() throws GuestnetException {
        MigrateOptions defaults = MigrateOptions.defaults();
        return from == null ? defaults : defaults.from(Arguments.host(from));
    }
}
