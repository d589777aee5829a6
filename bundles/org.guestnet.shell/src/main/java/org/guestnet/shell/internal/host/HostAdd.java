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
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.guestnet.api.Hosts;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.TwoArguments;
import org.guestnet.shell.internal.complete.AddressCompleter;
import org.guestnet.shell.internal.complete.NewNameCompleter;
import org.guestnet.shell.internal.view.HostReport;

/** {@code host:add kvm1 ssh://root@kvm1} */
@Service
@Command(
        scope = "host",
        name = "add",
        description = "Add a host: ssh://[user@]host[:port], tls://host[:port], unix:/path/of/socket or sim:NAME")
public final class HostAdd extends TwoArguments {

    @Reference
    Hosts hosts;

    @Argument(index = 0, name = "name", required = true, description = "How the host is to be called")
    @Completion(NewNameCompleter.class)
    String name;

    @Argument(index = 1, name = "address", required = true, description = "How it is reached")
    @Completion(AddressCompleter.class)
    String address;

    @Option(name = "--hypervisor", description = "Which of libvirt's drivers serves its guests: qemu or lxc")
    @Completion(
            value = StringsCompleter.class,
            values = {"qemu", "lxc"})
    String hypervisor = "qemu";

    @Option(name = "--peer-address", description = "How other hosts reach its libvirt, if not as Guestnet does")
    @Completion(AddressCompleter.class)
    String peerAddress;

    @Option(
            name = "--migration-address",
            description = "Where it receives guests: a name or IP address, if not what it calls itself")
    String migrationAddress;

    @Option(
            name = "--shell",
            description =
                    "How its shell is reached, which makes tunnels, if not as its libvirt: ssh://[user@]host[:port] or local")
    String shell;

    @Override
    protected void run() throws GuestnetException {
        Host host = new Host(Arguments.host(name), Arguments.address(address), Arguments.hypervisor(hypervisor));
        new HostReport(printer()).print(hosts.add(HostAddresses.apply(host, peerAddress, migrationAddress, shell)));
    }
}
