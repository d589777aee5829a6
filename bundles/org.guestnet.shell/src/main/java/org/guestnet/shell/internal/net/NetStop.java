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
import org.guestnet.model.Operation;

/** {@code net:stop}. */
@Service
@Command(scope = "net", name = "stop", description = "Stop a network on a host that no guest uses")
public final class NetStop extends NetworkChange {

    @Override
    Operation change(HostName host, NetworkName network, boolean dryRun) throws GuestnetException {
        return networks.stop(host, network, dryRun);
    }
}
