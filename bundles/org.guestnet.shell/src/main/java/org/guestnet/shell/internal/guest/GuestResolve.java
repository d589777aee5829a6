/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.guest;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Guests;
import org.guestnet.api.ResolvedInterface;
import org.guestnet.model.GuestnetException;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.GuestCompleter;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.view.ResolvedView;

/** {@code guest:resolve web1 --host kvm2} */
@Service
@Command(
        scope = "guest",
        name = "resolve",
        description = "Show how a guest would be connected on a host; changes nothing")
public final class GuestResolve extends OneArgument {

    @Reference
    Guests guests;

    @Argument(index = 0, name = "guest", required = true, description = "The guest")
    @Completion(GuestCompleter.class)
    String guest;

    @Option(name = "--host", description = "The host; it need not have the guest")
    @Completion(HostCompleter.class)
    String host;

    @Override
    protected void run() throws GuestnetException {
        if (host == null) {
            throw Arguments.invalid("no host is given", "guest:resolve " + guest + " --host HOST");
        }
        List<ResolvedInterface> interfaces = guests.resolve(Arguments.guest(guest), Arguments.host(host));
        printer().print(new ResolvedView(), interfaces);
        if (!printer().isJson()) {
            interfaces.forEach(i -> ResolvedView.options(i).ifPresent(printer()::line));
            interfaces.forEach(i -> i.findings().forEach(finding -> printer().line(finding.toString())));
        }
    }
}
