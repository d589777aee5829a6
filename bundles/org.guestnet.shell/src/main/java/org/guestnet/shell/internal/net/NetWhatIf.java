/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Networks;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.GuestnetCommand;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.view.WhatIfReport;

/** {@code net:what-if}. */
@Service
@Command(scope = "net", name = "what-if", description = "Say whether the networks have room if hosts were lost")
public final class NetWhatIf extends GuestnetCommand {

    @Reference
    Networks networks;

    @Option(
            name = "--without",
            required = true,
            multiValued = true,
            description = "A host that is lost, or several with commas; may be given several times")
    @Completion(HostCompleter.class)
    List<String> without = List.of();

    @Override
    protected void run() throws GuestnetException {
        Set<HostName> hosts = new LinkedHashSet<>();
        for (String names : without) {
            for (String name : names.split(",")) {
                hosts.add(Arguments.host(name));
            }
        }
        new WhatIfReport(printer()).print(networks.whatIf(hosts));
    }
}
