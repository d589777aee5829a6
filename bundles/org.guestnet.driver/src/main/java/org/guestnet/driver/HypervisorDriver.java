/*
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package org.guestnet.driver;

import java.util.Set;
import org.guestnet.model.GuestnetException;
import org.guestnet.model.Host;
import org.guestnet.model.HostAddress.Transport;
import org.osgi.annotation.versioning.ConsumerType;

/** Opens sessions to hosts. Registered as an OSGi service; safe for any thread. */
@ConsumerType
public interface HypervisorDriver {

    /** The transports of the addresses that this driver serves. */
    Set<Transport> transports();

    /**
     * Opens a session.
     *
     * <p>Blocks for at most 10 seconds. The listener may be called from the moment of opening.
     *
     * @param host its transport is one of {@link #transports()}
     * @param listener told about changes and about the end of the session
     * @return a session owned by the caller, who closes it
     * @throws HostUnreachableException if the host does not answer in time or refuses the connection
     * @throws GuestnetException if the host answers and cannot serve, for example because it lacks the hypervisor
     */
    HostSession open(Host host, HostListener listener) throws GuestnetException;
}
