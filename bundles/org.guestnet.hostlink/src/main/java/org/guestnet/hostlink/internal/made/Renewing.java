/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.List;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.ShellException;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.link.IpsecTunnel;

/** Has ends of tunnels convince each other anew. */
public final class Renewing {

    private final HostShell shell;

    /** @param shell that of the host */
    public Renewing(HostShell shell) {
        this.shell = shell;
    }

    /** @throws GuestnetException with all that could not be renewed; all else was */
    public void run(List<IpsecTunnel> tunnels) throws ShellException, GuestnetException {
        Refusals refusals = new Refusals();
        new Tunnels(shell, refusals).renew(tunnels);
        refusals.raise();
    }
}
