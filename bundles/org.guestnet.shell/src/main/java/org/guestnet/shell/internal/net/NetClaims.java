/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.Networks;
import org.guestnet.api.Networks.ClaimInfo;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.HostName;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.HostCompleter;
import org.guestnet.shell.internal.view.ClaimView;

/** {@code net:claims}. */
@Service
@Command(scope = "net", name = "claims", description = "List the slots that are taken for guests")
public final class NetClaims extends OneArgument {

    @Reference
    Networks networks;

    @Argument(index = 0, name = "host", required = false, description = "Only the slots at devices of this host")
    @Completion(HostCompleter.class)
    String host;

    @Override
    protected void run() throws GuestnetException {
        Optional<HostName> only = Arguments.optionalHost(host);
        List<ClaimInfo> claims = networks.claims().stream()
                .filter(c -> only.isEmpty() || only.get().equals(c.claim().key().host()))
                .toList();
        printer().print(new ClaimView(), claims);
    }
}
