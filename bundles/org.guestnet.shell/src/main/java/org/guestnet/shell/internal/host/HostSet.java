/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.host;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Hosts;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.AddressCompleter;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.view.HostReport;

/** {@code host:set}. */
@Service
@Command(scope = "host", name = "set", description = "Set how a host is reached; nothing is changed on it")
public final class HostSet extends OneArgument {

    @Reference
    Hosts hosts;

    @Argument(index = 0, name = "host", required = true, description = "The host")
    @Completion(HostCompleter.class)
    String host;

    @Option(name = "--address", description = "How Guestnet reaches it")
    @Completion(AddressCompleter.class)
    String address;

    @Option(
            name = "--peer-address",
            description =
                    "How other hosts reach its libvirt, or none: as Guestnet does, or never: migrations to it are steered")
    @Completion(AddressCompleter.class)
    String peerAddress;

    @Option(
            name = "--migration-address",
            description = "Where it receives guests: a name or IP address, or none: what it calls itself")
    String migrationAddress;

    @Option(
            name = "--shell",
            description =
                    "How its shell is reached, which makes tunnels: ssh://[user@]host[:port], local, or none: as its libvirt")
    String shell;

    @Override
    protected void run() throws GuestnetException {
        if (address == null && peerAddress == null && migrationAddress == null && shell == null) {
            throw Arguments.invalid("nothing is to be set", "host:set --help");
        }
        Host known = hosts.get(Arguments.host(host)).host();
        Host reached = address == null ? known : known.withAddress(Arguments.address(address));
        Host changed = HostAddresses.apply(reached, peerAddress, migrationAddress, shell);
        new HostReport(printer()).print(hosts.change(changed));
    }
}
