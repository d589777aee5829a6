/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.shell.internal.view.PoolView;

/** {@code net:pool}. */
@Service
@Command(scope = "net", name = "pool", description = "Show the members of the pool of a network on a host")
public final class NetPool extends OnHostAndNetwork {

    @Override
    void run(HostName host, NetworkName network) throws GuestnetException {
        printer().print(new PoolView(), networks.pool(host, network));
    }
}
