/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver.link;

import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.osgi.annotation.versioning.ConsumerType;

/** Reaches the links of hosts. Registered as an OSGi service; safe for any thread. */
@ConsumerType
public interface LinkDriver {

    /** Whether it reaches that host's links. */
    boolean serves(Host host);

    /**
     * Opens a session; blocks for at most 10 seconds.
     *
     * @param host one that is {@linkplain #serves served}
     * @param secrets where keys are found when they are needed
     * @return a session owned by the caller, who closes it
     * @throws GuestnetException {@code HOST_UNREACHABLE} or another code if the host cannot be reached so
     */
    LinkSession open(Host host, SecretStore secrets) throws GuestnetException;
}
