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
import org.guestnet.shell.internal.Json;

/** {@code net:dumpxml}. */
@Service
@Command(scope = "net", name = "dumpxml", description = "Print the definition of a network on a host")
public final class NetDumpxml extends OnHostAndNetwork {

    @Option(
            name = "--libvirt",
            description = "The libvirt network that was made of it, instead of the definition as it was given")
    boolean libvirt;

    @Override
    void run(HostName host, NetworkName network) throws GuestnetException {
        String xml = networks.document(host, network, libvirt);
        if (printer().isJson()) {
            printer().json(Json.object("host", host, "network", network, "libvirt", libvirt, "xml", xml));
        } else {
            printer().xml(xml);
        }
    }
}
