/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.host;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Hosts;
import org.guestnet.model.GuestnetException;
import org.guestnet.shell.internal.GuestnetCommand;
import org.guestnet.shell.internal.view.HostView;

/** {@code host:list} */
@Service
@Command(scope = "host", name = "list", description = "List the hosts")
public final class HostList extends GuestnetCommand {

    @Reference
    Hosts hosts;

    @Override
    protected void run() throws GuestnetException {
        printer().print(new HostView(), hosts.list());
    }
}
