/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Networks;
import org.guestnet.api.PortInfo;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.NetworkCompleter;
import org.guestnet.shell.internal.view.PortView;

/** {@code net:ports [red]} */
@Service
@Command(scope = "net", name = "ports", description = "List the ports of all networks, or of one")
public final class NetPorts extends OneArgument {

    @Reference
    Networks networks;

    @Argument(index = 0, name = "network", required = false, description = "Only the ports of this network")
    @Completion(NetworkCompleter.class)
    String network;

    @Override
    protected void run() throws GuestnetException {
        Optional<NetworkName> only = network == null ? Optional.empty() : Optional.of(Arguments.network(network));
        List<PortInfo> ports = networks.ports().stream()
                .filter(p -> only.isEmpty() || only.get().equals(p.port().network()))
                .toList();
        printer().print(new PortView(), ports);
    }
}
