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
import org.guestnet.shell.internal.view.ClaimView;

/** {@code net:claims} */
@Service
@Command(scope = "net", name = "claims", description = "List the slots that are taken for guests")
public final class NetClaims extends GuestnetCommand {

    @Reference
    Networks networks;

    @Override
    protected void run() throws GuestnetException {
        printer().print(new ClaimView(), networks.claims());
    }
}
