/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.host;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Hosts;
import org.guestnet.model.GuestnetException;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.Json;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.HostCompleter;

/** {@code host:remove kvm1}, {@code host:remove --lost kvm1} */
@Service
@Command(scope = "host", name = "remove", description = "Forget a host; nothing is changed on it")
public final class HostRemove extends OneArgument {

    @Reference
    Hosts hosts;

    @Argument(index = 0, name = "host", required = true, description = "The host")
    @Completion(HostCompleter.class)
    String host;

    @Option(
            name = "--lost",
            description = "The host is gone for good: give up its claims and operations. Make sure that it is off")
    boolean lost;

    @Override
    protected void run() throws GuestnetException {
        if (lost) {
            hosts.removeLost(Arguments.host(host));
        } else {
            hosts.remove(Arguments.host(host));
        }
        if (printer().isJson()) {
            printer().json(Json.object("name", host, "removed", true));
        } else {
            printer().line("Done: remove host " + host + ". Nothing was changed on it.");
        }
    }
}
