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
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.NetworkCompleter;
import org.guestnet.shell.internal.view.MeshView;

/** {@code net:mesh}. */
@Service
@Command(scope = "net", name = "mesh", description = "Show how the tunnels of a network are on each host")
public final class NetMesh extends OneArgument {

    @Reference
    Networks networks;

    @Argument(index = 0, name = "network", required = true, description = "The network")
    @Completion(NetworkCompleter.class)
    String network;

    @Override
    protected void run() throws GuestnetException {
        printer().print(new MeshView(), networks.mesh(Arguments.network(network)));
    }
}
