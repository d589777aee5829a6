/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.host;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.GuestInfo;
import org.guestnet.api.Guests;
import org.guestnet.api.HostInfo;
import org.guestnet.api.HostedNetwork;
import org.guestnet.api.Hosts;
import org.guestnet.api.NetworkSummary;
import org.guestnet.api.Networks;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.view.HostReport;

/** {@code host:show kvm1} */
@Service
@Command(scope = "host", name = "show", description = "Show a host with its networks and guests")
public final class HostShow extends OneArgument {

    @Reference
    Hosts hosts;

    @Reference
    Networks networks;

    @Reference
    Guests guests;

    @Argument(index = 0, name = "host", required = true, description = "The host")
    @Completion(HostCompleter.class)
    String host;

    @Option(name = "--refresh", description = "Look at the host now instead of showing the last observation")
    boolean refresh;

    @Override
    protected void run() throws GuestnetException {
        HostName name = Arguments.host(host);
        HostInfo info = refresh ? hosts.refresh(name) : hosts.get(name);
        new HostReport(printer()).print(info, networksOf(name), guestsOf(name));
    }

    private List<HostedNetwork> networksOf(HostName name) throws GuestnetException {
        List<HostedNetwork> found = new ArrayList<>();
        for (NetworkSummary network : networks.list()) {
            networks.show(network.name()).stream()
                    .filter(n -> n.host().equals(name))
                    .forEach(found::add);
        }
        return found;
    }

    private List<GuestInfo> guestsOf(HostName name) {
        return guests.list().stream().filter(g -> g.host().equals(name)).toList();
    }
}
