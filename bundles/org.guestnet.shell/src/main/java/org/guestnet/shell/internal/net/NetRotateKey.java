/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.shell.internal.net;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.guestnet.api.MeshMember;
import org.guestnet.api.Networks;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.NetworkName;
import org.guestnet.shell.internal.Arguments;
import org.guestnet.shell.internal.OneArgument;
import org.guestnet.shell.internal.complete.NetworkCompleter;
import org.guestnet.shell.internal.view.MeshView;

/** {@code net:rotate-key}. */
@Service
@Command(scope = "net", name = "rotate-key", description = "Give the encrypted tunnels of a network new keys")
public final class NetRotateKey extends OneArgument {

    @Reference
    Networks networks;

    @Argument(index = 0, name = "network", required = true, description = "The network")
    @Completion(NetworkCompleter.class)
    String network;

    @Option(name = "--dry-run", description = "Say which hosts would get new keys, and change nothing")
    boolean dryRun;

    @Override
    protected void run() throws GuestnetException {
        NetworkName name = Arguments.network(network);
        List<MeshMember> mesh = dryRun ? networks.mesh(name) : networks.rotateKey(name);
        if (!printer().isJson()) {
            printer()
                    .line(
                            dryRun
                                    ? "Planned: new keys for " + mesh.size() + " hosts. Nothing was changed."
                                    : "Done: new keys. A host that has the old ones yet says so.");
        }
        printer().print(new MeshView(), mesh);
    }
}
