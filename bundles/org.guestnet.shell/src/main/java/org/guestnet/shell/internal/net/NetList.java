/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Networks;
import org.guestnet.model.GuestnetException;
import org.guestnet.shell.internal.GuestnetCommand;
import org.guestnet.shell.internal.view.NetworkView;

/** {@code net:list} */
@Service
@Command(scope = "net", name = "list", description = "List the networks of all hosts")
public final class NetList extends GuestnetCommand {

    @Reference
    Networks networks;

    @Override
    protected void run() throws GuestnetException {
        printer().print(new NetworkView(), networks.list());
    }
}
