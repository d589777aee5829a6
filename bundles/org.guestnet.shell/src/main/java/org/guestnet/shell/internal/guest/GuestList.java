/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.guest;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.GuestInfo;
import org.guestnet.api.Guests;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.NetworkCompleter;
import org.guestnet.shell.internal.view.GuestView;

/** {@code guest:list [red]} */
@Service
@Command(scope = "guest", name = "list", description = "List the guests of all hosts, or those of a network")
public final class GuestList extends OneArgument {

    @Reference
    Guests guests;

    @Argument(index = 0, name = "network", required = false, description = "Only the guests of this network")
    @Completion(NetworkCompleter.class)
    String network;

    @Override
    protected void run() throws GuestnetException {
        Optional<NetworkName> only = network == null ? Optional.empty() : Optional.of(Arguments.network(network));
        List<GuestInfo> found = guests.list().stream()
                .filter(g -> only.isEmpty()
                        || g.interfaces().stream().anyMatch(nic -> nic.network().equals(only)))
                .toList();
        printer().print(new GuestView(), found);
    }
}
