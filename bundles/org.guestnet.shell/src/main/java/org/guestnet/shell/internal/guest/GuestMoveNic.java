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
import org.guestnet.api.MoveNicOptions;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.ThreeArguments;
import org.guestnet.shell.internal.complete.GuestCompleter;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.complete.NetworkCompleter;
import org.guestnet.shell.internal.complete.NicCompleter;
import org.guestnet.shell.internal.view.OperationReport;

/** {@code guest:move-nic web1 52:54:00:00:00:01 blue} */
@Service
@Command(scope = "guest", name = "move-nic", description = "Move an interface of a guest to another network")
public final class GuestMoveNic extends ThreeArguments {

    @Reference
    Guests guests;

    @Argument(index = 0, name = "guest", required = true, description = "The guest")
    @Completion(GuestCompleter.class)
    String guest;

    @Argument(index = 1, name = "mac", required = true, description = "The MAC address of the interface")
    @Completion(NicCompleter.class)
    String mac;

    @Argument(index = 2, name = "network", required = true, description = "The network that it moves to")
    @Completion(NetworkCompleter.class)
    String network;

    @Option(name = "--host", description = "The host, where several have a guest of that name")
    @Completion(HostCompleter.class)
    String host;

    @Option(name = "--portgroup", description = "The portgroup of the new network")
    String portgroup;

    @Option(
            name = "--replug",
            description = "Where it cannot be moved in place: take the device from the running guest and give it back")
    boolean replug;

    @Option(name = "--dry-run", description = "Only show the steps; change nothing")
    boolean dryRun;

    @Override
    protected void run() throws GuestnetException {
        MoveNicOptions options = Arguments.option(
                MoveNicOptions.defaults().withReplug(replug).withDryRun(dryRun),
                portgroup,
                MoveNicOptions::withPortgroup,
                "net:dumpxml shows the portgroups");
        Operation operation = guests.moveNic(
                Arguments.guest(guest),
                Arguments.mac(mac),
                Arguments.network(network),
                host == null ? options : options.at(Arguments.host(host)));
        new OperationReport(printer()).result(operation);
    }
}
