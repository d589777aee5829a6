/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Networks;
import org.guestnet.model.Finding;
import org.guestnet.model.GuestnetException;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.view.FindingsReport;

/** {@code net:doctor}. */
@Service
@Command(
        scope = "net",
        name = "doctor",
        description = "Say what is wrong with networks, ports and claims; change nothing")
public final class NetDoctor extends OneArgument {

    @Reference
    Networks networks;

    @Argument(index = 0, name = "host", required = false, description = "Only what concerns this host")
    @Completion(HostCompleter.class)
    String host;

    @Override
    protected void run() throws GuestnetException {
        List<Finding> findings = networks.doctor(Arguments.optionalHost(host));
        new FindingsReport(printer()).print(findings);
    }
}
