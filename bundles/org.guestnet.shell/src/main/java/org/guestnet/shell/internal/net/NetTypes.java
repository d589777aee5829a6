/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.NetworkTypes;
import org.guestnet.model.GuestnetException;
import org.guestnet.shell.internal.GuestnetCommand;
import org.guestnet.shell.internal.view.NetworkTypeView;

/** {@code net:types} */
@Service
@Command(scope = "net", name = "types", description = "List the network types that are installed")
public final class NetTypes extends GuestnetCommand {

    @Reference
    NetworkTypes networkTypes;

    @Override
    protected void run() throws GuestnetException {
        printer().print(new NetworkTypeView(), networkTypes.list());
    }
}
