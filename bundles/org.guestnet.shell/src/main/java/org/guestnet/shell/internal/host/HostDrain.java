/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.host;

import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.DrainOptions;
import org.guestnet.api.Hosts;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.Operation;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.CodeCompleter;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.view.DrainReport;

/** {@code host:drain}. */
@Service
@Command(scope = "host", name = "drain", description = "Migrate all guests of a host to others")
public final class HostDrain extends OneArgument {

    @Reference
    Hosts hosts;

    @Argument(index = 0, name = "host", required = true, description = "The host")
    @Completion(HostCompleter.class)
    String host;

    @Option(
            name = "--plan",
            aliases = "--dry-run",
            description = "Only say where each guest would go, and which cannot; change nothing")
    boolean plan;

    @Option(
            name = "--accept",
            multiValued = true,
            description = "Accept the notices of this code; may be given several times")
    @Completion(CodeCompleter.class)
    List<String> accept = List.of();

    @Option(name = "--parallel", description = "How many guests are on their way at once, from 1 to 3")
    int parallel = DrainOptions.defaults().parallel();

    @Option(name = "--offline", description = "Also move the configurations of guests that do not run")
    boolean offline;

    @Option(name = "--tls", description = "Encrypt what travels, with the certificates of the hosts")
    boolean tls;

    @Override
    protected void run() throws GuestnetException {
        HostName name = Arguments.host(host);
        DrainReport report = new DrainReport(printer());
        if (plan) {
            report.print(hosts.drainPlan(name, options()));
        } else {
            Operation drained = hosts.drain(name, options().withProgress(report.progress()));
            report.print(drained);
            requireAll(drained);
        }
    }

    private DrainOptions options() throws GuestnetException {
        try {
            return DrainOptions.defaults()
                    .accepting(Set.copyOf(accept))
                    .withOffline(offline)
                    .withTls(tls)
                    .withParallel(parallel);
        } catch (IllegalArgumentException e) {
            throw Arguments.invalid(e.getMessage(), "--parallel 2");
        }
    }

    /** A script must not take a host for empty that is not: what stayed makes the exit code 1. */
    private static void requireAll(Operation drained) throws GuestnetException {
        List<Finding> left = DrainReport.blockers(drained);
        if (!left.isEmpty()) {
            throw new GuestnetException(left);
        }
    }
}
