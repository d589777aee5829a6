/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.made;

import java.util.List;
import org.guestnet.driver.link.SecretStore;
import org.guestnet.hostlink.internal.seen.Looker;
import org.guestnet.hostlink.internal.shell.HostShell;
import org.guestnet.hostlink.internal.shell.ShellException;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.link.EncryptedTunnel;

/** Has ends of tunnels convince each other anew. */
public final class Renewing {

    private final HostShell shell;
    private final SecretStore secrets;
    private final Looker looker;

    /** @param shell that of the host */
    public Renewing(HostShell shell, SecretStore secrets, Looker looker) {
        this.shell = shell;
        this.secrets = secrets;
        this.looker = looker;
    }

    /** @throws GuestnetException with all that could not be renewed; all else was */
    public void run(List<EncryptedTunnel> tunnels) throws ShellException, GuestnetException {
        Refusals refusals = new Refusals();
        new Tunnels(shell, looker, refusals).renew(tunnels, looker.look(List.copyOf(tunnels)), secrets);
        refusals.raise();
    }
}
