/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.hostlink.internal.shell;

import org.guestnet.model.link.HostOrder;
import org.guestnet.spi.HostAnswer;

/** Runs commands on one host. Any thread, one command at a time; {@link #close} at any time, which ends one that runs. */
public interface HostShell extends AutoCloseable {

    /**
     * Runs a command to its end; blocks for at most ten seconds.
     *
     * @throws ShellException if the host did not answer, or said too much
     */
    HostAnswer run(HostOrder order) throws ShellException;

    /** Ends it; does not throw. */
    @Override
    void close();
}
