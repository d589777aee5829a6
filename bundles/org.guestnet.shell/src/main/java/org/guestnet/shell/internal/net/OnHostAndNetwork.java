/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.guestnet.api.Networks;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.TwoArguments;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.complete.NetworkCompleter;

/** What is said or done of a network on a host. */
abstract class OnHostAndNetwork extends TwoArguments {

    @Reference
    Networks networks;

    @Argument(index = 0, name = "host", required = true, description = "The host")
    @Completion(HostCompleter.class)
    String host;

    @Argument(index = 1, name = "network", required = true, description = "The network")
    @Completion(NetworkCompleter.class)
    String network;

    /** Does it. */
    abstract void run(HostName host, NetworkName network) throws GuestnetException;

    @Override
    protected final void run() throws GuestnetException {
        run(Arguments.host(host), Arguments.network(network));
    }
}
