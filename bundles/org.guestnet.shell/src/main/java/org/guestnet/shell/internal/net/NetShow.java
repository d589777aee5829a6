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
import org.guestnet.api.HostedNetwork;
import org.guestnet.api.Networks;
import org.guestnet.model.GuestnetException;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.NetworkCompleter;
import org.guestnet.shell.internal.view.HostedNetworkView;

/** {@code net:show red} */
@Service
@Command(scope = "net", name = "show", description = "Show what each host makes of a network")
public final class NetShow extends OneArgument {

    @Reference
    Networks networks;

    @Argument(index = 0, name = "network", required = true, description = "The network")
    @Completion(NetworkCompleter.class)
    String network;

    @Override
    protected void run() throws GuestnetException {
        List<HostedNetwork> hosted = networks.show(Arguments.network(network));
        printer().print(new HostedNetworkView(), hosted);
        if (!printer().isJson()) {
            hosted.forEach(this::remarks);
        }
    }

    private void remarks(HostedNetwork hosted) {
        if (hosted.resolvedByGuestnet()) {
            printer()
                    .line("On " + hosted.host()
                            + " libvirt cannot express it: start its guests by guest:start. virsh start,"
                            + " autostart and virsh migrate are not promised there.");
        }
        hosted.findings().forEach(finding -> printer().line(finding.toString()));
    }
}
