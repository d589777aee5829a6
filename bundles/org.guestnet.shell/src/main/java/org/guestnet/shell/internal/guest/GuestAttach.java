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
import org.guestnet.api.AttachOptions;
import org.guestnet.api.Guests;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Operation;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.TwoArguments;
import org.guestnet.shell.internal.complete.GuestCompleter;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.complete.NetworkCompleter;
import org.guestnet.shell.internal.view.OperationReport;

/** {@code guest:attach web1 red} */
@Service
@Command(scope = "guest", name = "attach", description = "Give a guest another interface on a network")
public final class GuestAttach extends TwoArguments {

    @Reference
    Guests guests;

    @Argument(index = 0, name = "guest", required = true, description = "The guest")
    @Completion(GuestCompleter.class)
    String guest;

    @Argument(index = 1, name = "network", required = true, description = "The network")
    @Completion(NetworkCompleter.class)
    String network;

    @Option(name = "--host", description = "The host, where several have a guest of that name")
    @Completion(HostCompleter.class)
    String host;

    @Option(name = "--mac", description = "The MAC address; without it a new one")
    String mac;

    @Option(name = "--model", description = "The model of the device")
    String model = "virtio";

    @Option(name = "--portgroup", description = "The portgroup of the network")
    String portgroup;

    @Option(name = "--live", description = "Only the running guest; its configuration stays as it is")
    boolean live;

    @Option(name = "--config", description = "Only the configuration, from the guest's next start on")
    boolean config;

    @Option(
            name = "--accept",
            multiValued = true,
            description = "Accept the notices of this code; may be given several times")
    List<String> accept = List.of();

    @Option(name = "--dry-run", description = "Only show the steps; change nothing")
    boolean dryRun;

    @Override
    protected void run() throws GuestnetException {
        Operation operation = guests.attach(Arguments.guest(guest), Arguments.network(network), options());
        new OperationReport(printer()).result(operation);
    }

    private AttachOptions options() throws GuestnetException {
        AttachOptions options = AttachOptions.defaults()
                .in(Arguments.scope(live, config))
                .accepting(Set.copyOf(accept))
                .withDryRun(dryRun);
        options = Arguments.option(options, model, AttachOptions::withModel, "--model virtio");
        options =
                Arguments.option(options, portgroup, AttachOptions::withPortgroup, "net:dumpxml shows the portgroups");
        options = mac == null ? options : options.with(Arguments.mac(mac));
        return host == null ? options : options.at(Arguments.host(host));
    }
}
