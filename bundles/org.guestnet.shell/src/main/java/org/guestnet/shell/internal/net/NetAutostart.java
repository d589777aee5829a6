/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;

/** {@code net:autostart}. */
@Service
@Command(scope = "net", name = "autostart", description = "Start a network with its host")
public final class NetAutostart extends NetworkChange {

    @Option(name = "--disable", description = "No longer start it with its host")
    boolean disable;

    @Override
    Operation change(HostName host, NetworkName network, boolean dryRun) throws GuestnetException {
        return networks.autostart(host, network, !disable, dryRun);
    }
}
