/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import org.apache.karaf.shell.api.action.Option;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.model.NetworkName;
import org.guestnet.model.Operation;
import org.guestnet.shell.internal.view.OperationReport;

/** What changes a network on a host: an operation, which can be planned. */
abstract class NetworkChange extends OnHostAndNetwork {

    @Option(name = "--dry-run", description = "Only show the steps; change nothing")
    boolean dryRun;

    /** Changes it, or only plans. */
    abstract Operation change(HostName host, NetworkName network, boolean dryRun) throws GuestnetException;

    @Override
    final void run(HostName host, NetworkName network) throws GuestnetException {
        new OperationReport(printer()).result(change(host, network, dryRun));
    }
}
