/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Networks;
import org.guestnet.model.GuestnetException;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.TwoArguments;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.complete.NetworkCompleter;
import org.guestnet.shell.internal.view.PoolView;

/** {@code net:pool kvm1 red} */
@Service
@Command(scope = "net", name = "pool", description = "Show the members of the pool of a network on a host")
public final class NetPool extends TwoArguments {

    @Reference
    Networks networks;

    @Argument(index = 0, name = "host", required = true, description = "The host")
    @Completion(HostCompleter.class)
    String host;

    @Argument(index = 1, name = "network", required = true, description = "The network")
    @Completion(NetworkCompleter.class)
    String network;

    @Override
    protected void run() throws GuestnetException {
        printer().print(new PoolView(), networks.pool(Arguments.host(host), Arguments.network(network)));
    }
}
